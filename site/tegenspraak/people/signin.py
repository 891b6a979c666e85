"""Signing in and out of allauth leaves a line in the trail."""

from typing import Any

from tegenspraak.people.models import User
from tegenspraak.trail.models import record


def record_sign_in(sender: Any, user: User, **kwargs: Any) -> None:
    """Receives allauth's `user_logged_in`: allauth has no other place to say so."""
    provider = "organisation" if kwargs.get("sociallogin") else "own"
    record("signed_in", user, by=user, through=provider)
