"""The vocabulary lies below search in the house, so its kinds are registered from here."""

from django.utils.translation import gettext_lazy as _

from tegenspraak.search.registry import Kind, register
from tegenspraak.vocabulary.models import Term, Theme


def register_kinds() -> None:
    register(
        Kind(
            name="theme",
            label=_("Theme"),
            model=Theme,
            visible_to=Theme.objects.visible_to,
            title=str,
            url=lambda theme: theme.get_absolute_url(),
            text=lambda theme: theme.search_text(),
        )
    )
    register(
        Kind(
            name="term",
            label=_("Term"),
            model=Term,
            visible_to=Term.objects.visible_to,
            title=str,
            url=lambda term: term.get_absolute_url(),
            text=lambda term: term.search_text(),
        )
    )
