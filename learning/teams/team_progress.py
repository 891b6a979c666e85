"""How far people are with what their organisation asked: numbers, and names where they may be seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.db.models.functions import Left, Length
from django.utils.translation import gettext as _

from learning import small_numbers
from learning.lessons.progress import Status
from learning.models import (
    Assignment,
    Attempt,
    LearningSetting,
    LessonPage,
    LessonProgress,
    ModulePage,
    TestPage,
)
from tegenspraak.people.models import Membership, Organisation, TeamMembership, User

ORDER = (Status.TODO, Status.STARTED, Status.DONE)


@dataclass(frozen=True)
class Cell:
    """A number of people; None where it is not told."""

    value: int | None
    is_small: bool = False

    @property
    def words(self) -> str:
        if self.value is not None:
            return str(self.value)
        return _("fewer than five") if self.is_small else _("not shown")


@dataclass(frozen=True)
class Row:
    """One assignment: how many people, how many at each status, and who may be seen by name."""

    assignment: Assignment
    people: int
    cells: list[Cell]
    named: list[tuple[User, Status]]


def statuses(modules: Collection[ModulePage], people: Any) -> dict[tuple[int, Any], Status]:
    """How far each of `people` is with each of `modules`, by the keys of both; who has not begun is left out.

    Done is here, as on the page of a module, that all lessons are done and the test is passed.
    """
    tested, passed = passed_tests(modules, people)
    paths = {module.path: module.pk for module in modules}
    totals: Counter[str] = Counter()
    lessons = LessonPage.objects.visible_to(None).alias(module_path=module_of("path"))
    for path in lessons.filter(module_path__in=paths).values_list("path", flat=True):
        totals[path[: -LessonPage.steplen]] += 1
    live = LessonPage.objects.visible_to(None).values("pk")
    kept = LessonProgress.objects.annotate(module_path=module_of("lesson__path"))
    kept = kept.filter(module_path__in=paths, user__in=people, lesson__in=live)
    counted = kept.values("module_path", "user_id").annotate(done=Count("done_at"))
    found = {}
    for one in counted:
        module, person = paths[one["module_path"]], one["user_id"]
        is_done = one["done"] == totals[one["module_path"]]
        is_done &= module not in tested or (module, person) in passed
        found[module, person] = Status.DONE if is_done else Status.STARTED
    return found


def passed_tests(modules: Collection[ModulePage], people: Any) -> tuple[set[int], set[tuple[int, Any]]]:
    """The keys of the modules that have a test, and of who passed which."""
    paths = {module.path: module.pk for module in modules}
    tests = TestPage.objects.visible_to(None).alias(module_path=module_of("path"))
    found = tests.filter(module_path__in=paths).values_list("path", flat=True)
    passed = Attempt.objects.passed().filter(module__in=paths.values(), user__in=people)
    return (
        {paths[path[: -TestPage.steplen]] for path in found},
        set(passed.values_list("module", "user_id")),
    )


def module_of(path: str) -> Left:
    """The path of the module above a lesson."""
    return Left(path, Length(path) - LessonPage.steplen)


def rows_of(organisation: Organisation) -> list[Row]:
    """Every assignment of `organisation`, the first date first; in a fixed number of queries."""
    asked = Assignment.objects.filter(organisation=organisation).select_related("module", "team")
    assignments = list(asked.order_by("due", "module__title", "team__name"))
    members = Membership.objects.filter(
        organisation=organisation, user__is_active=True, user__is_guest=False
    ).select_related("user", "shared_progress")
    people = {one.user_id: one.user for one in members}
    agreed = {one.user_id for one in members if hasattr(one, "shared_progress")}
    rule = LearningSetting.objects.filter(organisation=organisation, shows_persons_when_obligatory=True)
    shows_persons = rule.exists()
    seats: dict[Any, set[Any]] = defaultdict(set)
    for team, user in TeamMembership.objects.filter(team__organisation=organisation).values_list(
        "team_id", "user_id"
    ):
        if user in people:
            seats[team].add(user)
    far = statuses({one.module for one in assignments}, list(people)) if assignments else {}
    groups = [seats[one.team_id] if one.team_id else set(people) for one in assignments]
    named = [
        group if one.is_obligatory and shows_persons else group & agreed
        for one, group in zip(assignments, groups, strict=True)
    ]
    countable = countable_rows(assignments, [group - some for group, some in zip(groups, named, strict=True)])
    return [
        row(one, group, some, people, far, may_count)
        for one, group, some, may_count in zip(assignments, groups, named, countable, strict=True)
    ]


def countable_rows(assignments: Sequence[Assignment], unnamed: Sequence[set[Any]]) -> list[bool]:
    """Which rows can be counted without telling, by their difference, about a few people."""
    found = [True] * len(assignments)
    by_module: dict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(assignments):
        by_module[one.module_id].append(place)
    for places in by_module.values():
        groups = [frozenset(unnamed[place]) for place in places]
        for place, may in zip(places, small_numbers.together(groups), strict=True):
            found[place] = may
    return found


def row(
    assignment: Assignment,
    group: set[Any],
    named: set[Any],
    people: dict[Any, User],
    far: dict[tuple[int, Any], Status],
    may_count: bool,
) -> Row:
    def status(user: Any) -> Status:
        return far.get((assignment.module_id, user), Status.TODO)

    by_name = sorted(((people[user], status(user)) for user in named), key=lambda one: str(one[0]).lower())
    counted = cells(map(status, named), map(status, group - named), ORDER, may_count)
    return Row(assignment, len(group), counted, by_name)


def cells(named: Iterable[Any], unnamed: Iterable[Any], order: Sequence[Any], may_count: bool) -> list[Cell]:
    """How many stand where. What the numbers tell of who is not seen by name decides what is shown."""
    seen, hidden = Counter(named), Counter(unnamed)
    counts = [hidden[one] for one in order]
    shown = small_numbers.shown(counts) if may_count or not any(counts) else [False] * len(counts)
    return [
        Cell(seen[one] + hidden[one]) if is_shown else Cell(None, may_count and count < small_numbers.FEWEST)
        for one, count, is_shown in zip(order, counts, shown, strict=True)
    ]
