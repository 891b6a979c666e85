import pytest
from django.core.exceptions import ValidationError

from tegenspraak.people.models import Invitation, LastManager, Membership, NotAMember, Team, TeamMembership
from tegenspraak.people.permissions import can_manage, colleagues_of, teams_of
from tegenspraak.trail.models import Entry
from tests.conftest import join, person

PAGE = "/account/organisatie/jb-noord/"


@pytest.fixture
def pages(organisation, samira, invite):
    """Every page of the organisation, and what can be posted to each."""
    kim = invite("kim@werk.test")
    return [
        PAGE,
        f"{PAGE}uitnodigen/",
        f"{PAGE}lid/{samira.pk}/",
        f"{PAGE}lid/{samira.pk}/verwijderen/",
        f"{PAGE}team/",
        f"{PAGE}uitnodiging/{kim.pk}/opnieuw/",
        f"{PAGE}uitnodiging/{kim.pk}/intrekken/",
    ]


@pytest.mark.parametrize(("who", "status"), [("rens", 404), ("bram", 404), ("samira", 403), ("esther", 403)])
def test_who_does_not_manage_is_turned_back_everywhere(request, sign_in, pages, who, status, samira):
    client = sign_in(request.getfixturevalue(who))
    form = {"name": "Nieuw", "kind": "team", "addresses": "lou@werk.test"}
    assert {client.post(page, form).status_code for page in pages} == {status}
    assert samira.memberships.exists()
    assert Invitation.objects.pending().count() == 1


def test_a_visitor_signs_in_first(client, pages):
    assert all(client.get(page).url.startswith("/account/login/") for page in pages)


def test_a_manager_of_one_organisation_is_a_stranger_in_another(sign_in, rens, pages, samira):
    Membership.objects.filter(user=rens).update(is_manager=True)
    client = sign_in(rens)
    assert client.get(PAGE).status_code == 404
    own = "/account/organisatie/jb-zuid/"
    assert client.get(own).status_code == 200
    assert client.post(f"{own}lid/{samira.pk}/verwijderen/").status_code == 404
    assert client.post(f"{own}uitnodiging/{Invitation.objects.get().pk}/intrekken/").status_code == 404


def test_where_a_second_factor_is_demanded_managing_needs_it_too(settings, sign_in, noor, organisation):
    settings.MFA_REQUIRED = True
    assert not can_manage(noor, organisation)
    assert sign_in(noor).get(PAGE).status_code == 403


def test_the_page_shows_members_roles_teams_and_who_was_invited(sign_in, noor, daan, invite, team):
    invite("kim@werk.test", teams=[team])
    page = sign_in(noor).get(PAGE).content.decode()
    for words in ("Daan", "begeleider", "Team Oost (teamleider)", "organisatiebeheerder", "kim@werk.test"):
        assert words in page


def test_a_team_of_another_organisation_is_not_shown_with_a_member(sign_in, noor, daan, other_organisation):
    elsewhere = Team.objects.create(organisation=other_organisation, name="Team Geheim")
    join(daan, other_organisation, elsewhere)
    assert "Team Geheim" not in sign_in(noor).get(PAGE).content.decode()


def test_the_number_of_queries_does_not_grow_with_members(
    sign_in, noor, organisation, team, invite, django_assert_max_num_queries, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = sign_in(noor)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            client.get(PAGE)
        return len(counted)

    def fill(numbers) -> None:
        for number in numbers:
            join(person(f"Lid{number}"), organisation, team)
            invite(f"nieuw{number}@werk.test", teams=[team])

    fill(range(2))
    few = queries()
    fill(range(2, 12))
    assert queries() == few
    assert few <= 15


# --- Inviting ------------------------------------------------------------------------------------
def test_several_people_are_invited_at_once(
    sign_in, noor, team, mailoutbox, django_capture_on_commit_callbacks
):
    form = {
        "addresses": "Kim <kim@werk.test>, lou@werk.test",
        "teams": [str(team.pk)],
        "roles": ["is_analyst"],
    }
    with django_capture_on_commit_callbacks(execute=True):
        response = sign_in(noor).post(f"{PAGE}uitnodigen/", form)
    assert response.url == PAGE
    assert {mail.to[0] for mail in mailoutbox} == {"kim@werk.test", "lou@werk.test"}
    assert all(i.roles == ["is_analyst"] and list(i.teams.all()) == [team] for i in Invitation.objects.all())


def test_each_bad_address_is_named_and_the_text_is_kept(sign_in, noor, team, mailoutbox):
    form = {"addresses": "kim@werk.test, lou@, mees", "teams": [str(team.pk)], "roles": ["is_manager"]}
    page = sign_in(noor).post(f"{PAGE}uitnodigen/", form).content.decode()
    assert "Dit zijn geen e-mailadressen: lou@, mees" in page
    assert "kim@werk.test, lou@, mees</textarea>" in page
    assert page.count("checked") == 2
    assert not Invitation.objects.exists()
    assert not mailoutbox


def test_sending_the_form_twice_mails_once(sign_in, noor, mailoutbox, django_capture_on_commit_callbacks):
    client = sign_in(noor)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{PAGE}uitnodigen/", {"addresses": "kim@werk.test"})
        client.post(f"{PAGE}uitnodigen/", {"addresses": "kim@werk.test"})
    assert len(mailoutbox) == 1
    assert Invitation.objects.count() == 1


def test_the_answer_does_not_tell_who_has_an_account(sign_in, noor, rens):
    client = sign_in(noor)
    said = []
    for address in (rens.email, "nieuw@werk.test"):
        client.post(f"{PAGE}uitnodigen/", {"addresses": address})
        page = client.get(PAGE).content.decode()
        said.append(page.split("<main")[1].split("<table")[0])
    strip = [text.replace(rens.email, "").replace("nieuw@werk.test", "") for text in said]
    assert "1 uitnodiging" in strip[0]
    assert strip[0] == strip[1]


def test_a_member_gets_no_invitation(sign_in, noor, samira, mailoutbox):
    client = sign_in(noor)
    client.post(f"{PAGE}uitnodigen/", {"addresses": samira.email})
    assert samira.email in client.get(PAGE).content.decode()
    assert not mailoutbox
    assert not Invitation.objects.exists()


def test_a_hundred_and_one_addresses_are_too_many_at_once(sign_in, noor):
    addresses = "\n".join(f"lid{number}@werk.test" for number in range(101))
    page = sign_in(noor).post(f"{PAGE}uitnodigen/", {"addresses": addresses}).content.decode()
    assert "meer dan 100" in page
    assert not Invitation.objects.exists()


def test_a_team_of_another_organisation_cannot_be_chosen(sign_in, noor, other_organisation):
    elsewhere = Team.objects.create(organisation=other_organisation, name="Elders")
    form = {"addresses": "kim@werk.test", "teams": [str(elsewhere.pk)]}
    assert sign_in(noor).post(f"{PAGE}uitnodigen/", form).status_code == 200
    assert not Invitation.objects.exists()


def test_an_invitation_is_sent_again_and_withdrawn_from_the_page(sign_in, noor, invite, mailoutbox):
    kim = invite("kim@werk.test")
    client = sign_in(noor)
    client.post(f"{PAGE}uitnodiging/{kim.pk}/opnieuw/")
    kim.refresh_from_db()
    client.post(f"{PAGE}uitnodiging/{kim.pk}/intrekken/")
    page = client.post(f"{PAGE}uitnodiging/{kim.pk}/opnieuw/", follow=True).content.decode()
    assert "intussen" in page
    assert not Invitation.objects.pending().exists()


# --- Teams and roles -----------------------------------------------------------------------------
def test_a_manager_makes_a_team(sign_in, noor, organisation):
    sign_in(noor).post(f"{PAGE}team/", {"name": "Intervisie dinsdag", "kind": "intervisiegroep"})
    assert organisation.teams.get(name="Intervisie dinsdag").kind == Team.Kind.INTERVISION


def test_a_second_team_of_one_name_is_refused_and_the_name_kept(sign_in, noor, team, organisation):
    response = sign_in(noor).post(f"{PAGE}team/", {"name": "Team Oost", "kind": "dienst"})
    page = response.content.decode()
    assert "Er is al een team met deze naam." in page
    assert 'value="Team Oost"' in page
    assert organisation.teams.count() == 1


def test_the_verb_itself_refuses_a_second_team_of_one_name(noor, team, organisation):
    with pytest.raises(ValidationError):
        organisation.make_team("Team Oost", Team.Kind.TEAM, by=noor)


def test_a_manager_gives_roles_and_seats(sign_in, noor, esther, team):
    form = {"roles": ["is_analyst", "is_quality_officer"], f"team_{team.pk}": "lead"}
    assert sign_in(noor).post(f"{PAGE}lid/{esther.pk}/", form).url == PAGE
    assert esther.memberships.get().roles == ["is_analyst", "is_quality_officer"]
    assert esther.team_memberships.get().is_lead
    entry = Entry.objects.get(verb="changed_roles")
    assert entry.details["roles"] == ["is_analyst", "is_quality_officer"]


def test_a_manager_takes_someone_out_of_a_team(sign_in, noor, samira, team):
    sign_in(noor).post(f"{PAGE}lid/{samira.pk}/", {f"team_{team.pk}": ""})
    assert not teams_of(samira).exists()


def test_an_outsider_has_no_seat_in_a_team(team, rens, noor):
    with pytest.raises(NotAMember):
        team.seat(rens, by=noor)
    assert not TeamMembership.objects.filter(user=rens).exists()


def test_an_unknown_role_is_refused(sign_in, noor, samira):
    response = sign_in(noor).post(f"{PAGE}lid/{samira.pk}/", {"roles": ["is_superuser"]})
    assert response.status_code == 200
    assert samira.memberships.get().roles == []


# --- Removing ------------------------------------------------------------------------------------
def test_removing_says_first_what_it_means(sign_in, noor, samira):
    page = sign_in(noor).get(f"{PAGE}lid/{samira.pk}/verwijderen/").content.decode()
    assert "niets meer" in page
    assert samira.memberships.exists()


def test_who_is_removed_sees_nothing_of_the_organisation(sign_in, noor, samira, daan):
    sign_in(noor).post(f"{PAGE}lid/{samira.pk}/verwijderen/")
    assert not teams_of(samira).exists()
    assert not colleagues_of(samira).exists()
    assert samira not in colleagues_of(daan)
    assert sign_in(samira).get(PAGE).status_code == 404
    assert Entry.objects.filter(verb="removed_member", actor=noor).exists()


def test_removing_leaves_teams_elsewhere_alone(noor, samira, other_organisation):
    elsewhere = Team.objects.create(organisation=other_organisation, name="Team West")
    join(samira, other_organisation, elsewhere)
    samira.memberships.get(organisation__slug="jb-noord").end(by=noor)
    assert list(teams_of(samira)) == [elsewhere]


def test_the_last_manager_is_not_removed(sign_in, noor):
    page = sign_in(noor).post(f"{PAGE}lid/{noor.pk}/verwijderen/", follow=True).content.decode()
    assert "minstens één beheerder" in page
    assert noor.memberships.get().is_manager


def test_the_last_manager_does_not_lose_the_role(sign_in, noor):
    page = sign_in(noor).post(f"{PAGE}lid/{noor.pk}/", {"roles": ["is_analyst"]}).content.decode()
    assert "minstens één beheerder" in page
    assert noor.memberships.get().roles == ["is_manager"]


def test_a_manager_who_cannot_sign_in_any_more_does_not_count(noor, daan):
    daan.memberships.update(is_manager=True)
    type(daan).objects.filter(pk=daan.pk).update(is_active=False)
    with pytest.raises(LastManager):
        noor.memberships.get().end(by=noor)


def test_of_two_managers_one_can_go(sign_in, noor, daan):
    daan.memberships.update(is_manager=True)
    response = sign_in(noor).post(f"{PAGE}lid/{noor.pk}/verwijderen/")
    assert response.url == "/account/"
    assert not noor.memberships.exists()
    with pytest.raises(LastManager):
        daan.memberships.get().end(by=daan)


def test_two_managers_do_not_dismiss_each_other(noor, daan):
    daan.memberships.update(is_manager=True)
    theirs, mine = daan.memberships.get(), noor.memberships.get()
    theirs.end(by=noor)
    with pytest.raises(LastManager):
        mine.end(by=daan)


def test_removing_twice_is_a_404_and_no_error(sign_in, noor, samira):
    client = sign_in(noor)
    client.post(f"{PAGE}lid/{samira.pk}/verwijderen/")
    assert client.post(f"{PAGE}lid/{samira.pk}/verwijderen/").status_code == 404
