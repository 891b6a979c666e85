"""Signing in at an organisation's own provider (OpenID Connect), with a provider that needs no network."""

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware

from tegenspraak.people.models import Membership, User

APP = {
    "provider_id": "noord",
    "name": "Jeugdbescherming Noord",
    "client_id": "proef",
    "secret": "proef",
    "settings": {"server_url": "https://idp.invalid", "organisation": "jb-noord"},
}


@pytest.fixture
def app(settings):
    """The settings of the one provider; a test may change them."""
    entry = {**APP, "settings": dict(APP["settings"])}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [entry]}}
    return entry


@pytest.fixture
def arrive(rf, app):
    """Someone comes back from the provider, which says who they are; gives the request and the response."""

    def arrived(email, verified=True, uid="1", user=None, process="login"):
        from allauth.socialaccount.adapter import get_adapter

        request = rf.get("/account/oidc/noord/login/callback/")
        SessionMiddleware(lambda r: None).process_request(request)
        MessageMiddleware(lambda r: None).process_request(request)
        request.user = user or AnonymousUser()
        with context.request_context(request):
            login = SocialLogin(
                user=User(email=email),
                account=SocialAccount(provider="noord", uid=uid),
                email_addresses=[EmailAddress(email=email, verified=verified, primary=True)],
                provider=get_adapter().get_provider(request, "noord"),
            )
            login.state = {"process": process}
            return request, complete_login(request, login)

    return arrived


def is_in(request, user) -> bool:
    return request.session.get("_auth_user_id") == str(user.pk)


def test_a_member_comes_in_by_a_verified_address(arrive, samira):
    request, response = arrive(samira.email)
    assert is_in(request, samira)
    assert response.url == "/mijn/"


def test_a_member_of_another_organisation_is_turned_back(arrive, rens, organisation):
    request, response = arrive(rens.email)
    assert response.url == "/account/geen-lid/"
    assert not is_in(request, rens)
    assert not SocialAccount.objects.exists()


def test_a_stranger_gets_no_account(arrive, organisation):
    _request, response = arrive("kim@werk.test")
    assert response.url == "/account/geen-lid/"
    assert not User.objects.exists()


def test_an_address_that_the_provider_did_not_verify_does_not_count(arrive, samira):
    request, response = arrive(samira.email, verified=False)
    assert response.url == "/account/geen-lid/"
    assert not is_in(request, samira)


def test_who_left_the_organisation_does_not_come_in_a_second_time(arrive, samira):
    arrive(samira.email)
    Membership.objects.filter(user=samira).delete()
    request, response = arrive(samira.email)
    assert response.url == "/account/geen-lid/"
    assert not is_in(request, samira)


def test_a_provider_without_an_organisation_lets_nobody_in(arrive, app, samira):
    del app["settings"]["organisation"]
    _request, response = arrive(samira.email)
    assert response.url == "/account/geen-lid/"


def test_an_outsider_does_not_link_the_provider_to_their_account(arrive, rens, organisation):
    _request, response = arrive("x@werk.test", user=rens, process="connect")
    assert response.url == "/account/geen-lid/"
    assert not SocialAccount.objects.exists()


def test_with_a_second_factor_the_provider_alone_is_not_enough(arrive, samira):
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=samira, type=Authenticator.Type.TOTP, data={"secret": "x"})
    request, response = arrive(samira.email)
    assert response.url == "/account/2fa/authenticate/"
    assert not is_in(request, samira)


def test_the_page_for_who_is_turned_back_says_what_to_do(client, db):
    response = client.get("/account/geen-lid/")
    assert response.status_code == 403
    assert "uitnodiging" in response.content.decode()
