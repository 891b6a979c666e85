from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from casuistry.reflection.protocol import Protocol


class ProtocolViewSet(SnippetViewSet):
    model = Protocol
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
