"""A test that was handed in, for its own reader: what it came to, per goal, and question by question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from learning.answering import asked
from learning.assessment.marking import GoalResult
from learning.lessons.rendering import NOWHERE, Addresses, Renderer
from learning.models import Attempt, LessonPage


@dataclass(frozen=True)
class GoalShown:
    """A goal, how much of it was right, and the lessons that are about it."""

    text: str
    result: GoalResult
    lessons: list[LessonPage]

    @property
    def whole_per_cent(self) -> int:
        return int(self.result.per_cent)


@dataclass(frozen=True)
class Handed:
    """A question as it was answered."""

    number: int
    text: SafeString
    verdict: str
    look: str
    told: list[str]
    feedback: str
    parts: list[asked.Part]


def addresses_of(attempt: Attempt) -> Addresses:
    return Addresses.of(attempt.module) if attempt.module else NOWHERE


def goals_of(attempt: Attempt, user: Any) -> list[GoalShown]:
    """The goals as they were, in the order of the module, each with the lessons that there are now."""
    texts = {goal["key"]: goal["text"] for goal in attempt.goals}
    lessons = list(LessonPage.objects.child_of(attempt.module).visible_to(user)) if attempt.module else []
    found = {goal.key: goal for goal in attempt.result().goals}
    keys = [key for key in texts if key in found] + [key for key in found if key not in texts]
    return [
        GoalShown(
            texts.get(key) or _("Other questions"),
            found[key],
            [one for one in lessons if key and key in one.goal_keys],
        )
        for key in keys
    ]


def questions_of(attempt: Attempt) -> Iterator[Handed]:
    renderer, given = Renderer(addresses_of(attempt)), attempt.given()
    for place, values in enumerate(attempt.questions):
        mine = given.get(place)
        answer = mine.answer if mine else None
        verdict, look = asked.verdict_on(values, mine.score if mine else None)
        yield Handed(
            place + 1,
            renderer.markdown(values["text"], f"vraag-{place + 1}"),
            verdict,
            look,
            asked.told_of(values, answer),
            values.get("feedback", ""),
            asked.parts_of(values, answer),
        )
