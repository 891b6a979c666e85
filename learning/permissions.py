"""Who may do what with modules. Reading is for everyone."""

from typing import Any

from django.db.models import Q

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


def can_edit(user: Any) -> bool:
    """Whether `user` is an editor of the modules."""
    return can_keep_progress(user) and user.is_editor


def can_teach(user: Any, module: Any) -> bool:
    """Whether `user` may use what is there for trainers: editors, and trainers of a group in `module`."""
    if not can_keep_progress(user):
        return False
    return user.is_editor or user.cohorts.filter(module=module).exists()


def can_start_cohort(user: Any) -> bool:
    """Whether `user` may take a group through a module: editors, and who facilitates or manages somewhere."""
    if not can_keep_progress(user):
        return False
    roles = Q(is_facilitator=True) | Q(is_manager=True)
    return user.is_editor or user.memberships.filter(roles).exists()
