"""The vocabulary in the CMS, for editors."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from tegenspraak.vocabulary.models import Level, Term, Theme


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    list_display = ["name", "slug"]
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("explanation")]


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "openquote"
    list_display = ["label", "explanation"]
    panels = [
        FieldPanel("label"),
        FieldPanel("slug"),
        FieldPanel("explanation"),
        FieldPanel("source"),
        MultiFieldPanel(
            [
                FieldPanel("synonyms"),
                FieldPanel("one_way"),
                FieldPanel("loaded_words"),
                FieldPanel("capitals"),
            ],
            heading=_("Search words"),
        ),
    ]


class LevelViewSet(SnippetViewSet):
    model = Level
    icon = "list-ol"
    list_display = ["number", "name"]
    panels = [FieldPanel("number"), FieldPanel("name"), FieldPanel("slug"), FieldPanel("explanation")]


class VocabularyGroup(SnippetViewSetGroup):
    items = (ThemeViewSet, TermViewSet, LevelViewSet)
    menu_label = _("Vocabulary")
    menu_icon = "tag"


register_snippet(VocabularyGroup)
