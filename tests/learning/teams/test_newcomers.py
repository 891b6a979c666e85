"""Who joins a team after it was asked to do a module is told as the others were, once."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from learning.models import Assignment
from learning.teams.newcomers import tell_newcomers
from tegenspraak.notices.models import Notice
from tests.conftest import join, person
from tests.learning.teams.conftest import finish


@pytest.fixture
def newcomer(esther):
    """Esther is in the organisation and not yet in the team."""
    return esther


def notices_of(user):
    return list(Notice.objects.filter(recipient=user))


def test_a_newcomer_gets_the_notice_that_the_others_got_once(
    assign, newcomer, samira, team, noor, mailoutbox, django_capture_on_commit_callbacks
):
    assign()
    assert tell_newcomers() == 0
    team.seat(newcomer, by=noor)
    with django_capture_on_commit_callbacks(execute=True):
        assert [tell_newcomers(), tell_newcomers()] == [1, 0]
    (told,), (before,) = notices_of(newcomer), notices_of(samira)
    assert (told.key, told.text, told.path) == (before.key, before.text, before.path)
    assert [mail.to for mail in mailoutbox] == [[newcomer.email]]


def test_the_daily_work_does_it(assign, newcomer, team, noor, capsys):
    assign()
    team.seat(newcomer, by=noor)
    call_command("daily")
    assert "newcomers who are asked to do a module: 1" in capsys.readouterr().out


def test_who_joins_the_organisation_is_told_what_everybody_is_asked(assign, rens, organisation, noor):
    assign(team=None)
    organisation.add_member(rens, by=noor)
    assert tell_newcomers() == 1
    assert len(notices_of(rens)) == 1


def test_who_left_and_came_back_is_not_told_again(assign, samira, team, noor):
    assign()
    team.unseat(samira, by=noor)
    team.seat(samira, by=noor)
    assert tell_newcomers() == 0


def test_who_did_the_module_already_is_left_in_peace(assign, newcomer, team, noor, module):
    assign()
    finish(newcomer, module)
    team.seat(newcomer, by=noor)
    assert tell_newcomers() == 0


def test_nothing_is_said_of_what_is_past_withdrawn_or_offline(assign, newcomer, team, noor, module):
    one = assign()
    team.seat(newcomer, by=noor)
    yesterday = timezone.localdate() - timedelta(days=1)
    one.change(due=yesterday, is_obligatory=False, by=noor)
    assert tell_newcomers() == 0
    one.change(due=timezone.localdate(), is_obligatory=False, by=noor)
    module.unpublish()
    assert tell_newcomers() == 0
    module.get_latest_revision().publish()
    one.withdraw(by=noor)
    assert tell_newcomers() == 0
    assert notices_of(newcomer) == []


def test_who_asked_is_not_told_and_who_cannot_sign_in_neither(assign, newcomer, team, noor):
    assign()
    newcomer.is_active = False
    newcomer.save()
    team.seat(newcomer, by=noor)
    assert tell_newcomers() == 0
    assert notices_of(noor) == []


def test_when_the_account_of_who_asked_is_gone_the_others_are_told_still(assign, newcomer, team, noor):
    Assignment.objects.filter(pk=assign().pk).update(assigned_by=None)
    team.seat(newcomer, by=noor)
    assert tell_newcomers() == 2  # and Noor, who may not have known
    assert len(notices_of(newcomer)) == 1


def test_who_stays_outside_the_team_hears_nothing(assign, newcomer, rens):
    assign()
    assert tell_newcomers() == 0
    assert notices_of(newcomer) == notices_of(rens) == []


def test_more_people_who_know_take_no_more_questions(assign, organisation, team):
    assign()
    counts = []
    for round_ in range(2):
        for number in range(4):
            join(person(f"Collega{round_}{number}"), organisation, team)
        tell_newcomers()
        with CaptureQueriesContext(connection) as asked:
            assert tell_newcomers() == 0
        counts.append(len(asked))
    assert len(set(counts)) == 1
