from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import (
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import SnippetViewSet

from casuistry.reflection.protocol import Protocol, ProtocolQuerySet


class Chosen(SnippetChosenView):
    def get_object(self, pk: Any) -> Protocol:
        return Protocol.objects.visible_to(self.request.user).get(pk=pk)


class ChosenMultiple(SnippetChosenMultipleView):
    def get_objects(self, pks: list[Any]) -> ProtocolQuerySet:
        return Protocol.objects.visible_to(self.request.user).filter(pk__in=pks)


class ProtocolChooserViewSet(SnippetChooserViewSet):
    """Wagtail asks nobody who opens a chooser for rights on what is in it: a draft is not offered there."""

    chosen_view_class = Chosen
    chosen_multiple_view_class = ChosenMultiple

    def get_object_list(self) -> ProtocolQuerySet:
        return Protocol.objects.filter(live=True)


class ProtocolViewSet(SnippetViewSet):
    model = Protocol
    chooser_viewset_class = ProtocolChooserViewSet
    icon = "list-ol"
    list_display = ["title", "kind"]
    add_to_admin_menu = True


register_snippet(ProtocolViewSet)


@hooks.register("before_delete_snippet")
def a_used_protocol_stays(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Turns an editor back before the database refuses: reflections stand on it."""
    if not any(isinstance(one, Protocol) and one.reflections.exists() for one in instances):
        return None
    messages.error(
        request,
        _("A method that was used cannot be deleted. Unpublish it: then nobody can choose it any more."),
    )
    return redirect(ProtocolViewSet().get_url_name("list"))
