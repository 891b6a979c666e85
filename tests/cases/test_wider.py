"""The two widest levels: an organisation, and the library."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from casuistry.cases.audience import audience
from casuistry.cases.models import Case, Visibility
from tegenspraak.people.models import User
from tests.conftest import person

EVERYONE = ["samira", "daan", "noor", "esther", "joost", "mirjam", "rens", "bram"]
COLLEAGUES = {"samira", "daan", "noor", "esther"}


@pytest.fixture
def at(case):
    """The case at a level, as a check by a second person or an operator would leave it."""

    def placed(level):
        Case.objects.filter(pk=case.pk).update(visibility=level)
        case.refresh_from_db()
        return case

    return placed


def sees(user, case):
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()


@pytest.mark.parametrize("who", EVERYONE)
def test_a_case_of_the_organisation_is_seen_by_its_members(at, request, who):
    assert sees(request.getfixturevalue(who), at("organisation")) == (who in COLLEAGUES)


@pytest.mark.parametrize("who", EVERYONE)
def test_the_library_is_seen_by_every_member(at, request, who):
    assert sees(request.getfixturevalue(who), at("library"))


@pytest.mark.parametrize("level", ["team", "organisation", "library"])
def test_a_visitor_and_a_guest_see_neither(shared, at, level):
    assert not sees(AnonymousUser(), at(level))
    assert not sees(person("Gast", is_guest=True), at(level))


def test_a_guest_of_the_organisation_sees_what_they_take_part_in_and_no_more(at, samira, organisation):
    guest = person("Gast", is_guest=True)
    guest.memberships.create(organisation=organisation)
    assert not sees(guest, at("organisation"))
    at("organisation").admit(guest, by=samira)
    assert sees(guest, at("organisation"))


def test_who_leaves_the_organisation_sees_its_cases_no_more(at, esther, noor, sign_in):
    address = at("organisation").get_absolute_url()
    assert sign_in(esther).get(address).status_code == 200
    esther.memberships.get().end(by=noor)
    assert not sees(esther, at("organisation"))
    assert sign_in(esther).get(address).status_code == 404


@pytest.mark.parametrize("level", ["organisation", "library"])
def test_without_a_second_factor_one_sees_neither(at, level, samira, esther, settings):
    settings.MFA_REQUIRED = True
    assert sees(samira, at(level))
    assert not sees(esther, at(level))


def test_who_was_made_inactive_sees_nothing(at, esther):
    User.objects.filter(pk=esther.pk).update(is_active=False)
    assert not sees(User.objects.get(pk=esther.pk), at("library"))


@pytest.mark.parametrize("level", ["organisation", "library"])
def test_an_author_alone_does_not_get_it_there(case, samira, team, level):
    with pytest.raises(ValueError):
        case.share(with_=level, team=team, by=samira, declared=True)
    assert not case.is_shared


@pytest.mark.parametrize("level", ["organisation", "library"])
def test_sharing_with_a_team_never_narrows(at, samira, team, level):
    case = at(level)
    case.share(with_=Visibility.TEAM, team=team, by=samira, declared=True)
    assert Case.objects.get().visibility == level


@pytest.mark.parametrize("before", ["organisation", "library"])
@pytest.mark.parametrize("after", ["private", "participants"])
def test_a_step_down_works_at_once(at, samira, esther, before, after):
    at(before).withdraw_to(after, by=samira)
    assert not sees(esther, at(after))


def test_the_library_can_step_down_to_the_organisation(at, samira, rens, esther):
    at("library").withdraw_to("organisation", by=samira)
    case = Case.objects.get()
    assert sees(esther, case)
    assert not sees(rens, case)


def test_the_organisation_is_no_step_down_from_a_team(shared, samira):
    with pytest.raises(ValueError):
        shared.withdraw_to("organisation", by=samira)


def test_the_database_refuses_a_case_of_no_organisation(case):
    Case.objects.update(organisation=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.update(visibility="organisation")
    case.organisation, case.visibility = None, "organisation"
    with pytest.raises(ValidationError, match="organisatie"):
        case.validate_constraints()


@pytest.mark.parametrize("level", Visibility.values)
def test_what_stands_in_the_index_is_what_a_team_or_more_may_read(shared, at, level):
    at(level)
    assert Case.get_indexed_objects().exists() == (level in {"team", "organisation", "library"})
    assert Visibility(level).reaches(Visibility.TEAM) == at(level).reaches_a_team


def test_the_line_says_who_reads(at, samira, esther, rens):
    assert audience(at("organisation"), esther) == "Jeugdbescherming Noord (2 personen)"
    assert "bibliotheek" in audience(at("library"), esther)


def test_a_colleague_does_not_hear_of_a_reflection(at, samira, esther, rens):
    at("organisation").admit(rens, by=samira)
    assert "deelnemer" in audience(at("organisation"), samira)
    assert "deelnemer" not in audience(at("organisation"), esther)


@pytest.mark.parametrize("level", ["organisation", "library"])
def test_the_author_can_stop_it_and_is_not_asked_to_share_with_a_team(at, samira, sign_in, level):
    html = sign_in(samira).get(at(level).get_absolute_url()).content.decode()
    assert reverse("cases:withdraw", args=[at(level).pk]) in html
    assert reverse("cases:share", args=[at(level).pk]) not in html
    sign_in(samira).post(reverse("cases:withdraw", args=[at(level).pk]))
    assert Case.objects.get().visibility == Visibility.PRIVATE


# --- The lists ----------------------------------------------------------------------------------------


def listed(client, **query):
    return client.get(reverse("cases:list"), query).content.decode()


def test_the_library_has_a_list_of_its_own(at, sign_in, rens):
    at("library")
    assert "Tussen twee huizen" in listed(sign_in(rens), van="bibliotheek")
    assert "Tussen twee huizen" not in listed(sign_in(rens), van="anderen")


def test_a_case_of_the_organisation_stands_among_what_is_shared_with_me(at, sign_in, esther):
    at("organisation")
    html = listed(sign_in(esther), van="anderen")
    assert "Tussen twee huizen" in html
    assert "Hele organisatie" in html
    assert "Tussen twee huizen" not in listed(sign_in(esther), van="bibliotheek")


def test_an_empty_library_says_so(sign_in, rens):
    assert 'class="empty' in listed(sign_in(rens), van="bibliotheek")
