from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from casuistry.reflection.protocol import Protocol


class ProtocolViewSet(SnippetViewSet):
    model = Protocol
    icon = "list-ol"
    list_display = ["title", "kind"]
    add_to_admin_menu = True


register_snippet(ProtocolViewSet)
