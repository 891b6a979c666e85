"""Who may do what with modules. Reading is for everyone."""

from typing import Any

from tegenspraak.people.permissions import is_in_cms_group, may_see_others


def can_keep_progress(user: Any) -> bool:
    """Whether progress is kept for `user`: for members, not for visitors and guests."""
    return user.is_authenticated and not user.is_guest


def can_edit_lesson(user: Any, lesson: Any) -> bool:
    """Whether `user` edits `lesson` in the CMS, and so may see all that an answer opens."""
    return is_in_cms_group(user) and (lesson.pk is None or lesson.permissions_for_user(user).can_edit())
def can_revoke_certificates(user: Any) -> bool:
    """Whether `user` may say that a certificate holds no longer: editors with a second factor."""
    return is_in_cms_group(user) and may_see_others(user)
