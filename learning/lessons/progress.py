"""How far somebody is, always computed from what they opened and finished, never from a stored count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists
from django.utils.translation import gettext_lazy as _

from learning.durations import about
from learning.models import Attempt, LessonPage, LessonProgress, ModulePage, TestPage
from learning.permissions import can_keep_progress


class Status(models.TextChoices):
    TODO = "todo", _("not yet")
    STARTED = "started", _("busy with it")
    DONE = "done", _("done")


@dataclass(frozen=True)
class Step:
    """A lesson in its module, and where the reader stands with it."""

    lesson: LessonPage
    number: int
    status: Status
    progress: LessonProgress | None = None

    @property
    def last_opened_at(self) -> datetime | None:
        return self.progress.last_opened_at if self.progress else None

    @property
    def place(self) -> str:
        """The anchor where the reader was; "" at the beginning, or when the lesson became shorter."""
        number = self.progress.reached if self.progress else 0
        return f"#deel-{number}" if 1 < number <= len(self.lesson.body) else ""

    @property
    def url(self) -> str:
        """Where to go on in this lesson."""
        return f"{self.lesson.url}{self.place}"

    @property
    def is_done(self) -> bool:
        return self.status == Status.DONE


@dataclass(frozen=True)
class Outline:
    """A module's lessons in order, as one reader stands with them.

    `is_passed` is whether they passed its test; None where it has none that is live.
    """

    steps: list[Step]
    is_passed: bool | None = None

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def total(self) -> int:
        return len(self.steps)

    @property
    def minutes_left(self) -> int:
        """Of reading and activities, in the lessons that are not done."""
        return sum(step.lesson.all_minutes for step in self.steps if not step.is_done)

    @property
    def time_left(self) -> str:
        return about(self.minutes_left)

    @property
    def is_started(self) -> bool:
        return any(step.status != Status.TODO for step in self.steps)

    @property
    def has_read_all(self) -> bool:
        return bool(self.steps) and self.done == self.total

    @property
    def is_done(self) -> bool:
        """The rule: all lessons read, and the test passed where there is one."""
        return self.has_read_all and self.is_passed is not False

    @property
    def resume(self) -> Step | None:
        """Where to go on: the unfinished lesson last opened, else the first not yet opened."""
        unfinished = [step for step in self.steps if not step.is_done]
        opened = [step for step in unfinished if step.last_opened_at]
        if opened:
            return max(opened, key=lambda step: step.last_opened_at or datetime.min)
        return unfinished[0] if unfinished else None

    def step_of(self, lesson: LessonPage) -> Step | None:
        """The step of `lesson`; None when it is not among the live lessons (a preview)."""
        return next((step for step in self.steps if step.lesson.pk == lesson.pk), None)

    def beside(self, lesson: LessonPage, distance: int) -> Step | None:
        step = self.step_of(lesson)
        place = step.number - 1 + distance if step else -1
        return self.steps[place] if 0 <= place < self.total else None


@dataclass(frozen=True)
class Standing:
    """A module in a list, with how much of it is done."""

    module: ModulePage
    done: int
    total: int
    last_opened_at: datetime | None = None
    is_passed: bool | None = None  # whether the test is; None where the module has none

    @property
    def title(self) -> str:
        return self.module.title

    @property
    def url(self) -> str:
        return self.module.url

    @property
    def is_started(self) -> bool:
        return self.last_opened_at is not None

    @property
    def has_read_all(self) -> bool:
        return self.total > 0 and self.done == self.total

    @property
    def is_done(self) -> bool:
        return self.has_read_all and self.is_passed is not False


def outline(module: ModulePage, user: Any) -> Outline:
    """The lessons of `module` that are live, with the progress of `user` (a visitor has none)."""
    lessons = list(LessonPage.objects.child_of(module).visible_to(user))
    kept = progress_by_lesson(lessons, user)
    steps = [step(lesson, number, kept.get(lesson.pk)) for number, lesson in enumerate(lessons, 1)]
    return Outline(steps, is_test_passed(module, user))


def is_test_passed(module: ModulePage, user: Any) -> bool | None:
    """Whether `user` passed the test of `module`; None where it has no live one."""
    if module.pk is None:
        return None  # an editor who makes it looks at it
    passed = Attempt.objects.passed().filter(user=user.pk, module=module)
    tests = TestPage.objects.child_of(module).visible_to(user).annotate(is_passed=Exists(passed))
    return tests.values_list("is_passed", flat=True).first()


def step(lesson: LessonPage, number: int, progress: LessonProgress | None) -> Step:
    if progress is None:
        return Step(lesson, number, Status.TODO)
    status = Status.DONE if progress.done_at else Status.STARTED
    return Step(lesson, number, status, progress)


def progress_by_lesson(lessons: Iterable[LessonPage], user: Any) -> dict[int, LessonProgress]:
    if not can_keep_progress(user):
        return {}
    mine = LessonProgress.objects.filter(user=user, lesson__in=[lesson.pk for lesson in lessons])
    return {progress.lesson_id: progress for progress in mine}


def standings(modules: Iterable[ModulePage], user: Any) -> list[Standing]:
    """Each of `modules` with the progress of `user`, in a fixed number of queries."""
    lessons = list(LessonPage.objects.visible_to(user).only("pk", "path", "depth"))
    kept = progress_by_lesson(lessons, user)
    by_module: dict[str, list[LessonPage]] = defaultdict(list)
    for lesson in lessons:
        by_module[lesson.path[: -LessonPage.steplen]].append(lesson)
    tested = {
        path[: -TestPage.steplen] for path in TestPage.objects.visible_to(user).values_list("path", flat=True)
    }
    passed = set(Attempt.objects.passed().filter(user=user.pk).values_list("module", flat=True))
    return [
        standing(module, by_module[module.path], kept, module.pk in passed if module.path in tested else None)
        for module in modules
    ]


def standing(
    module: ModulePage,
    lessons: list[LessonPage],
    kept: dict[int, LessonProgress],
    is_passed: bool | None = None,
) -> Standing:
    mine = [kept[lesson.pk] for lesson in lessons if lesson.pk in kept]
    return Standing(
        module,
        done=sum(progress.done_at is not None for progress in mine),
        total=len(lessons),
        last_opened_at=max((progress.last_opened_at for progress in mine), default=None),
        is_passed=is_passed,
    )


def module_in_progress(user: Any) -> list[Standing]:
    """The modules that `user` has begun and not finished, the last opened first: for the workspace.

    Each has title, url, done and total.
    """
    if not can_keep_progress(user):
        return []
    begun = [
        s for s in standings(ModulePage.objects.visible_to(user), user) if s.is_started and not s.is_done
    ]
    return sorted(begun, key=lambda s: s.last_opened_at or datetime.min, reverse=True)
