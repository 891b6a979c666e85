"""A test: which questions are drawn, what the answers are worth together, and when one may try again.

Plain Python. A question is a mapping as `questions` knows it, with the key of its `goal`.
"""

from __future__ import annotations

import calendar
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

Values = Mapping[str, Any]
REFRESH_DAYS = 90  # so long before a certificate ends one may earn the next one
REMIND_DAYS = 60  # so long before it ends its owner is reminded: ours, and time enough to plan a test


@dataclass(frozen=True)
class GoalResult:
    """What somebody got of what the questions about one goal were worth."""

    key: str
    points: float
    total: int
    pass_mark: int

    @property
    def per_cent(self) -> float:
        return per_cent(self.points, self.total)

    @property
    def is_enough(self) -> bool:
        return self.per_cent >= self.pass_mark


@dataclass(frozen=True)
class Result:
    per_cent: float
    is_passed: bool
    goals: list[GoalResult]


def draw(questions: Sequence[Values], number: int, dice: random.Random) -> list[Values]:
    """`number` of `questions` in mixed order, spread over the goals: no goal is asked about twice more often
    than another while that one has questions left. All of them when there are no more.
    """
    by_goal: dict[str, list[Values]] = {}
    for one in questions:
        by_goal.setdefault(one.get("goal", ""), []).append(one)
    piles = list(by_goal.values())
    for pile in piles:
        dice.shuffle(pile)
    dice.shuffle(piles)
    drawn: list[Values] = []
    while len(drawn) < number and any(piles):
        drawn += [pile.pop() for pile in piles if pile][: number - len(drawn)]
    dice.shuffle(drawn)
    return drawn


def result(questions: Sequence[Values], scores: Mapping[int, float], pass_mark: int) -> Result:
    """What `scores` (by the place of the question, from 0) come to; a question without one is worth nothing.

    The goals stand in the order in which the questions ask about them.
    """
    points: dict[str, list[float]] = {}
    for place, one in enumerate(questions):
        points.setdefault(one.get("goal", ""), []).append(scores.get(place, 0.0))
    goals = [GoalResult(key, sum(got), len(got), pass_mark) for key, got in points.items()]
    total = per_cent(sum(goal.points for goal in goals), len(questions))
    return Result(total, bool(questions) and total >= pass_mark, goals)


def per_cent(points: float, total: int) -> float:
    """Rounded so far that twelve out of fifteen are 80 and not a little less."""
    return round(100 * points / total, 6) if total else 0.0


def next_try_at(finished_at: datetime, wait_hours: int) -> datetime:
    return finished_at + timedelta(hours=wait_hours)


def months_later(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def may_refresh(valid_until: date | None, today: date) -> bool:
    """Whether a certificate ends so soon, or ended, that one may take the test again."""
    return valid_until is not None and today >= valid_until - timedelta(days=REFRESH_DAYS)


def ends_soon(issued_on: date, valid_until: date | None, today: date) -> bool:
    """Whether to remind of a certificate that is valid still; of a short one not before half its time."""
    if valid_until is None or valid_until < today:
        return False
    left = valid_until - today
    return left.days <= REMIND_DAYS and left <= today - issued_on
