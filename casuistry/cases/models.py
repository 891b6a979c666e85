"""A case as its author writes it down, and how it becomes readable for others, step by step."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase
from wagtail.search import index

from casuistry.cases.draft import Draft, Line
from casuistry.cases.parts import Observation, Reader, RegisterEntry, Revision
from casuistry.cases.permissions import can_admit, can_edit, can_share
from casuistry.gate.check import GateText, Kept, Open, check, keep_chosen
from tegenspraak.encryption import EncryptedTextField
from tegenspraak.people.models import Team
from tegenspraak.people.permissions import (
    may_see_others,
    organisations_of,
    shared_organisation,
    teams_of,
)
from tegenspraak.trail.models import record
from tegenspraak.vocabulary.models import Theme

__all__ = [
    "Case",
    "CaseTheme",
    "Conflict",
    "Observation",
    "Reader",
    "RegisterEntry",
    "Revision",
    "Visibility",
]


class Visibility(models.TextChoices):
    """Who may read a case, from narrow to wide."""

    PRIVATE = "private", _("only you")
    PARTICIPANTS = "participants", _("participants in a reflection")
    TEAM = "team", _("a team")

    def reaches(self, other: str) -> bool:
        """Whether this is as wide as `other`, or wider."""
        return Visibility.values.index(self) >= Visibility.values.index(other)


class Conflict(Exception):
    """Someone saved the case after this version was read; nothing was written."""

    def __init__(self, case: Case) -> None:
        super().__init__("The case has a newer version.")
        self.case = case


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: Any) -> CaseQuerySet:
        """One's own; of others what was shared with a team of mine or what I take part in."""
        if not user.is_authenticated:
            return self.none()
        if not may_see_others(user):
            return self.filter(author_id=user.pk)
        with_my_team = Q(visibility=Visibility.TEAM, team__in=teams_of(user))
        i_take_part = Q(pk__in=Reader.objects.present().filter(user_id=user.pk).values("case_id"))
        return self.filter(
            Q(author_id=user.pk) | with_my_team | (i_take_part & ~Q(visibility=Visibility.PRIVATE))
        )

    def written_by(self, user: Any) -> CaseQuerySet:
        return self.filter(author_id=user.pk)

    def by_others_than(self, user: Any) -> CaseQuerySet:
        return self.exclude(author_id=user.pk)

    def for_lists(self) -> CaseQuerySet:
        """Newest first, with all that a line in a list shows."""
        return self.select_related("author", "team").prefetch_related("themes").order_by("-updated_at")

    def for_reading(self) -> CaseQuerySet:
        """With all that the page of one case shows."""
        cases = self.select_related("author", "team__organisation")
        return cases.prefetch_related("observations", "register", "themes")

    @transaction.atomic
    def start(
        self,
        draft: Draft,
        *,
        by: Any,
        submission: uuid.UUID,
        kept: list[Kept] | None = None,
        version: int = 1,
    ) -> Case:
        """Makes the case that `by` wrote. The same form sent again leads to the same case.

        Sent again with other words (the back button) it is an edit of `version`; raises Conflict when the
        case has moved on since.
        """
        case = self.filter(author_id=by.pk, submission=submission).first()
        if case is None:
            try:
                with transaction.atomic():
                    case = self.create(
                        author=by, submission=submission, organisation=organisations_of(by).first()
                    )
            except IntegrityError:  # the other half of a double click was first
                return self.start(draft, by=by, submission=submission, kept=kept, version=version)
            record("wrote", case, by=by)
        case.rewrite(draft, by=by, version=version if case.version else 0, kept=kept)
        return case


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
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    themes = TaggableManager(through="CaseTheme", blank=True, verbose_name=_("themes"))

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
        constraints = [
            models.UniqueConstraint(fields=["author", "submission"], name="one_case_from_one_form"),
            models.CheckConstraint(
                condition=Q(team__isnull=False) | ~Q(visibility="team"),
                name="what_a_team_reads_has_a_team",
                violation_error_message=_("Choose the team that may read along."),
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
        )

    def content(self) -> dict[str, Any]:
        """What readers see, as plain data: a revision freezes this."""
        return {
            "title": self.title,
            "question": self.question,
            "situation": self.situation,
            "observations": [observation.line().content() for observation in self.observations.all()],
        }

    def observed(self) -> str:
        """Facts and interpretations in one text, for the search index."""
        lines = [observation.line() for observation in self.observations.all()]
        return "\n".join(part for line in lines for part in (line.fact, line.interpretation) if part)

    @property
    def is_shared(self) -> bool:
        return self.visibility != Visibility.PRIVATE

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
        """A step up: lets participants or a team of the author read along.

        `declared`: the author says to have read the whole text. Raises ValidationError (code
        "declaration", "findings" or "team") and then changes nothing, PermissionDenied for another.
        """
        self._lock()
        if not can_share(by, self):
            raise PermissionDenied
        if not declared:
            raise ValidationError(_("First read the whole text and tick the box."), code="declaration")
        if not check(self).is_clean:
            raise ValidationError(
                _("Some words can still point to a person. Replace them first."), code="findings"
            )
        if with_ == Visibility.TEAM:
            self._set_team(team, by)
        if not Visibility(self.visibility).reaches(with_) or with_ == Visibility.TEAM:
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
        self.version += 1
        self._write_lines(draft.lines)
        self.register.all().delete()
        RegisterEntry.objects.bulk_create(
            RegisterEntry(case=self, position=position, name=name, role=role)
            for position, (name, role) in enumerate(draft.register)
        )
        self.themes.set(Theme.objects.filter(pk__in=draft.themes))
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
        """Only what is shared with a team; private cases and those of a reflection stand in no index."""
        return cls.objects.filter(visibility=Visibility.TEAM).prefetch_related("observations")


class CaseTheme(ItemBase):
    tag = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="case_items")
    content_object = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="theme_items")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("theme of a case")
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="a_theme_once_on_a_case")
        ]
