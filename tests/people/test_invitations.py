from datetime import timedelta

import pytest
from django.utils import timezone

from tegenspraak.people.models import Invitation, InvitationGone, Membership, User
from tegenspraak.trail.models import Entry

PASSWORD = "een-zin-die-niemand-raadt"
WELCOME = {"name": "Kim", "password": PASSWORD, "again": PASSWORD}


def test_someone_new_becomes_a_member_and_is_signed_in(client, invite, team, mailoutbox, link):
    invite("Kim@werk.test", teams=[team], roles=["is_facilitator"])
    response = client.post(link(mailoutbox[0]), WELCOME)

    kim = User.objects.get(email="kim@werk.test")
    assert response.url == "/mijn/"
    assert client.session["_auth_user_id"] == str(kim.pk)
    assert kim.emailaddress_set.get().verified
    assert kim.memberships.get().roles == ["is_facilitator"]
    assert list(kim.teams.all()) == [team]


def test_who_came_in_can_sign_in_with_the_chosen_password(client, invite, mailoutbox, link):
    invite("kim@werk.test")
    client.post(link(mailoutbox[0]), WELCOME)
    client.post("/account/logout/")
    client.post("/account/login/", {"login": "kim@werk.test", "password": PASSWORD})
    assert "_auth_user_id" in client.session


def test_the_mail_holds_the_organisation_and_the_link_and_nobodys_name(
    invite, noor, mailoutbox, organisation
):
    invitation = invite("kim@werk.test")
    mail = mailoutbox[0]
    assert mail.to == ["kim@werk.test"]
    assert organisation.name in mail.body
    assert invitation.token in mail.body
    noor.refresh_from_db()
    for personal in ("Noor ", noor.email, "kim@"):
        assert personal not in mail.body + mail.subject


def test_the_database_does_not_hold_the_token(invite):
    invitation = invite("kim@werk.test")
    row = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert invitation.token
    assert invitation.token not in str(row)


def test_a_link_works_once(client, invite, mailoutbox, link):
    invite("kim@werk.test")
    client.post(link(mailoutbox[0]), WELCOME)
    client.post("/account/logout/")
    response = client.post(link(mailoutbox[0]), {**WELCOME, "name": "Iemand anders"})
    assert response.status_code == 410
    assert "al gebruikt" in response.content.decode()
    assert User.objects.filter(email="kim@werk.test").count() == 1


def test_of_two_clicks_at_one_moment_one_is_too_late(invite, rens):
    invitation = invite(rens.email)
    both = [Invitation.objects.get(pk=invitation.pk) for _ in range(2)]
    both[0].accept(by=rens)
    with pytest.raises(InvitationGone):
        both[1].accept(by=rens)
    assert Entry.objects.filter(verb="accepted_invitation").count() == 1


@pytest.mark.parametrize(("days", "status"), [(13, 200), (15, 410)])
def test_a_link_is_good_for_fourteen_days(client, invite, mailoutbox, link, days, status):
    invitation = invite("kim@werk.test")
    Invitation.objects.filter(pk=invitation.pk).update(invited_at=timezone.now() - timedelta(days=days))
    assert client.get(link(mailoutbox[0])).status_code == status


def test_a_withdrawn_link_says_so(client, invite, mailoutbox, link, noor):
    invite("kim@werk.test").revoke(by=noor)
    response = client.post(link(mailoutbox[0]), WELCOME)
    assert response.status_code == 410
    assert "ingetrokken" in response.content.decode()
    assert not User.objects.filter(email="kim@werk.test").exists()


def test_an_unknown_link_gets_a_page_that_helps(client, db):
    response = client.get("/account/uitnodiging/dit-is-geen-uitnodiging/")
    assert response.status_code == 410
    assert "/account/login/" in response.content.decode()


def test_a_new_link_kills_the_old_one(
    client, invite, mailoutbox, link, noor, django_capture_on_commit_callbacks
):
    invitation = invite("kim@werk.test")
    with django_capture_on_commit_callbacks(execute=True):
        invitation.renew(by=noor)
    old, new = (link(mail) for mail in mailoutbox)
    assert client.get(old).status_code == 410
    assert client.get(new).status_code == 200


def test_an_expired_invitation_lives_again_when_it_is_sent_again(invite, noor):
    invitation = invite("kim@werk.test")
    Invitation.objects.filter(pk=invitation.pk).update(invited_at=timezone.now() - timedelta(days=30))
    again = Invitation.objects.get(pk=invitation.pk)
    again.renew(by=noor)
    assert again.is_open


def test_an_accepted_invitation_is_neither_sent_again_nor_withdrawn(invite, noor, rens):
    invitation = invite(rens.email)
    invitation.accept(by=rens)
    with pytest.raises(InvitationGone):
        invitation.renew(by=noor)
    with pytest.raises(InvitationGone):
        invitation.revoke(by=noor)


def test_inviting_an_address_again_makes_no_second_invitation(invite):
    assert invite("kim@werk.test") == invite("kim@werk.test", roles=["is_analyst"])
    assert Invitation.objects.get().roles == ["is_analyst"]


def test_who_has_an_account_signs_in_and_confirms(
    client, sign_in, invite, rens, organisation, mailoutbox, link
):
    invite(rens.email)
    path = link(mailoutbox[0])
    assert f"/account/login/?next={path}" in client.get(path).content.decode()
    assert "Word lid van Jeugdbescherming Noord" in sign_in(rens).get(path).content.decode()

    response = sign_in(rens).post(path)
    assert response.url == "/mijn/"
    assert Membership.objects.filter(user=rens, organisation=organisation).exists()
    assert rens.memberships.count() == 2


def test_a_visitor_cannot_take_over_an_account_with_its_invitation(client, invite, rens, mailoutbox, link):
    invite(rens.email)
    old = rens.password
    client.post(link(mailoutbox[0]), WELCOME)
    rens.refresh_from_db()
    assert rens.password == old
    assert "_auth_user_id" not in client.session


def test_someone_else_cannot_accept(sign_in, invite, rens, joost, mailoutbox, link, organisation):
    invite(rens.email)
    response = sign_in(joost).post(link(mailoutbox[0]))
    assert "een ander adres" in response.content.decode()
    assert not organisation.memberships.filter(user__in=[joost, rens]).exists()


def test_a_second_address_that_is_verified_counts_as_ones_own(
    sign_in, invite, rens, mailoutbox, link, organisation
):
    rens.emailaddress_set.create(email="rens@thuis.test", verified=True)
    invite("rens@thuis.test")
    sign_in(rens).post(link(mailoutbox[0]))
    assert organisation.memberships.filter(user=rens).exists()


def test_an_address_that_one_only_claims_does_not_count(
    sign_in, invite, rens, mailoutbox, link, organisation
):
    rens.emailaddress_set.create(email="kim@werk.test", verified=False)
    invite("kim@werk.test")
    sign_in(rens).post(link(mailoutbox[0]), WELCOME)
    assert not organisation.memberships.filter(user=rens).exists()


def test_an_account_that_was_closed_does_not_come_back(client, invite, rens, mailoutbox, link):
    User.objects.filter(pk=rens.pk).update(is_active=False)
    invite(rens.email)
    assert client.get(link(mailoutbox[0])).status_code == 410


def test_a_guest_who_is_invited_becomes_a_full_member(client, invite, noor, mailoutbox, link):
    from tegenspraak.people.guests import invite_guest

    guest = invite_guest("kim@werk.test", by=noor)
    invite("kim@werk.test")
    client.post(link(mailoutbox[0]), WELCOME)
    guest.refresh_from_db()
    assert not guest.is_guest
    assert guest.check_password(PASSWORD)
    assert guest.memberships.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 151}, "name"),
        ({"password": "kort", "again": "kort"}, "password"),
        ({"again": "een-andere-zin-dan-net"}, "again"),
        ({"password": "123456789012345", "again": "123456789012345"}, "password"),
        ({"password": "kim@werk.test", "again": "kim@werk.test"}, "password"),
        ({"password": "", "again": ""}, "password"),
    ],
)
def test_a_refused_form_keeps_the_name_and_makes_no_account(client, invite, mailoutbox, link, wrong, field):
    invite("kim@werk.test")
    form = {**WELCOME, **wrong}
    response = client.post(link(mailoutbox[0]), form)
    assert field in response.context["form"].errors
    assert response.context["form"]["name"].value() == form["name"]
    assert PASSWORD not in response.content.decode()
    assert not User.objects.filter(email="kim@werk.test").exists()


def test_inviting_leaves_a_trail(invite, noor):
    invitation = invite("kim@werk.test")
    entry = Entry.objects.about(invitation).get(verb="invited")
    assert entry.actor == noor
    assert "kim" not in str(entry.details)
