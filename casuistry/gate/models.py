"""What an author decided on a finding of the gate. No word of the text itself is stored."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from casuistry import anonymity
from casuistry.gate.things import Gated, kind_of
from tegenspraak.dutch import fold
from tegenspraak.encryption import EncryptedTextField
from tegenspraak.trail.models import record_ref

# A number with a check digit is a number: no reason makes it less so.
NEVER_KEPT = frozenset({"bsn", "iban"})


def digest_of(thing: Gated, category: str, text: str) -> str:
    """A keyed digest of a finding in `thing`: it tells whether it is the same, and not what it says."""
    return digest_of_ref(kind_of(thing), str(thing.pk), category, text)


def digest_of_ref(kind: str, ref: str, category: str, text: str) -> str:
    """As `digest_of`. The thing is part of it: one name in two cases cannot be seen to be one name."""
    value = "\x1f".join([kind, ref, category, " ".join(fold(text).split())])
    return salted_hmac("casuistry.gate.decision", value, algorithm="sha256").hexdigest()


def may_be_kept(finding: anonymity.Finding, reason: str) -> bool:
    """Whether a finding may stay: never BSN or IBAN, what blocks only with a reason."""
    if finding.category in NEVER_KEPT:
        return False
    return finding.severity != "blocks" or bool(reason.strip())


class DecisionQuerySet(models.QuerySet["Decision"]):
    def about(self, thing: Gated) -> DecisionQuerySet:
        return self.filter(kind=kind_of(thing), ref=str(thing.pk))

    @transaction.atomic
    def keep(self, thing: Gated, finding: anonymity.Finding, *, by: Any, reason: str = "") -> Decision:
        """Records that `finding` may stay in `thing`; deciding again replaces the reason.

        Raises PermissionDenied for anyone who may not edit the thing, ValidationError where the rule
        forbids it (BSN and IBAN never; what blocks only with a reason).
        """
        if not thing.can_be_edited_by(by):
            raise PermissionDenied
        if finding.category in NEVER_KEPT:
            raise ValidationError(_("This number always points to one person. Replace it."), code="never")
        if not may_be_kept(finding, reason):
            raise ValidationError(_("Write down why this may stay."), code="reason")
        decision, _is_new = self.update_or_create(
            kind=kind_of(thing),
            ref=str(thing.pk),
            digest=digest_of(thing, finding.category, finding.text),
            defaults={"reason": reason.strip(), "by": by, "at": timezone.now()},
        )
        record_ref("kept_finding", kind_of(thing), str(thing.pk), by=by, category=finding.category)
        return decision


class Decision(models.Model):
    """The author says of a finding: this may stay. Kept for the second reader, who sees the reason."""

    class Verdict(models.TextChoices):
        KEEP = "keep", _("may stay")

    kind = models.CharField(max_length=80)
    ref = models.CharField(max_length=36)
    digest = models.CharField(max_length=64)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.KEEP)
    reason = EncryptedTextField(_("reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    # The CMS's index of references is no place for casuistry, not even for ids.
    wagtail_reference_index_ignore = True

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on a finding")
        constraints = [
            models.UniqueConstraint(fields=["kind", "ref", "digest"], name="one_decision_on_a_finding")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.verdict}"
