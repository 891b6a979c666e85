"""Words of a protocol for the reader."""

from datetime import date
from enum import StrEnum

from django import template
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from casuistry.reflection.definition import Certainty, Counts, Presenter, Who
from learning.lessons.rendering import clean, parser

register = template.Library()

WORDS: dict[StrEnum, Promise] = {
    Presenter.SPEAKS: _("takes part"),
    Presenter.LISTENS: _("listens"),
    Presenter.OUTSIDE: _("sits outside the circle"),
    Who.ALL: _("everyone"),
    Who.PRESENTER: _("the presenter"),
    Who.PARTICIPANTS: _("the participants"),
    Who.FACILITATOR: _("the facilitator"),
    Who.ADVOCATE: _("the advocate"),
    Certainty.HIGH: _("We are sure of the steps"),
    Certainty.MEDIUM: _("We are fairly sure of the steps"),
    Certainty.LOW: _("We are not sure of the steps"),
    Counts.YES: _("Counts as reflection for your registration."),
    Counts.WITH_PERSONAL_LAYER: _("Counts as reflection when you also write your own, personal part."),
    Counts.NORMATIVE: _("Counts as reflection on what is right (the normative dimension)."),
    Counts.ONLY_REFLECTION_PART: _("Only the reflection part counts as reflection."),
}


@register.filter
def in_words(member: StrEnum) -> str:
    """What the reader calls it."""
    return str(WORDS[member])


@register.filter
def as_markdown(text: str) -> SafeString:
    """Clean HTML of a protocol's Markdown; HTML in it comes out as text."""
    return mark_safe(clean(parser().convert(text)))  # noqa: S308


@register.filter
def as_day(text: str) -> date:
    return date.fromisoformat(text)
