"""What waits for somebody in their reflections; for the tiles of the workspace and the list."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from casuistry.reflection.answer import Answer
from casuistry.reflection.models import Participant, Reflection


def waiting_for(user: Any) -> list[tuple[str, str, str]]:
    """The reflections in which `user` has something to do: title, address and what."""
    return [(reflection.title, reflection.get_absolute_url(), what) for reflection, what in waiting(user)]


def waiting(user: Any) -> list[tuple[Reflection, str]]:
    """As `waiting_for`, with the reflections themselves; a fixed number of queries."""
    mine = Reflection.objects.visible_to(user).exclude(status=Reflection.Status.CLOSED)
    mine = mine.select_related("case").prefetch_related("participants")
    written = set(
        Answer.objects.filter(participant__user_id=user.pk).ready().values_list("reflection_id", "phase")
    )
    found = []
    for reflection in mine:
        part = next(part for part in reflection.participants.all() if part.user_id == user.pk)
        if what := what_waits(reflection, part, (reflection.pk, reflection.phase) in written):
            found.append((reflection, what))
    return found


def what_waits(reflection: Reflection, part: Participant, has_written: bool) -> str:
    """What this participant has to do now, in a few words; empty when nothing."""
    stage = reflection.stage
    if stage is None:
        return ""
    if reflection.status == Reflection.Status.PREPARATION:
        return _("Prepare and begin") if part.role == Participant.Role.PRESENTER else ""
    if not stage.asked_of(part.role) or has_written:
        return ""
    return _("Your turn to write: %(phase)s") % {"phase": stage.title}
