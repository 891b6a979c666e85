"""What opens no door any more is removed by the daily work."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from tegenspraak.people import expired
from tegenspraak.people.models import GuestPass, Invitation
from tegenspraak.people.models.guest_passes import VALID_FOR

pytestmark = pytest.mark.django_db


def days(number):
    return timedelta(days=number)


def test_sessions_that_ran_out_go_and_the_others_stay(sign_in, samira, daan):
    old, fresh = sign_in(samira).session.session_key, sign_in(daan).session.session_key
    Session.objects.filter(pk=old).update(expire_date=timezone.now() - days(1))
    assert expired.remove_sessions() == 1
    assert [session.pk for session in Session.objects.all()] == [fresh]


def test_where_an_ended_session_was_held_is_forgotten(samira):
    long_ago = timezone.now() - days(2)
    facts = {"user": samira, "ip": "127.0.0.1", "user_agent": "x"}
    UserSession.objects.create(session_key="ended", created_at=long_ago, last_seen_at=long_ago, **facts)
    UserSession.objects.create(session_key="of today", **facts)
    expired.remove_sessions()
    assert [session.session_key for session in UserSession.objects.all()] == ["of today"]


def test_guest_passes_go_ninety_days_after_they_were_made(samira):
    GuestPass.objects.hand_out(samira, "/reflectie/oud/")
    GuestPass.objects.update(expires_at=timezone.now() - days(91) + VALID_FOR)
    GuestPass.objects.hand_out(samira, "/reflectie/nieuw/")
    assert expired.remove_guest_passes() == 1
    assert GuestPass.objects.get().path == "/reflectie/nieuw/"


def test_invitations_go_after_ninety_days(invite, team):
    old = invite("oud@voorbeeld.test", teams=[team])
    invite("nieuw@voorbeeld.test")
    Invitation.objects.filter(pk=old.pk).update(invited_at=timezone.now() - days(91))
    assert expired.remove_invitations() == 1
    assert Invitation.objects.get().email == "nieuw@voorbeeld.test"


def test_it_is_part_of_the_daily_work(db, capsys):
    call_command("daily")
    said = capsys.readouterr().out
    assert "expired sessions: 0" in said
    assert "old guest passes: 0" in said
    assert "old invitations: 0" in said
