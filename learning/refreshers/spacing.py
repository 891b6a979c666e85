"""When a question on a learning goal comes back. Plain Python, without a database.

A goal that was learned is asked 2, 10, 30 and 90 days later: each time it goes well the wait is as long as
it takes to the next of these days. Once it does not go well, it begins again with 2 days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

DAYS = (2, 10, 30, 90)
DONE = len(DAYS)  # the step after which nothing comes any more
A_DAY = 5  # questions at most
AGREES = 0.5  # of the most chosen answer of a panel: from here a judgement counts as going well


@dataclass(frozen=True)
class Wait:
    """Where somebody stands with a goal: how many times in a row it went well, and days until the next."""

    step: int
    days: int | None


def first() -> Wait:
    return Wait(0, DAYS[0])


def after(step: int, went_well: bool) -> Wait:
    """What follows on an answer at `step`."""
    if not went_well:
        return first()
    if step + 1 >= DONE:
        return Wait(DONE, None)
    return Wait(step + 1, DAYS[step + 1] - DAYS[step])


def went_well(score: float, is_right: bool | None) -> bool:
    """Whether a goal goes a step further: wholly right, or where there is no right, close to the panel."""
    return score >= AGREES if is_right is None else is_right


def due(wait: Wait, now: datetime) -> datetime | None:
    """The beginning of the day on which it comes back, whatever the hour of `now` (in local time)."""
    if wait.days is None:
        return None
    day = now.date() + timedelta(days=wait.days)
    return datetime(day.year, day.month, day.day, tzinfo=now.tzinfo)
