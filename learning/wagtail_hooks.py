"""Our own pages for editors, in the menu of the CMS."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from learning.permissions import can_edit, can_revoke_certificates


class OwnPage(MenuItem):
    """A page of ours, for who may open it."""

    def __init__(self, label: Any, address: Any, may_open: Callable[[Any], bool], **options: Any) -> None:
        super().__init__(label, address, **options)
        self.may_open = may_open

    def is_shown(self, request: HttpRequest) -> bool:
        return self.may_open(request.user)


@hooks.register("register_admin_menu_item")
def upkeep() -> OwnPage:
    """The modules, those past their review date first."""
    return OwnPage(
        _("Upkeep of modules"),
        reverse_lazy("learning:editors"),
        can_edit,
        name="upkeep",
        icon_name="date",
        order=110,
    )


@hooks.register("register_admin_menu_item")
def certificates() -> OwnPage:
    """Where a certificate is looked up and revoked."""
    return OwnPage(
        _("Certificates"),
        reverse_lazy("learning:certificates"),
        can_revoke_certificates,
        name="certificates",
        icon_name="success",
        order=120,
    )
