"""What opens no door any more is removed: the daily work of this room."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from tegenspraak.people.models import GuestPass, Invitation
from tegenspraak.people.models.guest_passes import VALID_FOR as PASS_VALID_FOR

# Long enough to answer the question why a link did not work.
KEPT_FOR = timedelta(days=90)


def remove_sessions() -> int:
    """Removes sessions that ran out, and where and with what browser they were held; gives their number."""
    gone, _kinds = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    # A session of today may not be saved yet.
    ended = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    ended.filter(created_at__lt=timezone.now() - timedelta(days=1)).delete()
    return gone


def remove_guest_passes() -> int:
    """Removes passes made more than ninety days ago: none of them works; gives their number."""
    made_before = timezone.now() - KEPT_FOR
    gone, _kinds = GuestPass.objects.filter(expires_at__lt=made_before + PASS_VALID_FOR).delete()
    return gone


def remove_invitations() -> int:
    """Removes invitations of more than ninety days ago, which all came to an end; gives their number."""
    old = Invitation.objects.filter(invited_at__lt=timezone.now() - KEPT_FOR)
    number = old.count()
    old.delete()
    return number
