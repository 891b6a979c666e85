"""A case as the search page shows it."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from casuistry.cases.models import AgeBand, Case, CaseTheme, Visibility
from learning.kinds import LEVEL, level_facet, theme_facet
from tegenspraak.search import registry


def text_of(case: Case) -> str:
    """What a snippet may quote: the whole of what readers see."""
    return "\n".join(filter(None, [case.question, case.situation, case.observed()]))


def ages_named(values: Collection[str]) -> Mapping[str, Any]:
    """All of them, from young to old."""
    return dict(AgeBand.choices)


def steps_named(values: Collection[str]) -> Mapping[str, Any]:
    """All of them, from narrow to wide."""
    return dict(Visibility.choices)


def register() -> None:
    registry.register(
        registry.Kind(
            name="case",
            label=_("Case"),
            plural=_("cases"),
            model=Case,
            visible_to=lambda user: Case.objects.visible_to(user).prefetch_related("observations"),
            title=lambda case: case.title,
            url=lambda case: case.get_absolute_url(),
            text=text_of,
            date="updated_at",
            facets=(
                theme_facet(
                    lambda: CaseTheme.objects.values_list("content_object", "tag__slug", "tag__name")
                ),
                level_facet(lambda: Case.levels.through.objects.values_list("case", *LEVEL)),
                registry.Facet("leeftijd", _("Age of the child"), ages_named, column="age_band"),
                registry.Facet("zichtbaar", _("Who can read it"), steps_named, column="visibility"),
            ),
        )
    )
