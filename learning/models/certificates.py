"""Certificates: that somebody passed the test of a module, in words that stay as they were."""

from __future__ import annotations

import secrets
import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.assessment.marking import ends_soon, may_refresh, months_later
from learning.durations import ends_in
from learning.permissions import can_revoke_certificates
from tegenspraak.encryption import EncryptedTextField
from tegenspraak.notices.models import notify
from tegenspraak.trail.models import record

if TYPE_CHECKING:
    from learning.models.attempts import Attempt

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without those that look alike on paper


def new_number() -> str:
    """Random, so that no number tells of another one."""
    letters = "".join(secrets.choice(LETTERS) for _place in range(8))
    return f"TS-{timezone.localdate().year}-{letters}"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, user: Any) -> CertificateQuerySet:
        """One's own; for who may revoke them all."""
        if can_revoke_certificates(user):
            return self
        return self.filter(user=user) if user.is_authenticated else self.none()

    def numbered(self, number: str) -> Certificate | None:
        """The certificate with this number, for whoever has the number in hand."""
        return self.filter(number=number.strip().upper()).first() if "\x00" not in number else None

    def issue(self, attempt: Attempt) -> Certificate:
        """The certificate of an attempt that was passed; the same one however often it is asked for."""
        today = timezone.localdate()
        months = attempt.valid_months
        facts = {
            "user": attempt.user,
            "module": attempt.module,
            "name": attempt.user.get_full_name() or attempt.name,
            "title": attempt.module_title,
            "version": attempt.module_version,
            "minutes": attempt.module_minutes,
            "goals": [goal["text"] for goal in attempt.goals],
            "issued_on": today,
            "valid_until": months_later(today, months) if months else None,
        }
        certificate, is_new = self.get_or_create(attempt=attempt, defaults=facts)
        if is_new:
            record("issued_certificate", certificate, by=attempt.user)
        return certificate


class Certificate(models.Model):
    """Belongs to a person: it goes when they have their data deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("number"), max_length=20, unique=True, default=new_number, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="certificates")
    attempt = models.OneToOneField(
        "learning.Attempt", on_delete=models.CASCADE, related_name="certificate", editable=False
    )
    module = models.ForeignKey(
        "learning.ModulePage", null=True, on_delete=models.SET_NULL, related_name="certificates"
    )
    name = models.CharField(_("name"), max_length=310)
    title = models.CharField(_("title"), max_length=255)
    version = models.CharField(_("version"), max_length=20)
    minutes = models.PositiveIntegerField(_("study load in minutes"))
    goals = models.JSONField(_("learning goals"))
    issued_on = models.DateField(_("date"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = EncryptedTextField(_("reason"), blank=True)

    objects = CertificateQuerySet.as_manager()

    # Who did what is no use of a page: editors are shown none of it.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-issued_on", "-pk"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("learning:certificate", args=[self.number])

    @property
    def full_address(self) -> str:
        """Where anybody can check it, from paper too."""
        return settings.BASE_URL + self.get_absolute_url()

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    @property
    def is_expired(self) -> bool:
        return self.valid_until is not None and self.valid_until < timezone.localdate()

    @property
    def is_valid(self) -> bool:
        return not self.is_revoked and not self.is_expired

    @property
    def ends_soon(self) -> bool:
        """Whether it is valid, and the time has come to think of the next one."""
        return self.is_valid and ends_soon(self.issued_on, self.valid_until, timezone.localdate())

    @property
    def ends_in(self) -> str:
        """When it ends, in words that follow "valid until"; "" without an end, or after it."""
        if self.valid_until is None or self.is_expired:
            return ""
        return ends_in((self.valid_until - timezone.localdate()).days)

    @property
    def may_refresh(self) -> bool:
        return may_refresh(self.valid_until, timezone.localdate())

    @transaction.atomic
    def revoke(self, *, by: Any, reason: str) -> Certificate:
        """It holds no longer, and its owner is told. A second time changes nothing."""
        locked = Certificate.objects.select_for_update().get(pk=self.pk)
        if locked.is_revoked:
            return locked
        locked.revoked_at, locked.revoked_by, locked.reason = timezone.now(), by, reason
        locked.save(update_fields=["revoked_at", "revoked_by", "reason"])
        record("revoked_certificate", locked, by=by)
        told = str(_("A certificate of yours was revoked. You can read why."))
        notify(locked.user, key=f"revoked-{locked.pk}", text=told, path=locked.get_absolute_url())
        return locked
