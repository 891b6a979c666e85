"""The vocabulary lies below search in the house, so its kinds are registered from here."""

from django.utils.translation import gettext_lazy as _

from tegenspraak.search.registry import Kind, register
from tegenspraak.vocabulary.models import Term, Theme


def register_kinds() -> None:
    for name, label, model in (("theme", _("Theme"), Theme), ("term", _("Term"), Term)):
        register(
            Kind(
                name=name,
                label=label,
                model=model,
                visible_to=model.objects.visible_to,
                title=str,
                url=lambda thing: thing.get_absolute_url(),
                text=lambda thing: thing.search_text(),
                is_public=True,
            )
        )
