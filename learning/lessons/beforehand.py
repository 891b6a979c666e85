"""The modules that are best done first, as a reader stands with them."""

from __future__ import annotations

from typing import Any

from learning.lessons.progress import Standing, standings
from learning.models import ModulePage


def prerequisites_of(module: ModulePage, user: Any) -> list[Standing]:
    """In the order of the module; one that is not there (any more) is left out."""
    slugs = module.prerequisites.split()
    if not slugs:
        return []
    beside = ModulePage.objects.sibling_of(module, inclusive=False).visible_to(user).filter(slug__in=slugs)
    return sorted(standings(beside, user), key=lambda one: slugs.index(one.module.slug))
