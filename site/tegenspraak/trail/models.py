"""The one hash chain: who saw or changed what, without a word of what it said."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

GENESIS = "0" * 64


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, thing: models.Model) -> EntryQuerySet:
        return self.filter(kind=thing._meta.label_lower, ref=str(thing.pk))

    def by_number(self) -> EntryQuerySet:
        return self.order_by("number")


class Entry(models.Model):
    """One link: an actor did something to a thing at a moment.

    The chain runs over `digest`, a salted digest of the details. By rule the details and the salt can be
    removed later (`details=None`, `salt=""`) and the chain still verifies.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_constraint=False
    )
    verb = models.CharField(max_length=40)
    kind = models.CharField(max_length=80)
    ref = models.CharField(max_length=64)
    details = models.JSONField(null=True)
    salt = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("trail entry")
        indexes = [models.Index(fields=["kind", "ref"])]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.kind}"


class Head(models.Model):
    """The end of the chain: the one row that writers lock, so that no two links get one predecessor."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_head")]

    def __str__(self) -> str:
        return str(self.number)


def record(verb: str, thing: models.Model, *, by: Any = None, **details: Any) -> Entry:
    """Adds a link: `by` (a user, or None for the system) did `verb` to `thing`.

    `details` are small facts without content (a status, a count, a role): never text that a person wrote.
    """
    return record_ref(verb, thing._meta.label_lower, str(thing.pk), by=by, **details)


def record_ref(verb: str, kind: str, ref: str, *, by: Any = None, **details: Any) -> Entry:
    """As `record`, for a thing that is no row (a command, a deleted row)."""
    actor_id = by.pk if by is not None and by.is_authenticated else None
    with transaction.atomic():
        Head.objects.get_or_create(pk=1)
        head = Head.objects.select_for_update().get(pk=1)
        salt = secrets.token_hex(16)
        facts = {"actor": str(actor_id or ""), **details}
        entry = Entry(
            number=head.number + 1,
            at=timezone.now(),
            actor_id=actor_id,
            verb=verb,
            kind=kind,
            ref=ref,
            details=facts,
            salt=salt,
            digest=digest_of(facts, salt),
            previous=head.hash,
        )
        entry.hash = hash_of(entry)
        entry.save(force_insert=True)
        head.number, head.hash = entry.number, entry.hash
        head.save()
    return entry


def digest_of(facts: dict[str, Any], salt: str) -> str:
    """SHA-256 (hex) of the salted details."""
    text = salt + json.dumps(facts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def hash_of(entry: Entry) -> str:
    """SHA-256 (hex) of the link: its place, moment, verb, thing, digest and predecessor."""
    moment = entry.at.astimezone(UTC).isoformat()
    parts = [str(entry.number), moment, entry.verb, entry.kind, entry.ref, entry.digest, entry.previous]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def verify() -> Iterator[str]:
    """Walks the chain from the first link; yields a sentence for each fault, nothing when it is whole."""
    previous, number = GENESIS, 0
    for entry in Entry.objects.by_number().iterator():
        number += 1
        if entry.number != number:
            yield f"Link {number} is missing."
            number = entry.number
        if entry.previous != previous:
            yield f"Link {entry.number} does not follow on the one before it."
        if entry.hash != hash_of(entry):
            yield f"Link {entry.number} was changed."
        elif (
            entry.salt and entry.details is not None and entry.digest != digest_of(entry.details, entry.salt)
        ):
            yield f"The details of link {entry.number} were changed."
        previous = entry.hash
    head = Head.objects.filter(pk=1).first()
    if head and (head.number, head.hash) != (number, previous):
        yield f"The chain ends at link {number}, but {head.number} were written."
