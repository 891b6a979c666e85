"""A case that a lesson shows: only to who may read it, and then as a card that leads to it."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.template.loader import render_to_string

from casuistry.cases.models import Case


def case_in_lesson(reference: str, user: Any) -> str | None:
    """The card of the case with this id, or with this id of the file that it was loaded from."""
    named = Q(external_id=reference) if reference else Q(pk=None)
    with suppress(ValueError):
        named |= Q(pk=UUID(reference))
    case = Case.objects.visible_to(user).filter(named).first()
    return render_to_string("cases/in_lesson.html", {"case": case}) if case else None
