"""What accreditation asks of a module: gathered from its pages, and what its learners say together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from learning.authoring.block_rules import minutes_of
from learning.authoring.plain import kind_of, of_block
from learning.models import LessonPage, ModulePage, TestPage
from learning.teaching.evaluating import Average, averages_of

# What there is to do in a lesson, in the order of the columns.
LOADS = {
    "reading": _("Reading"),
    "video": _("Video"),
    "audio": _("Sound"),
    "question": _("Questions"),
    "stop": _("Stop moments"),
    "scenario": _("Scenarios"),
}


@dataclass(frozen=True)
class Load:
    """A lesson with its minutes by kind, and how many activities of each kind."""

    lesson: LessonPage
    minutes: Counter[str]
    activities: Counter[str]
    sources: list[Any]

    @property
    def columns(self) -> list[int]:
        return [self.minutes[kind] for kind in LOADS]

    @property
    def total(self) -> int:
        return sum(self.columns)


@dataclass(frozen=True)
class Dossier:
    module: ModulePage
    loads: list[Load]
    test: TestPage | None
    matrix: list[tuple[str, list[str], int, int]]
    averages: list[Average]

    @property
    def totals(self) -> list[int]:
        """Minutes by kind over all lessons."""
        return [sum(load.minutes[kind] for load in self.loads) for kind in LOADS]

    @property
    def total(self) -> int:
        return sum(self.totals) + (self.test.minutes if self.test else 0)

    @property
    def bank(self) -> int:
        return len(self.test.bank) if self.test else 0

    @property
    def activities(self) -> list[tuple[Any, int]]:
        """How many activities of each kind there are in the lessons."""
        counts = sum((load.activities for load in self.loads), Counter[str]())
        return [(LOADS[kind], counts[kind]) for kind in LOADS if counts[kind]]


def dossier_of(module: ModulePage) -> Dossier:
    """In a fixed number of queries, whatever there is in the module."""
    loads = [load_of(lesson) for lesson in LessonPage.objects.child_of(module).live()]
    test = TestPage.objects.child_of(module).live().first()
    matrix = matrix_of(module, [load.lesson for load in loads], test)
    return Dossier(module, loads, test, matrix, averages_of(module))


def load_of(lesson: LessonPage) -> Load:
    minutes, activities = Counter({"reading": lesson.minutes}), Counter[str]()
    sources: list[Any] = []
    for block in lesson.body:
        kind = kind_of(block.block_type)
        if kind == "sources":
            sources += block.value
        elif kind in LOADS:
            minutes[kind] += minutes_of(kind, of_block(block))
            activities[kind] += 1
    return Load(lesson, minutes, activities, sources)


def matrix_of(
    module: ModulePage, lessons: list[LessonPage], test: TestPage | None
) -> list[tuple[str, list[str], int, int]]:
    """For each goal: its text, the lessons that are about it, its questions in the bank, and judgements."""
    questions, judgements = Counter[str](), Counter[str]()
    for block in test.bank if test else ():
        goal = str(block.value.get("goal") or "")
        questions[goal] += 1
        judgements[goal] += block.block_type == "question_judgement"
    return [
        (
            goal.text,
            [lesson.title for lesson in lessons if goal.key in lesson.goal_keys],
            questions[goal.key],
            judgements[goal.key],
        )
        for goal in module.goals.all()
    ]
