"""When somebody can evaluate a module, and what all of them say together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from learning.lessons.progress import Outline
from learning.models import Action, Evaluation, ModulePage, Moment
from learning.models.base import in_order
from learning.models.evaluations import LATER
from learning.permissions import can_keep_progress
from learning.small_numbers import FEWEST

TOO_LATE = timedelta(days=365)


def actions_of(module: ModulePage) -> list[str]:
    return [action.text for action in in_order(module.actions)]


def can_evaluate(moment: str, outline: Outline, mine: dict[str, Evaluation]) -> bool:
    """Whether it is the time for `moment`: nothing finished yet, all finished, or three months after that."""
    if moment == Moment.BEFORE:
        return outline.done == 0
    if moment == Moment.END:
        return outline.is_done
    end = mine.get(Moment.END)
    return end is not None and end.made_at <= timezone.now() - LATER


def evaluations_of(user: Any, module: ModulePage) -> dict[str, Evaluation]:
    """What `user` filled in for `module`, by moment."""
    return {one.moment: one for one in Evaluation.objects.visible_to(user).filter(module=module)}


def open_moment(user: Any, module: ModulePage, outline: Outline) -> Moment | None:
    """What `user` can fill in now and has not; the last moment first."""
    if not can_keep_progress(user) or not module.actions.exists():
        return None
    mine = evaluations_of(user, module)
    return next(
        (one for one in reversed(Moment) if one not in mine and can_evaluate(one, outline, mine)), None
    )


def evaluations_due(user: Any) -> list[Evaluation]:
    """What `user` said at the end of a module three months ago or more and not again; for the workspace."""
    now = timezone.now()
    again = Evaluation.objects.filter(user=OuterRef("user"), module=OuterRef("module"), moment=Moment.LATER)
    asked = Action.objects.filter(module=OuterRef("module"))
    due = Evaluation.objects.visible_to(user).filter(
        ~Exists(again),
        Exists(asked),
        moment=Moment.END,
        made_at__range=(now - TOO_LATE, now - LATER),
        module__in=ModulePage.objects.visible_to(user),
    )
    return list(due.select_related("module").order_by("made_at"))


@dataclass(frozen=True)
class Average:
    """An action with the average figure at each moment; None where fewer than five people gave one."""

    action: str
    figures: list[float | None]


def averages_of(module: ModulePage) -> list[Average]:
    """For the actions as they are asked now; what was asked in other words is left out."""
    given: dict[tuple[str, str], list[int]] = defaultdict(list)
    for moment, ratings in Evaluation.objects.filter(module=module).values_list("moment", "ratings"):
        for one in ratings:
            given[one["action"], moment].append(one["figure"])
    return [
        Average(action, [average(given[action, moment]) for moment in Moment])
        for action in actions_of(module)
    ]


def average(figures: list[int]) -> float | None:
    return round(sum(figures) / len(figures), 1) if len(figures) >= FEWEST else None
