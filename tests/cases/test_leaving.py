"""Who left the organisation reads its cases no longer, also not those they were let in on by name."""

import pytest
from django.db import connection

from casuistry.cases.audience import audience
from casuistry.cases.models import Case, RegisterEntry
from tegenspraak.people.models import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def admitted(case, samira, daan, noor):
    """Daan may read Samira's case because he takes part, not because of the team."""
    case.share(with_="participants", by=samira, declared=True)
    case.admit(daan, by=samira)
    return case


def sees(user):
    return list(Case.objects.visible_to(user))


def test_a_participant_who_left_the_organisation_sees_nothing(admitted, daan, noor, sign_in):
    assert sees(daan) == [admitted]
    daan.memberships.get().end(by=noor)
    assert sees(daan) == []
    assert sign_in(daan).get(admitted.get_absolute_url()).status_code == 404


def test_who_only_left_the_team_still_takes_part(admitted, daan, noor, team):
    team.unseat(daan, by=noor)
    assert sees(daan) == [admitted]


def test_who_came_from_elsewhere_was_let_in_in_person(admitted, samira, rens):
    admitted.admit(rens, by=samira)
    rens.memberships.all().delete()
    assert sees(rens) == [admitted]


def test_a_colleague_taken_out_of_the_team_no_longer_sees_what_was_shared_with_it(shared, daan, noor, team):
    assert sees(daan) == [shared]
    team.unseat(daan, by=noor)
    assert sees(daan) == []


def test_a_team_with_cases_cannot_simply_disappear(shared, team):
    with pytest.raises(Exception, match="protected"):
        team.delete()
    assert Team.objects.filter(pk=team.pk).exists()


def test_readers_from_the_team_do_not_hear_of_a_reflection(shared, samira, noor, rens):
    shared.admit(rens, by=samira)
    assert "deelnemer" in audience(shared, samira)
    assert "deelnemer" not in audience(shared, noor)


def test_a_role_is_stored_as_encrypted_as_a_name(case):
    """The role field takes any words, so also a name."""
    entry = RegisterEntry.objects.get(case=case)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, role FROM cases_registerentry")
        [(name, role)] = cursor.fetchall()
    assert entry.role == "moeder"
    assert "Karin" not in name
    assert "moeder" not in role
