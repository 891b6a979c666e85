"""How many of a training group finished each lesson; names only of who agreed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from learning.models import Cohort, LessonPage, LessonProgress
from learning.teams.team_progress import Cell, cells
from tegenspraak.people.models import User


@dataclass(frozen=True)
class GroupProgress:
    """`lessons` has for each lesson how many finished it; `named` who agreed, with how many lessons."""

    people: int
    lessons: list[tuple[LessonPage, Cell]]
    named: list[tuple[User, int]]

    @property
    def has_unnamed(self) -> bool:
        return len(self.named) < self.people


def progress_of(cohort: Cohort) -> GroupProgress:
    """In a fixed number of queries."""
    places = list(cohort.participations.filter(user__is_active=True).select_related("user"))
    lessons = list(LessonPage.objects.child_of(cohort.module).visible_to(None))
    done: dict[int, set[Any]] = defaultdict(set)
    kept = LessonProgress.objects.filter(lesson__in=lessons, user__in=[one.user_id for one in places])
    for lesson, user in kept.exclude(done_at=None).values_list("lesson_id", "user_id"):
        done[lesson].add(user)
    agreed = {one.user_id for one in places if one.agrees}
    others = {one.user_id for one in places} - agreed
    counted = [(lesson, finished(done[lesson.pk], agreed, others)) for lesson in lessons]
    named = [(one.user, sum(one.user_id in users for users in done.values())) for one in places if one.agrees]
    return GroupProgress(len(places), counted, sorted(named, key=lambda one: str(one[0]).lower()))


def finished(done: set[Any], agreed: set[Any], others: set[Any]) -> Cell:
    """How many are in `done`; who did not agree is never given away by the rest of a total."""
    named, unnamed = ([user in done for user in group] for group in (agreed, others))
    return cells(named, unnamed, (True, False), may_count=True)[0]
