"""The vocabulary lies below search in the house, so its kinds are registered from here."""

from django.utils.translation import gettext_lazy as _

from tegenspraak.search.registry import Kind, register
from tegenspraak.vocabulary.models import Term, Theme


def register_kinds() -> None:
    kinds = (("theme", _("Theme"), _("themes"), Theme), ("term", _("Term"), _("terms"), Term))
    for name, label, plural, model in kinds:
        register(
            Kind(
                name=name,
                label=label,
                plural=plural,
                model=model,
                visible_to=model.objects.visible_to,
                title=str,
                url=lambda thing: thing.get_absolute_url(),
                text=lambda thing: thing.search_text(),
                is_public=True,
            )
        )
