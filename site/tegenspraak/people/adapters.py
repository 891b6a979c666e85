"""How allauth behaves here: nobody signs up, and an organisation's provider lets only its members in."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.signup import send_unknown_account_mail
from allauth.core import context as current
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.shortcuts import redirect

from tegenspraak.people.models import Membership, User


class House(NamedTuple):
    """What allauth's mails call the site, instead of the host of the request."""

    name: str
    domain: str


# allauth's mails that speak of signing up or of a "user account": ours say what this house does.
OUR_MAILS = {
    f"account/email/{name}": f"people/mail/{name}"
    for name in ("password_reset_key", "unknown_account", "email_confirmation")
}


# What allauth builds with the host that the request named, which anyone can make up.
LINKS = ("password_reset_url", "activate_url", "signup_url")


def on_this_site(url: str) -> str:
    """The same page at our own address."""
    return settings.BASE_URL + urlsplit(url)._replace(scheme="", netloc="").geturl()


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people come in by invitation."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        house = House(settings.WAGTAIL_SITE_NAME, settings.BASE_URL)
        links = {name: on_this_site(context[name]) for name in LINKS if name in context}
        super().send_mail(template_prefix, email, {**context, **links, "current_site": house})

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        return super().render_mail(OUR_MAILS.get(template_prefix, template_prefix), email, context, headers)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """A guest has no password: a code by mail each time is their way in, and must stay the only one."""
        if user.is_guest:
            send_unknown_account_mail(current.request, email)
        else:
            super().send_password_reset_mail(user, email, context)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: a provider signs members in, it does not make them."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Turns back who is not (or no longer) a member of the organisation that the provider belongs to.

        Asked at each sign-in, so that ending a membership closes this door too. A provider without an
        organisation in its settings lets nobody in.
        """
        person: Any = sociallogin.user if sociallogin.is_existing else None
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            person = request.user
        if person is None or not is_member_at(person, sociallogin.provider):
            raise ImmediateHttpResponse(redirect("people:no_member"))


def is_member_at(person: Any, provider: Any) -> bool:
    """Whether `person` is a member of the organisation that runs `provider`."""
    slug = provider.app.settings.get("organisation")
    return bool(slug) and Membership.objects.filter(user_id=person.pk, organisation__slug=slug).exists()
