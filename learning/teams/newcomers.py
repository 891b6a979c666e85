"""Who came into a group after it was asked to do a module: they are told too, by the daily work."""

from __future__ import annotations

from learning.lessons.progress import Status
from learning.models import Assignment
from learning.teams.team_progress import statuses


def tell_newcomers() -> int:
    """Tells who is asked and does not know; gives how many. Who did the module already is left in peace.

    By the day and not at the door: the rooms where people take a seat know nothing of modules.
    """
    return sum(tell(one) for one in Assignment.objects.open().select_related("module"))


def tell(assignment: Assignment) -> int:
    people = list(assignment.untold())
    far = statuses([assignment.module], people) if people else {}
    module = assignment.module_id
    return assignment.tell(one for one in people if far.get((module, one.pk)) != Status.DONE)
