"""A case as the search page shows it."""

from django.utils.translation import gettext_lazy as _

from casuistry.cases.models import Case
from tegenspraak.search import registry


def text_of(case: Case) -> str:
    """What a snippet may quote: the whole of what readers see."""
    return "\n".join(filter(None, [case.question, case.situation, case.observed()]))


def register() -> None:
    registry.register(
        registry.Kind(
            name="case",
            label=_("Case"),
            model=Case,
            visible_to=lambda user: Case.objects.visible_to(user).prefetch_related("observations"),
            title=lambda case: case.title,
            url=lambda case: case.get_absolute_url(),
            text=text_of,
        )
    )
