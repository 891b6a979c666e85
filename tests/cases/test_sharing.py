"""Who may read a case, and what it takes to let them."""

import uuid
from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from casuistry.cases.models import Case, Reader, Visibility
from casuistry.gate.check import check
from casuistry.gate.models import Decision
from tegenspraak.people.models import Team, TeamMembership
from tegenspraak.trail.models import Entry
from tests.conftest import person

EVERYONE = ["samira", "daan", "noor", "esther", "joost", "mirjam", "rens", "bram"]


def sees(user, case):
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()


@pytest.mark.parametrize("who", EVERYONE)
def test_a_private_case_is_seen_by_its_author_alone(case, request, who):
    assert sees(request.getfixturevalue(who), case) == (who == "samira")


@pytest.mark.parametrize("who", EVERYONE)
def test_a_case_of_the_team_is_seen_by_the_team(shared, request, who):
    assert sees(request.getfixturevalue(who), shared) == (who in {"samira", "daan", "noor"})


def test_a_visitor_sees_nothing(shared):
    assert not sees(AnonymousUser(), shared)


def test_who_leaves_the_team_sees_it_no_more(shared, daan):
    TeamMembership.objects.filter(user=daan).delete()
    assert not sees(daan, shared)


def test_without_a_second_factor_one_sees_only_ones_own(shared, samira, daan, settings):
    settings.MFA_REQUIRED = True
    assert sees(samira, shared)
    assert not sees(daan, shared)


def test_a_participant_sees_it_from_the_step_of_participants(case, samira, esther):
    case.admit(esther, by=samira)
    assert not sees(esther, case)
    case.share(with_=Visibility.PARTICIPANTS, by=samira, declared=True)
    assert sees(esther, case)
    case.withdraw_to(Visibility.PRIVATE, by=samira)
    assert not sees(esther, case)


def test_a_guest_who_takes_part_sees_that_case_alone(case, shared, samira, draft):
    guest = person("Gast", is_guest=True)
    other = Case.objects.start(draft, by=samira, submission=uuid.uuid4())
    shared.admit(guest, by=samira)
    assert list(Case.objects.visible_to(guest)) == [shared]
    assert other.pk != shared.pk


def test_letting_someone_in_twice_is_once(case, samira, esther):
    case.admit(esther, by=samira)
    case.admit(esther, by=samira)
    assert Reader.objects.count() == 1


def test_only_the_author_lets_people_in(shared, daan, rens):
    with pytest.raises(PermissionDenied):
        shared.admit(rens, by=daan)


def test_a_reader_and_team_mate_sees_it_once(shared, samira, daan):
    shared.admit(daan, by=samira)
    assert Case.objects.visible_to(daan).count() == 1


def share(case, samira, team, **changed):
    case.share(**{"with_": Visibility.TEAM, "team": team, "by": samira, "declared": True, **changed})


@pytest.mark.parametrize("with_", [Visibility.PARTICIPANTS, Visibility.TEAM])
def test_an_open_finding_stops_every_step_up(samira, team, draft, with_):
    case = Case.objects.start(replace(draft, situation="Bel 0612345678"), by=samira, submission=uuid.uuid4())
    with pytest.raises(ValidationError) as refusal:
        share(case, samira, team, with_=with_)
    assert refusal.value.code == "findings"
    assert Case.objects.get(pk=case.pk).visibility == Visibility.PRIVATE


def test_after_deciding_it_can_be_shared(samira, daan, team, draft):
    case = Case.objects.start(replace(draft, situation="In Zwolle"), by=samira, submission=uuid.uuid4())
    Decision.objects.keep(case, check(case).open[0].finding, by=samira)
    share(case, samira, team)
    assert sees(daan, case)


def test_without_the_declaration_nothing_is_shared(case, samira, team):
    with pytest.raises(ValidationError) as refusal:
        share(case, samira, team, declared=False)
    assert refusal.value.code == "declaration"


def test_only_with_a_team_of_ones_own(case, samira, organisation):
    elsewhere = Team.objects.create(organisation=organisation, name="Team West")
    for team in (elsewhere, None):
        with pytest.raises(ValidationError) as refusal:
            share(case, samira, team)
        assert refusal.value.code == "team"
    assert Case.objects.get().visibility == Visibility.PRIVATE


def test_only_the_author_shares_and_takes_back(shared, daan, team):
    with pytest.raises(PermissionDenied):
        share(shared, daan, team)
    with pytest.raises(PermissionDenied):
        shared.withdraw_to(Visibility.PRIVATE, by=daan)


def test_sharing_never_narrows(shared, samira):
    shared.share(with_=Visibility.PARTICIPANTS, by=samira, declared=True)
    assert Case.objects.get().visibility == Visibility.TEAM


def test_taking_back_is_no_way_up(case, samira):
    with pytest.raises(ValueError):
        case.withdraw_to(Visibility.PARTICIPANTS, by=samira)


def test_a_shared_case_whose_new_text_shows_a_person_steps_down_at_once(shared, samira, daan, draft):
    shared.rewrite(replace(draft, situation="Bel 0612345678"), by=samira, version=1)
    assert Case.objects.get().visibility == Visibility.PRIVATE
    assert not sees(daan, shared)


def test_a_new_name_in_the_register_that_stands_in_the_text_steps_it_down_too(shared, samira, draft):
    shared.rewrite(replace(draft, register=(("huizen", "school"),)), by=samira, version=1)
    assert not shared.is_shared


def test_a_shared_case_with_a_clean_new_text_stays_shared(shared, samira, daan, draft):
    shared.rewrite(replace(draft, situation="Rustiger nu."), by=samira, version=1)
    assert sees(daan, shared)


def test_the_database_refuses_a_team_case_without_team(case):
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(visibility=Visibility.TEAM)


def test_every_step_stands_on_the_trail(shared, samira, team):
    shared.withdraw_to(Visibility.PRIVATE, by=samira)
    steps = [
        entry.details for entry in Entry.objects.about(shared).by_number() if entry.verb == "set_visibility"
    ]
    assert [(step["was"], step["now"]) for step in steps] == [("private", "team"), ("team", "private")]
    assert steps[0]["team"] == str(team.pk)
