"""The protocol: one way to hold a conversation, shown on the site and kept by editors in Wagtail."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index

from casuistry.reflection.definition import Definition, from_data
from casuistry.reflection.protocol_file import ProtocolError, parse
from casuistry.reflection.running import obstacles


def digest_of(source: str) -> str:
    """SHA-256 (hex) of a protocol's text; the line ends of a browser make no difference."""
    return hashlib.sha256(source.replace("\r\n", "\n").strip().encode()).hexdigest()


class ProtocolQuerySet(models.QuerySet["Protocol"]):
    def visible_to(self, user: Any) -> ProtocolQuerySet:
        """Protocols are public: everybody sees what is live, editors their drafts in Wagtail only."""
        return self.filter(live=True)


class Protocol(DraftStateMixin, RevisionMixin, PreviewableMixin, index.Indexed, models.Model):
    """`source` is the file's text and the one truth: `definition` and the other fields are read from it."""

    class Kind(models.TextChoices):
        INTERVISION = "intervision", _("intervision")
        DEVILS_ADVOCATE = "devils_advocate", _("devil's advocate")
        INCIDENT = "incident", _("learning from incidents")
        GOOD_PRACTICE = "good_practice", _("good practice")

    slug = models.SlugField(_("slug"), unique=True, max_length=60)
    title = models.CharField(_("title"), max_length=120, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, editable=False)
    purpose = models.TextField(_("purpose"), editable=False)
    definition = models.JSONField(editable=False)
    source = models.TextField(_("text of the protocol"))
    # Of the file that was loaded last: differs from the digest of `source` once an editor wrote here.
    source_digest = models.CharField(max_length=64, blank=True, editable=False)

    revisions = GenericRelation("wagtailcore.Revision", related_query_name="protocol")

    objects = ProtocolQuerySet.as_manager()

    panels = [FieldPanel("slug"), FieldPanel("source")]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("purpose"),
    ]

    class Meta:
        ordering = ["title"]
        verbose_name = _("protocol")
        verbose_name_plural = _("protocols")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reflection:protocol", args=[self.slug])

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet[Protocol]:
        return cls.objects.filter(live=True)

    def get_indexed_instance(self) -> Protocol | None:
        return self if self.live else None

    @cached_property
    def plan(self) -> Definition:
        return from_data(self.definition)

    def read_source(self) -> None:
        """Fills every field from `source`. Raises ProtocolError, with the line, when it cannot be run."""
        name = f"{self.slug}.md"
        definition = parse(self.source, name)
        if found := obstacles(definition):
            raise ProtocolError(name, 1, "; ".join(found))
        self.title, self.kind = definition.title, definition.kind.value
        self.purpose, self.definition = definition.purpose, definition.as_data()
        self.__dict__.pop("plan", None)

    def clean(self) -> None:
        """An editor's text is read as strictly as a file."""
        super().clean()
        try:
            self.read_source()
        except ProtocolError as error:
            raise ValidationError(
                {"source": _("Line %(line)s: %(fault)s") % {"line": error.line, "fault": error.fault}}
            ) from error

    @property
    def newest_source(self) -> str:
        """The text as an editor left it, a draft included."""
        revision = self.latest_revision
        return revision.content.get("source", self.source) if revision else self.source

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "reflection/protocol.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {"protocol": self, "plan": self.plan, "stages": self.plan.phases}
