"""Guests: invited by mail to one page, and to that page's room only."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _

from tegenspraak.notices.models import send_plain
from tegenspraak.people.models import GuestPass, User
from tegenspraak.people.models.guest_passes import VALID_FOR
from tegenspraak.trail.models import record

# Where a guest can always come: their own door, an invitation to become more than a guest, and out.
_open_rooms = {"people:guest", "people:guest_code", "people:invitation", "account_logout"}


def open_room(*url_names: str) -> None:
    """Lets guests use these addresses (names such as "reflection:detail"); all else is 403 for them.

    The room itself decides by `visible_to` which of its things this guest sees.
    """
    _open_rooms.update(url_names)


def may_visit(path: str) -> bool:
    """Whether a guest may use the address `path`; one that leads nowhere may be tried and gives 404."""
    if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return True
    try:
        return resolve(path).view_name in _open_rooms
    except Resolver404:
        return True


def invite_guest(email: str, *, by: User, name: str = "") -> User:
    """The person with this address: who has an account keeps it as it is, who has none becomes a guest."""
    known = User.objects.with_address(email)
    if known is not None:
        return known
    with transaction.atomic():
        guest, is_new = User.objects.get_or_create(
            email=email.strip().lower(), defaults={"first_name": name, "is_guest": True}
        )
        if is_new:
            guest.set_unusable_password()
            guest.save(update_fields=["password"])
            record("invited_guest", guest, by=by)
    return guest


def send_guest_link(guest: User, path: str) -> None:
    """Mails the way to `path` after the transaction: a guest's link asks for a code, a member signs in.

    Raises ValueError for an address outside this site.
    """
    parts = urlsplit(path)
    if parts.scheme or parts.netloc or not path.startswith("/") or path.startswith(("//", "/\\")):
        raise ValueError("A guest's link leads to a path on this site.")
    link = reverse("people:guest", args=[GuestPass.objects.hand_out(guest, path)]) if guest.is_guest else path
    transaction.on_commit(lambda: _mail(guest, link))


def _mail(guest: User, link: str) -> None:
    send_plain(
        guest.email,
        subject=_("You are asked to think along"),
        template="people/mail/guest_link.txt",
        context={"path": link, "is_guest": guest.is_guest, "days": VALID_FOR.days},
    )
