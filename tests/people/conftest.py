"""What every test about people needs: a clean count of attempts, and a way to read the mail."""

import re
from collections.abc import Callable

import pytest
from django.core.cache import cache

from tegenspraak.people.models import Invitation


@pytest.fixture(autouse=True)
def _no_attempts_before(settings):
    """Nobody tried to sign in before; and passwords are not made slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def invite(organisation, noor, django_capture_on_commit_callbacks) -> Callable[..., Invitation]:
    """Noor invites an address to her organisation; the mail is in `mailoutbox`."""

    def invited(address: str, **what) -> Invitation:
        with django_capture_on_commit_callbacks(execute=True):
            return Invitation.objects.invite(organisation, address, by=noor, **what)

    return invited


@pytest.fixture
def link() -> Callable[[object], str]:
    """The path of the first link in a mail."""
    return lambda mail: re.search(r"http://localhost:8000(\S+)", mail.body).group(1)


@pytest.fixture
def code() -> Callable[[object], str]:
    """The six digits in a mail."""
    return lambda mail: re.search(r"^(\d{6})$", mail.body, re.MULTILINE).group(1)
