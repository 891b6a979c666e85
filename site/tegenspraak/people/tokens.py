"""Secrets in links and mailed codes: given away once, kept only as a digest."""

import secrets

from django.utils.crypto import constant_time_compare, salted_hmac


def make_token() -> str:
    """A secret for a link that nobody guesses."""
    return secrets.token_urlsafe(32)


def make_code() -> str:
    """Six digits to type over from a mail."""
    return f"{secrets.randbelow(1_000_000):06d}"


def digest_of(secret: str) -> str:
    """What the database keeps of `secret` (hex); keyed, so that a stolen table gives no codes away."""
    return salted_hmac("tegenspraak.people.tokens", secret, algorithm="sha256").hexdigest()


def is_secret(secret: str, digest: str) -> bool:
    """Whether `digest` was made of `secret`; an empty digest fits nothing."""
    return bool(digest) and constant_time_compare(digest_of(secret), digest)
