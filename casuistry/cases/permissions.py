"""Who may do what with a case. Who may see one is `Case.objects.visible_to`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casuistry.cases.models import Case


def is_author(user: Any, case: Case) -> bool:
    return bool(user.is_authenticated and case.author_id == user.pk)


def can_edit(user: Any, case: Case) -> bool:
    """Only who wrote it."""
    return is_author(user, case)


def can_share(user: Any, case: Case) -> bool:
    """Only who wrote it: sharing carries the author's declaration."""
    return is_author(user, case)


def can_admit(user: Any, case: Case) -> bool:
    """Only who wrote it lets a participant in."""
    return is_author(user, case)


def can_see_register(user: Any, case: Case) -> bool:
    return is_author(user, case)
