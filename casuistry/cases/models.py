"""A case as its author writes it down, and how it becomes readable for others, step by step."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase
from wagtail.search import index

from casuistry.cases.draft import Draft, Line
from casuistry.cases.parts import Observation, Reader, RegisterEntry, Revision
from casuistry.cases.permissions import can_admit, can_edit, can_share
from casuistry.cases.themes import ThemesManager
from casuistry.cases.visibility import INDEXED, SHARED_BY_AUTHOR, CaseQuerySet, Visibility
from casuistry.gate.check import GateText, Kept, Open, check, keep_chosen
from tegenspraak.encryption import EncryptedTextField
from tegenspraak.people.models import Team
from tegenspraak.people.permissions import shared_organisation, teams_of
from tegenspraak.trail.models import record
from tegenspraak.vocabulary.models import Level, Theme

__all__ = [
    "AgeBand",
    "Case",
    "CaseQuerySet",
    "CaseTheme",
    "Conflict",
    "Observation",
    "Reader",
    "RegisterEntry",
    "Revision",
    "Visibility",
]


class AgeBand(models.TextChoices):
    """How old the child is. The values stand in addresses."""

    UNBORN = "ongeboren", _("unborn")
    FROM_0 = "0-3", _("0 to 3 years")
    FROM_4 = "4-7", _("4 to 7 years")
    FROM_8 = "8-11", _("8 to 11 years")
    FROM_12 = "12-15", _("12 to 15 years")
    FROM_16 = "16-17", _("16 and 17 years")
    ADULT = "18+", _("18 years and older")


class Conflict(Exception):
    """Someone saved the case after this version was read; nothing was written."""

    def __init__(self, case: Case) -> None:
        super().__init__("The case has a newer version.")
        self.case = case


class Case(index.Indexed, models.Model):  # type: ignore[django-manager-missing]
    """A case write-up. The author alone writes; what others may read has passed the gate."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cases")
    organisation = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="cases"
    )
    team = models.ForeignKey(
        "people.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    title = EncryptedTextField(_("title"))
    question = EncryptedTextField(_("learning question"), blank=True)
    situation = EncryptedTextField(_("situation"), blank=True)
    visibility = models.CharField(
        _("visibility"), max_length=20, choices=Visibility, default=Visibility.PRIVATE
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    submission = models.UUIDField(default=uuid.uuid4, editable=False)
    # The id in the file that `load_cases` read, and what the case was then (see loading.py).
    external_id = models.CharField(max_length=200, blank=True, editable=False)
    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    age_band = models.CharField(_("age of the child"), max_length=10, choices=AgeBand, blank=True)
    levels = models.ManyToManyField(
        Level, blank=True, related_name="+", verbose_name=_("levels of responsibility")
    )
    themes = TaggableManager(through="CaseTheme", manager=ThemesManager, blank=True, verbose_name=_("themes"))

    # The CMS's index of references is no place for casuistry, not even for ids.
    wagtail_reference_index_ignore = True

    objects = CaseQuerySet.as_manager()

    search_fields = [
        index.SearchField("title"),
        index.SearchField("question"),
        index.SearchField("situation"),
        index.SearchField("observed"),
    ]

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        # All that a search asks of every case, apart from the long texts: read without touching those.
        indexes = [
            models.Index(
                fields=["visibility", "author", "team", "organisation", "updated_at", "age_band", "id"],
                name="who_may_read_which_case",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["author", "submission"], name="one_case_from_one_form"),
            models.CheckConstraint(
                condition=Q(team__isnull=False) | ~Q(visibility="team"),
                name="what_a_team_reads_has_a_team",
                violation_error_message=_("Choose the team that may read along."),
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(visibility="organisation"),
                name="what_an_organisation_reads_has_one",
                violation_error_message=_("Choose the organisation that may read along."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "external_id"],
                condition=~Q(external_id=""),
                name="an_id_of_a_file_once_in_an_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("cases:detail", args=[self.pk])

    # --- What it says -------------------------------------------------------------------------------

    def draft(self) -> Draft:
        """All that the author wrote, as the form would send it."""
        return Draft(
            title=self.title,
            question=self.question,
            situation=self.situation,
            lines=tuple(observation.line() for observation in self.observations.all()),
            register=tuple((entry.name, entry.role) for entry in self.register.all()),
            themes=frozenset(theme.pk for theme in self.themes.all()),
            age_band=self.age_band,
            levels=frozenset(level.pk for level in self.levels.all()),
        )

    def content(self) -> dict[str, Any]:
        """What readers see, as plain data: a revision freezes this."""
        content = {
            "title": self.title,
            "question": self.question,
            "situation": self.situation,
            "observations": [observation.line().content() for observation in self.observations.all()],
        }
        # Only where they were chosen: the digest of an older revision stays what it was.
        chosen = {"age_band": self.age_band, "levels": [level.slug for level in self.levels.all()]}
        return content | {name: value for name, value in chosen.items() if value}

    def observed(self) -> str:
        """Facts and interpretations in one text, for the search index."""
        lines = [observation.line() for observation in self.observations.all()]
        return "\n".join(part for line in lines for part in (line.fact, line.interpretation) if part)

    @property
    def is_shared(self) -> bool:
        return self.visibility != Visibility.PRIVATE

    @property
    def reaches_a_team(self) -> bool:
        """Whether a team, or more people than a team, can read it."""
        return Visibility(self.visibility).reaches(Visibility.TEAM)

    # --- The gate -----------------------------------------------------------------------------------

    def gate_texts(self) -> list[GateText]:
        texts = [
            GateText("title", _("title"), self.title),
            GateText("question", _("learning question"), self.question),
            GateText("situation", _("situation"), self.situation),
        ]
        for observation in self.observations.all():
            texts += observation.gate_texts()
        return texts

    def gate_register(self) -> dict[str, str]:
        return {entry.name: entry.role for entry in self.register.all()}

    def can_be_edited_by(self, user: Any) -> bool:
        return can_edit(user, self)

    # --- What can be done ---------------------------------------------------------------------------

    @transaction.atomic
    def rewrite(self, draft: Draft, *, by: Any, version: int, kept: list[Kept] | None = None) -> Case:
        """The author saves. `version` is the one that was on the screen; `kept` what may stay.

        A shared case whose new text has an open finding steps down to private at once. Raises Conflict
        when someone saved in between other words than these, PermissionDenied for anyone but the author.
        """
        self._lock()
        if not can_edit(by, self):
            raise PermissionDenied
        if self.version and draft == self.draft():
            keep_chosen(self, kept or [], by=by)
            return self
        if version != self.version:
            raise Conflict(self)
        self._write(draft)
        if self.version > 1:
            record("edited", self, by=by, version=self.version)
        keep_chosen(self, kept or [], by=by)
        if self.is_shared and not check(self).is_clean:
            self._set_visibility(Visibility.PRIVATE, by=by)
        return self

    @transaction.atomic
    def replace(self, found: Open, *, by: Any) -> Case:
        """Replaces what the gate found by its suggestion, in every text of the case as it is now."""
        self._lock()
        draft = self.draft().with_replaced(found.finding.text, found.finding.suggestion)
        return self.rewrite(draft, by=by, version=self.version)

    @transaction.atomic
    def share(self, *, with_: str, by: Any, team: Team | None = None, declared: bool = False) -> None:
        """A step up: lets participants or a team of the author read along; it never narrows.

        `declared`: the author says to have read the whole text. Raises ValidationError (code
        "declaration", "findings" or "team") and then changes nothing, PermissionDenied for another,
        ValueError for a level that an author cannot give alone.
        """
        self._lock()
        if not can_share(by, self):
            raise PermissionDenied
        if with_ not in SHARED_BY_AUTHOR:
            raise ValueError("An author shares with participants or a team.")
        if not declared:
            raise ValidationError(_("First read the whole text and tick the box."), code="declaration")
        if not check(self).is_clean:
            raise ValidationError(
                _("Some words can still point to a person. Replace them first."), code="findings"
            )
        to_another_team = with_ == self.visibility == Visibility.TEAM
        if Visibility(self.visibility).reaches(with_) and not to_another_team:
            return
        if with_ == Visibility.TEAM:
            self._set_team(team, by)
        self._set_visibility(with_, by=by)

    @transaction.atomic
    def withdraw_to(self, visibility: str, *, by: Any) -> None:
        """A step down, at once. Raises ValueError for a step up, PermissionDenied for another."""
        self._lock()
        if not can_share(by, self):
            raise PermissionDenied
        if not Visibility(self.visibility).reaches(visibility):
            raise ValueError("That is a step up: use share().")
        self._set_visibility(visibility, by=by)

    @transaction.atomic
    def admit(self, user: Any, *, by: Any) -> Reader:
        """Lets a participant read the case as soon and as long as it is shared with participants."""
        if not can_admit(by, self):
            raise PermissionDenied
        reader, is_new = Reader.objects.get_or_create(
            case=self, user=user, defaults={"through": shared_organisation(by, user)}
        )
        if is_new:
            record("admitted", self, by=by, reader=str(user.pk))
        return reader

    @transaction.atomic
    def snapshot(self, *, by: Any) -> Revision:
        """The present content as a revision; the latest one when nothing changed since."""
        self._lock()
        latest = self.revisions.order_by("-number").first()
        content = self.content()
        digest = Revision.digest_of(content)
        if latest and latest.digest == digest:
            return latest
        number = latest.number + 1 if latest else 1
        record("froze", self, by=by, number=number)
        frozen: Any = content  # plain data; the field type is that of text
        return self.revisions.create(number=number, content=frozen, digest=digest, by=by)

    # --- The steps of the verbs ---------------------------------------------------------------------

    def _lock(self) -> None:
        """Two tabs, or an edit and a share, must not act on the same old row."""
        self.refresh_from_db(from_queryset=Case.objects.select_for_update())

    def _write(self, draft: Draft) -> None:
        self.title, self.question, self.situation = draft.title, draft.question, draft.situation
        self.age_band = draft.age_band
        self.version += 1
        self._write_lines(draft.lines)
        self.register.all().delete()
        RegisterEntry.objects.bulk_create(
            RegisterEntry(case=self, position=position, name=name, role=role)
            for position, (name, role) in enumerate(draft.register)
        )
        self.themes.set(Theme.objects.filter(pk__in=draft.themes))
        self.levels.set(Level.objects.filter(pk__in=draft.levels))
        # Last: saving tells the index, which reads the observations too.
        self.save()

    def _write_lines(self, lines: tuple[Line, ...]) -> None:
        """Writes the observations anew; a line that was there keeps its id."""
        mine = {str(pk) for pk in self.observations.values_list("pk", flat=True)}
        self.observations.all().delete()
        rows = []
        for position, line in enumerate(lines):
            known = uuid.UUID(line.id) if line.id in mine else uuid.uuid4()
            mine.discard(line.id)
            rows.append(Observation(id=known, case=self, position=position, **line.content()))
        Observation.objects.bulk_create(rows)

    def _set_team(self, team: Team | None, by: Any) -> None:
        if team is None or not teams_of(by).filter(pk=team.pk).exists():
            raise ValidationError(_("Choose one of your own teams."), code="team")
        self.team, self.organisation = team, team.organisation

    def _set_visibility(self, visibility: str, *, by: Any) -> None:
        before, self.visibility = self.visibility, visibility
        self.save(update_fields=["visibility", "team", "organisation"])
        team = str(self.team_id) if visibility == Visibility.TEAM else ""
        record("set_visibility", self, by=by, was=str(before), now=str(visibility), team=team)

    @classmethod
    def get_indexed_objects(cls) -> CaseQuerySet:
        """Only what is shared with a team or wider; private cases and those of a reflection never."""
        return cls.objects.filter(visibility__in=INDEXED).prefetch_related("observations")


class CaseTheme(ItemBase):
    tag = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="case_items")
    content_object = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="theme_items")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("theme of a case")
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="a_theme_once_on_a_case")
        ]
