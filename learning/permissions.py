"""Who may do what with modules. Reading is for everyone."""

from typing import Any


def can_keep_progress(user: Any) -> bool:
    """Whether progress is kept for `user`: for members, not for visitors and guests."""
    return user.is_authenticated and not user.is_guest
