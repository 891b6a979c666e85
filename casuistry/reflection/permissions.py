"""Who may do what with a reflection. Who may see one is `Reflection.objects.visible_to`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casuistry.reflection.participant import Participant

if TYPE_CHECKING:
    from casuistry.cases.models import Case
    from casuistry.reflection.models import Reflection


def can_start(user: Any, case: Case) -> bool:
    """Whoever wrote the case brings it in."""
    return user.is_authenticated and not user.is_guest and case.author_id == user.pk


def can_read_case(user: Any, case: Case) -> bool:
    """Whether who takes part reads the case as it was at the start: not once its author took it back."""
    return case.is_shared or case.author_id == user.pk


def can_invite(user: Any, reflection: Reflection) -> bool:
    """The presenter, while the reflection is open: who takes part reads the presenter's case."""
    part = reflection.participant(user)
    return reflection.is_open and part is not None and part.role == Participant.Role.PRESENTER


def can_lead(user: Any, reflection: Reflection) -> bool:
    """Whether `user` opens and closes the phases: the facilitator, or the presenter where there is none.

    A facilitator who left is none: otherwise nobody could go on.
    """
    leading = (Participant.Role.FACILITATOR, Participant.Role.PRESENTER)
    present = reflection.participants.present().filter(role__in=leading)
    roles = dict(present.values_list("role", "user_id"))
    return user.pk == next((roles[role] for role in leading if role in roles), None)


def can_write(user: Any, reflection: Reflection) -> bool:
    """Whether the stage that runs asks `user` something."""
    part, stage = reflection.participant(user), reflection.stage
    return part is not None and stage is not None and bool(stage.asked_of(part.role))
