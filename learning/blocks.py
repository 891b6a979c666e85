"""What a lesson is built of."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

CALLOUT_LABELS = {
    "signaal": _("Signal"),
    "wet": _("Law and guideline"),
    "tip": _("Tip"),
    "let_op": _("Take care"),
}


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(choices=list(CALLOUT_LABELS.items()), label=_("Kind"))
    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    text = blocks.TextBlock(label=_("Text (Markdown)"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")


class SourceBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=250, label=_("Title"))
    url = blocks.URLBlock(required=False, label=_("Address"))
    seen = blocks.DateBlock(label=_("Seen on"))
    note = blocks.CharBlock(required=False, max_length=250, label=_("What we took from it"))

    class Meta:
        icon = "link"
        label = _("Source")


class LessonBody(blocks.StreamBlock):
    text = blocks.TextBlock(
        icon="pilcrow",
        label=_("Text (Markdown)"),
        help_text=_("[[term]] explains a word from the glossary in place."),
    )
    callout = CalloutBlock()
    sources = blocks.ListBlock(SourceBlock(), icon="list-ul", label=_("Sources"))


def content_of(body: blocks.StreamValue) -> list[list[Any]]:
    """The words of `body` without the ids that Wagtail gives, to compare one text with another."""
    return [[block.block_type, value_of(block)] for block in body]


def value_of(block: Any) -> Any:
    if block.block_type == "sources":
        return [source_of(source) for source in block.value]
    if block.block_type == "callout":
        return {key: normal(str(value or "")) for key, value in block.value.items()}
    return normal(str(block.value))


def source_of(source: Any) -> dict[str, str]:
    return {key: normal(str(source.get(key) or "")) for key in ("title", "url", "seen", "note")}


def normal(text: str) -> str:
    """`text` as it is whether it came from a file or through a browser's form."""
    return text.replace("\r\n", "\n").strip()
