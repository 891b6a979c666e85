"""The parts of a case: its observations, its role register, its readers and its history."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from casuistry.cases.draft import Line
from casuistry.cases.judging import judging
from casuistry.gate.check import GateText
from tegenspraak.encryption import EncryptedJSONField, EncryptedTextField
from tegenspraak.people.permissions import still_belongs


class Observation(models.Model):
    """One line: what was seen or heard, and apart from it what someone makes of it."""

    class Kind(models.TextChoices):
        OWN = "own", _("own observation")
        STATEMENT = "statement", _("statement by someone")
        DOCUMENT = "document", _("document")

    class Status(models.TextChoices):
        ESTABLISHED = "established", _("established")
        DISPUTED = "disputed", _("disputed")
        UNTESTED = "untested", _("not tested")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="observations")
    position = models.PositiveIntegerField()
    when = EncryptedTextField(_("when"), blank=True)
    source = EncryptedTextField(_("source"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OWN)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.ESTABLISHED)
    fact = EncryptedTextField(_("fact"), blank=True)
    interpretation = EncryptedTextField(_("interpretation"), blank=True)
    whose = EncryptedTextField(_("whose interpretation"), blank=True)

    # The CMS's index of references is no place for casuistry, not even for ids.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position"]
        verbose_name = _("observation")
        verbose_name_plural = _("observations")

    def __str__(self) -> str:
        return f"observation {self.position}"

    def line(self) -> Line:
        return Line(
            when=self.when,
            source=self.source,
            kind=self.kind,
            status=self.status,
            fact=self.fact,
            interpretation=self.interpretation,
            whose=self.whose,
            id=str(self.pk),
        )

    @property
    def judging(self) -> list[str]:
        """Words in the fact that judge: the page asks its author about them."""
        return judging(self.fact)

    def gate_texts(self) -> list[GateText]:
        """Its texts, named after its place: the label says which line."""
        number = self.position + 1
        return [
            GateText(
                f"observation-{number}-{name}",
                _("line %(number)d, %(what)s")
                % {"number": number, "what": getattr(self._meta.get_field(name), "verbose_name", name)},
                getattr(self, name),
            )
            for name in Line.TEXTS
        ]


class RegisterEntry(models.Model):
    """Who plays which part ("Karin" is the mother). The author alone ever sees it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="register")
    position = models.PositiveIntegerField()
    name = EncryptedTextField(_("name"))
    role = EncryptedTextField(_("role"))

    # The CMS's index of references is no place for casuistry, not even for ids.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position"]
        verbose_name = _("entry of the role register")

    def __str__(self) -> str:
        return self.role


class ReaderQuerySet(models.QuerySet["Reader"]):
    def present(self) -> ReaderQuerySet:
        """Without those who left the organisation through which they were let in."""
        return self.filter(still_belongs())


class Reader(models.Model):
    """A participant in a reflection on the case, let in by the author."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # The organisation that reader and author share: who leaves it reads no longer.
    through = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    since = models.DateTimeField(default=timezone.now)

    objects = ReaderQuerySet.as_manager()

    # The CMS's index of references is no place for casuistry, not even for ids.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reader of a case")
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="once_a_reader_of_a_case")]

    def __str__(self) -> str:
        return f"reader since {self.since:%Y-%m-%d}"


class Revision(models.Model):
    """The content of a case at a moment. Only ever added: a reflection is pinned to one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    content = EncryptedJSONField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    # The CMS's index of references is no place for casuistry, not even for ids.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-number"]
        verbose_name = _("revision of a case")
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="revisions_are_numbered")]

    def __str__(self) -> str:
        return f"revision {self.number}"

    @staticmethod
    def digest_of(content: dict[str, Any]) -> str:
        """A keyed digest: it tells whether two contents are the same, and not what they say."""
        text = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return salted_hmac("casuistry.cases.revision", text, algorithm="sha256").hexdigest()
