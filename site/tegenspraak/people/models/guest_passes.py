"""A guest's pass: a link to one page, opened with a code that is mailed at the door."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenspraak.notices.models import send_plain
from tegenspraak.people.models.users import User
from tegenspraak.people.tokens import digest_of, is_secret, make_code, make_token
from tegenspraak.trail.models import record

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

VALID_FOR = timedelta(days=30)
CODE_VALID_FOR = timedelta(minutes=10)
CODE_PAUSE = timedelta(minutes=1)
MAX_TRIES = 5
# Codes mailed without one being typed in well: then the link itself is dead. It keeps someone who found the
# link to a hundred guesses in a million.
MAX_CODES = 20


class GuestPassRefused(Exception):
    """The message, in plain words, says why and what to do."""


class GuestPassQuerySet(models.QuerySet["GuestPass"]):
    def with_token(self, token: str) -> GuestPass | None:
        """The pass of a link, in whatever state; None when there never was one."""
        return self.select_related("user").filter(token_digest=digest_of(token)).first()

    def hand_out(self, user: User, path: str) -> str:
        """Makes a pass for `user` to `path` and returns the token of its link, which is kept nowhere."""
        token = make_token()
        self.create(
            user=user, path=path, token_digest=digest_of(token), expires_at=timezone.now() + VALID_FOR
        )
        return token


class GuestPass(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="guest_passes")
    path = models.CharField(max_length=200)
    token_digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    code_digest = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    codes = models.PositiveSmallIntegerField(default=0)

    objects = GuestPassQuerySet.as_manager()

    class Meta:
        verbose_name = _("guest pass")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        """Whether the link still works."""
        in_time = self.expires_at > timezone.now()
        return in_time and self.user.is_active and (self.codes < MAX_CODES or self.has_code)

    @property
    def has_code(self) -> bool:
        """Whether a mailed code can still be typed in."""
        sent = self.code_sent_at
        fresh = sent is not None and sent + CODE_VALID_FOR > timezone.now()
        return fresh and bool(self.code_digest) and self.tries < MAX_TRIES

    def send_code(self) -> None:
        """Mails a new code; the one before dies. Raises GuestPassRefused when asked too soon or too often."""
        with transaction.atomic():
            self._lock()
            if self.codes >= MAX_CODES:
                raise GuestPassRefused(_("This link was used too often. Ask for a new one."))
            if self.code_sent_at and self.code_sent_at + CODE_PAUSE > timezone.now():
                raise GuestPassRefused(
                    _("We just mailed you a code. Wait a minute before you ask for another.")
                )
            code = make_code()
            self.code_digest, self.code_sent_at = digest_of(f"{self.pk}:{code}"), timezone.now()
            self.tries, self.codes = 0, self.codes + 1
            self.save()
            transaction.on_commit(lambda: self._mail(code))

    def open_with(self, code: str, name: str = "") -> User:
        """The guest whom `code` lets in; a code works once. Raises GuestPassRefused.

        `name` is what the others will see, kept where nobody gave one before.

        A wrong try is counted even though it is refused: the count is saved before the refusal is raised.
        """
        with transaction.atomic():
            self._lock()
            refusal = self._refusal(code)
            if refusal is None:
                self.code_digest, self.tries, self.codes = "", 0, 0
                record("entered_as_guest", self.user, by=self.user)
                if name and not self.user.get_full_name():
                    self.user.first_name = name
                    self.user.save(update_fields=["first_name"])
            self.save()
        if refusal is not None:
            raise GuestPassRefused(refusal)
        return self.user

    def _refusal(self, code: str) -> StrOrPromise | None:
        """Why `code` is refused (and counts the try), None when it is right."""
        if not self.is_open or not self.has_code:
            return _("This code works no longer. Ask for a new one.")
        self.tries += 1
        if is_secret(f"{self.pk}:{code}", self.code_digest):
            return None
        if self.tries >= MAX_TRIES:
            return _("That was the wrong code too often. Ask for a new one.")
        return _("That is not the code from the mail. Look once more and try again.")

    def _lock(self) -> None:
        """Reads the counters again behind the row's lock: two tries at one moment both count."""
        fresh = GuestPass.objects.select_for_update().get(pk=self.pk)
        for field in ("code_digest", "code_sent_at", "tries", "codes"):
            setattr(self, field, getattr(fresh, field))

    def _mail(self, code: str) -> None:
        send_plain(
            self.user.email,
            subject=_("Your code for Tegenspraak"),
            template="people/mail/guest_code.txt",
            context={"code": code, "minutes": int(CODE_VALID_FOR.total_seconds() // 60)},
        )
