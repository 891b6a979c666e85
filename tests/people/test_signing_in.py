import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tegenspraak.people.models import User
from tegenspraak.people.permissions import may_see_others
from tegenspraak.trail.models import Entry
from tests.conftest import PASSWORD

LOGIN = "/account/login/"


def sign_in_with(client, email, password=PASSWORD):
    return client.post(LOGIN, {"login": email, "password": password})


def test_signing_in_leads_to_the_workspace_and_leaves_a_trail(client, samira):
    assert sign_in_with(client, samira.email).url == "/mijn/"
    assert Entry.objects.get(verb="signed_in").actor == samira


def test_the_sixth_wrong_password_is_refused_even_when_it_is_right(client, samira):
    for _ in range(5):
        assert "te vaak" not in sign_in_with(client, samira.email, "mis").content.decode()
    assert "te vaak" in sign_in_with(client, samira.email).content.decode()
    assert "_auth_user_id" not in client.session


def test_a_wrong_address_and_a_wrong_password_get_one_answer(client, samira):
    answers = [
        sign_in_with(client, email, "mis").context["form"].non_field_errors()
        for email in (samira.email, "niemand@werk.test")
    ]
    assert answers[0]
    assert answers[0] == answers[1]


def test_asking_for_a_new_password_does_not_tell_who_has_an_account(client, samira, mailoutbox):
    answers = [
        client.post("/account/password/reset/", {"email": email}, follow=True)
        for email in (samira.email, "niemand@werk.test")
    ]
    assert answers[0].redirect_chain == answers[1].redirect_chain
    assert [mail.to[0] for mail in mailoutbox] == [samira.email, "niemand@werk.test"]
    assert "/password/reset/key/" in mailoutbox[0].body
    assert "/password/reset/key/" not in mailoutbox[1].body


def test_mails_are_ours_and_in_dutch(client, samira, mailoutbox):
    client.post("/account/password/reset/", {"email": samira.email})
    mail = mailoutbox[0]
    assert mail.subject == "Tegenspraak: Kies een nieuw wachtwoord"
    assert "Hallo" in mail.body
    assert "testserver" not in mail.body.replace("http://testserver/account/", "")


def test_a_new_password_can_be_chosen_by_the_link(client, samira, mailoutbox, link):
    client.post("/account/password/reset/", {"email": samira.email})
    path = link(mailoutbox[0])
    form = client.get(path, follow=True)
    new = "een-heel-ander-wachtwoord"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert User.objects.get(pk=samira.pk).check_password(new)


def test_nobody_signs_up(client, db):
    form = {"email": "kim@werk.test", "password1": PASSWORD, "password2": PASSWORD}
    for path in ("/account/signup/", "/account/3rdparty/signup/"):
        client.get(path)
        client.post(path, form)
    assert not User.objects.exists()


def test_with_a_second_factor_the_password_alone_lets_nobody_in(client, samira):
    Authenticator.objects.create(user=samira, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert sign_in_with(client, samira.email).url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert not Entry.objects.filter(verb="signed_in").exists()


def test_where_it_is_demanded_one_without_second_factor_sees_nobody_elses_work(settings, samira, daan):
    settings.MFA_REQUIRED = True
    Authenticator.objects.create(user=daan, type=Authenticator.Type.WEBAUTHN, data={})
    Authenticator.objects.create(user=samira, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert not may_see_others(samira)
    assert may_see_others(daan)


@pytest.mark.parametrize("path", ["/account/", "/account/beveiliging/"])
@pytest.mark.parametrize("demanded", [True, False])
def test_the_notice_about_the_second_factor_stands_there_only_when_it_is_missing(
    settings, sign_in, samira, path, demanded
):
    settings.MFA_REQUIRED = demanded
    page = sign_in(samira).get(path).content.decode()
    assert ("heeft nog een tweede stap nodig" in page) is demanded


def test_the_security_page_shows_how_one_signs_in(client, samira):
    sign_in_with(client, samira.email)
    Authenticator.objects.create(user=samira, type=Authenticator.Type.WEBAUTHN, data={})
    page = client.get("/account/beveiliging/").content.decode()
    assert "Je hebt 1 passkey." in page
    assert "op 1 apparaat of browser ingelogd" in page
    for name in ("mfa_activate_totp", "mfa_list_webauthn", "usersessions_list", "account_email"):
        assert reverse(name) in page


def test_one_ends_ones_own_other_sessions(client, samira):
    from django.test import Client

    elsewhere = Client()
    sign_in_with(elsewhere, samira.email)
    sign_in_with(client, samira.email)
    client.post(reverse("usersessions_list"))
    assert elsewhere.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_the_account_page_shows_where_one_belongs(sign_in, noor, samira):
    page = sign_in(noor).get("/account/").content.decode()
    assert "Jeugdbescherming Noord" in page
    assert "/account/organisatie/jb-noord/" in page
    assert "/account/organisatie/jb-noord/" not in sign_in(samira).get("/account/").content.decode()


def test_a_visitor_signs_in_before_seeing_an_account(client, db):
    for path in ("/account/", "/account/beveiliging/"):
        assert client.get(path).url == f"{LOGIN}?next={path}"
