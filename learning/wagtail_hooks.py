"""What the CMS has of ours beside its pages: a menu for editors, and care for keys at copying."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from learning.authoring.copying import give_own_keys
from learning.models import LessonPage, ModulePage
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
        _("Upkeep"),
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


@hooks.register("after_copy_page")
def own_keys(request: HttpRequest, _page: Page, copy: Page) -> None:
    if count := give_own_keys(copy):
        told = ngettext(
            "%(count)d activity in the copy got a key of its own. Answers on the first page stay there.",
            "%(count)d activities in the copy got keys of their own. Answers on the first page stay there.",
            count,
        )
        messages.info(request, told % {"count": count})


@hooks.register("before_delete_page")
def what_goes_along(request: HttpRequest, page: Page) -> None:
    """Before an editor confirms: people's answers hang on a lesson, and their progress too."""
    if request.method == "GET" and issubclass(page.specific_class, ModulePage | LessonPage):
        told = _(
            "What people answered and kept here is deleted along with it. "
            "Taken off the site instead, all of it stays."
        )
        messages.warning(request, told)
