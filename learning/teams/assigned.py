"""What a learner was asked to do, and who can see how far they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from learning.lessons.progress import Standing, standings
from learning.models import Assignment, LearningSetting, ModulePage, SharedProgress
from tegenspraak.people.models import Membership, Organisation


@dataclass(frozen=True)
class Assigned:
    """A module that somebody was asked to do, once, by however many groups: the first date counts."""

    standing: Standing
    assignments: list[Assignment]

    @property
    def title(self) -> str:
        return self.standing.title

    @property
    def url(self) -> str:
        return self.standing.url

    @property
    def done(self) -> int:
        return self.standing.done

    @property
    def total(self) -> int:
        return self.standing.total

    @property
    def is_done(self) -> bool:
        return self.standing.is_done

    @property
    def due(self) -> date:
        return min(one.due for one in self.assignments)

    @property
    def is_obligatory(self) -> bool:
        return any(one.is_obligatory for one in self.assignments)

    @property
    def is_late(self) -> bool:
        return not self.is_done and any(one.is_late for one in self.assignments)

    @property
    def groups(self) -> list[str]:
        return list(dict.fromkeys(one.group for one in self.assignments))


def assigned_to(user: Any) -> list[Assigned]:
    """What `user` was asked to do, finished or not, the first date first; in a fixed number of queries."""
    asked: dict[int, list[Assignment]] = defaultdict(list)
    for one in Assignment.objects.meant_for(user).select_related("team", "organisation"):
        asked[one.module_id].append(one)
    if not asked:
        return []
    modules = ModulePage.objects.visible_to(user).filter(pk__in=asked)
    found = [Assigned(standing, asked[standing.module.pk]) for standing in standings(modules, user)]
    return sorted(found, key=lambda one: (one.due, one.title))


@dataclass(frozen=True)
class Sight:
    """What the managers of one organisation see of somebody in a module."""

    organisation: Organisation
    agreed: bool
    by_rule: bool

    @property
    def by_name(self) -> bool:
        return self.agreed or self.by_rule


def sights(user: Any, assignments: Iterable[Assignment]) -> list[Sight]:
    """For each organisation that asked something: whether its managers see `user` by name, and why."""
    asked: dict[Any, list[Assignment]] = defaultdict(list)
    for one in assignments:
        asked[one.organisation_id].append(one)
    if not asked:
        return []
    rules = set(
        LearningSetting.objects.filter(shows_persons_when_obligatory=True).values_list(
            "organisation_id", flat=True
        )
    )
    agreed = set(
        SharedProgress.objects.filter(membership__user_id=user.pk).values_list(
            "membership__organisation_id", flat=True
        )
    )
    return [
        Sight(ones[0].organisation, key in agreed, key in rules and any(one.is_obligatory for one in ones))
        for key, ones in asked.items()
    ]


def memberships_of(user: Any) -> list[tuple[Membership, bool]]:
    """Where `user` belongs, and whether they agreed there that managers see them by name."""
    mine = Membership.objects.filter(user_id=user.pk).select_related("organisation", "shared_progress")
    return [(one, hasattr(one, "shared_progress")) for one in mine.order_by("organisation__name")]
