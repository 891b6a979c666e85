"""Wagtail's admin under our name: our colours, and no door to other hosts."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def our_colours() -> str:
    """The stylesheet that gives the admin our accent."""
    return format_html('<link rel="stylesheet" href="{}">', static("beheer.css"))


@hooks.register("construct_main_menu")
def without_help(request: HttpRequest, menu_items: list[Any]) -> None:
    """Takes the help menu away: it leads to other hosts and is in English."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]
