"""A reflection: a protocol that people run on a case, phase by phase."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casuistry import anonymity
from casuistry.cases.models import Case, Revision
from casuistry.gate.check import Kept, check
from casuistry.reflection.answer import Answer, items, write
from casuistry.reflection.definition import Definition, Phase, Question, Writing, from_data
from casuistry.reflection.participant import Participant, PhaseRecord
from casuistry.reflection.permissions import can_invite, can_lead, can_start
from casuistry.reflection.protocol import Protocol
from casuistry.reflection.running import PREPARATION, stages
from tegenspraak.encryption import EncryptedTextField
from tegenspraak.notices.models import notify
from tegenspraak.people import guests
from tegenspraak.people.models import Organisation, User
from tegenspraak.people.permissions import may_see_others, organisations_of, shared_organisation
from tegenspraak.trail.models import record

__all__ = ["Answer", "Participant", "PhaseRecord", "Protocol", "Reflection"]


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    def visible_to(self, user: Any) -> ReflectionQuerySet:
        """The reflections `user` takes part in; one's own only while a second factor is missing."""
        if not user.is_authenticated:
            return self.none()
        mine = self.filter(participants__in=Participant.objects.present().filter(user_id=user.pk))
        return mine if may_see_others(user) else mine.filter(started_by=user)

    @transaction.atomic
    def start(self, *, case: Case, protocol: Protocol, by: User, submission: uuid.UUID) -> Reflection:
        """A reflection in preparation with `by` as presenter, pinned to the case as it is now.

        The same `submission` twice gives the reflection of the first time. Raises PermissionDenied when the
        case is not of `by`, ValidationError when nobody else may read it yet.
        """
        if known := self.filter(submission=submission, started_by=by).first():
            return known
        if not can_start(by, case):
            raise PermissionDenied
        revision = case.snapshot(by=by)
        # Asked behind the lock of the snapshot: in another tab the case may just have gone private.
        if not case.is_shared:
            raise ValidationError(_("Share the case with participants first."), code="private")
        # What was clean when it was shared may be known for a name by now.
        if not check(case).is_clean:
            raise ValidationError(
                _("Some words can still point to a person. Replace them first."), code="findings"
            )
        reflection, made = self.get_or_create(
            submission=submission,
            started_by=by,
            defaults={
                "case": case,
                "revision": revision,
                "protocol": protocol,
                "definition": protocol.plan.for_case().as_data(),
                "case_title": case.title,
                "organisation": case.organisation,
            },
        )
        if made:
            reflection.participants.create(
                user=by,
                role=Participant.Role.PRESENTER,
                through=organisations_of(by).filter(cases=case).first(),
                joined_at=timezone.now(),
            )
            reflection.records.create(number=PREPARATION)
            record("started", reflection, by=by, protocol=protocol.slug)
        return reflection


class Reflection(models.Model):
    class Status(models.TextChoices):
        PREPARATION = "preparation", _("in preparation")
        RUNNING = "running", _("running")
        CLOSED = "closed", _("closed")

    class Mode(models.TextChoices):
        WRITTEN = "written", _("in writing")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, null=True, on_delete=models.SET_NULL, related_name="reflections")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="reflections")
    # The protocol as it was at the start: a later edit changes nothing here.
    definition = models.JSONField(editable=False)
    # As the case was called at the start.
    case_title = EncryptedTextField(_("title"))
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.CASCADE, related_name="reflections"
    )
    mode = models.CharField(_("mode"), max_length=10, choices=Mode, default=Mode.WRITTEN)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.PREPARATION)
    phase = models.PositiveSmallIntegerField(default=PREPARATION)
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(editable=False)

    objects = ReflectionQuerySet.as_manager()

    # The CMS's index of references is no place for casuistry, not even for ids.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("reflection")
        constraints = [
            models.UniqueConstraint(fields=["started_by", "submission"], name="one_reflection_from_one_form")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("reflection:detail", args=[self.pk])

    @property
    def title(self) -> str:
        """What the case was called; once its author took it back, the name of the method."""
        return self.case_title if self.case and self.case.is_shared else self.plan.title

    @cached_property
    def plan(self) -> Definition:
        return from_data(self.definition)

    @cached_property
    def stages(self) -> tuple[Phase, ...]:
        """The preparation (0) and the phases (from 1)."""
        return stages(self.plan)

    @property
    def is_open(self) -> bool:
        return self.status != self.Status.CLOSED

    @property
    def stage(self) -> Phase | None:
        """What runs now; None when the reflection is closed."""
        return self.stages[self.phase] if self.is_open else None

    def participant(self, user: Any) -> Participant | None:
        return self.participants.filter(user_id=user.pk).first()

    def writers(self) -> list[Participant]:
        """Who is asked to write in the stage that runs."""
        stage = self.stage
        people = self.participants.present().select_related("user").order_by("pk") if stage else []
        return [person for person in people if stage and stage.asked_of(person.role)]

    def written_count(self) -> int:
        """How many of the writers have an answer that is ready; never who."""
        return self.answers.ready().filter(phase=self.phase).values("participant").distinct().count()

    @transaction.atomic
    def invite(self, user: User, *, role: str = "participant", by: User) -> Participant:
        """Lets `user` take part and, but for a guest, read the case. Inviting twice changes nothing.

        Raises PermissionDenied for who may not invite, ValidationError when there is a facilitator already.
        """
        reflection = self.locked()
        if known := reflection.participant(user):
            return known
        if not can_invite(by, reflection):
            raise PermissionDenied
        through = shared_organisation(by, user)
        participant = Participant(reflection=reflection, user=user, role=role, through=through)
        participant.full_clean()
        participant.save()
        if reflection.case and not user.is_guest:
            reflection.case.admit(user, by=by)
        record("invited", reflection, by=by, role=role)
        if not user.is_guest:
            text = gettext("You are invited to a reflection.")
            notify(user, key=f"reflection-{self.pk}-invited", text=text, path=self.get_absolute_url())
        return participant

    def invite_guest(self, email: str, *, by: User) -> Participant:
        """Invites somebody from outside by e-mail: a link to this reflection only. Raises ValidationError."""
        with transaction.atomic():
            user = guests.invite_guest(email, by=by)
            participant = self.invite(user, by=by)
        if user.is_guest:
            guests.send_guest_link(user, self.get_absolute_url())
        return participant

    def begin(self, *, by: User) -> bool:
        """Ends the preparation. Raises ValidationError when nobody is invited yet."""
        if self.participants.count() < 2:
            raise ValidationError(_("Invite at least one colleague first."), code="alone")
        return self.close_phase(by=by, number=PREPARATION)

    @transaction.atomic
    def answer(
        self,
        user: User,
        question_id: str,
        value: Any,
        *,
        item: str = "",
        kept: Iterable[Kept] = (),
        phase: int | None = None,
    ) -> Answer | None:
        """Saves the answer of `user` in the stage that runs; None when it was emptied. `phase` is the stage
        that was on their screen, where it was written there.

        The answer is ready (others may come to read it) only without open findings; it is saved either way.
        Raises ValidationError when this person cannot answer this question now.
        """
        reflection = self.locked()
        if phase not in (None, reflection.phase):
            raise ValidationError(_("This question cannot be answered now."), code="not_now")
        participant = reflection.participant(user)
        asked = reflection.asked_now(participant, question_id) if participant else None
        stage = reflection.stage
        if not participant or not asked or not stage:
            raise ValidationError(_("This question cannot be answered now."), code="not_now")
        participant.reflection = reflection
        writing, question = asked
        if item not in dict(items(reflection, participant, question)):
            raise ValidationError(_("This question cannot be answered now."), code="not_now")
        return write(participant, stage, question, writing.readers_of(question), value, item, kept)

    def asked_now(self, participant: Participant, question_id: str) -> tuple[Writing, Question] | None:
        asked = self.stage.asked_of(participant.role) if self.stage else []
        return next((pair for pair in asked if pair[1].id == question_id), None)

    @transaction.atomic
    def close_phase(self, *, by: User, number: int) -> bool:
        """Reveals all ready answers of phase `number` at once and opens the next phase.

        False, and nothing happens, when another click closed that phase before.
        """
        reflection = self.locked()
        if not reflection.is_open or reflection.phase != number:
            return False
        if not can_lead(by, reflection):
            raise PermissionDenied
        count = reflection.answers.ready().filter(phase=number).update(revealed_at=timezone.now())
        reflection._finish_phase(PhaseRecord.Ending.REVEALED, by)
        record("revealed", reflection, by=by, phase=number, answers=count)
        reflection._open_next(by)
        reflection._tell(by)
        self._follow(reflection)
        return True

    @transaction.atomic
    def skip_phase(self, *, by: User, number: int, reason: str) -> bool:
        """Opens the next phase without revealing what was written in phase `number`.

        False when that phase is over already. Raises ValidationError without a reason, or with a name in it.
        """
        reflection = self.locked()
        if not reflection.is_open or reflection.phase != number or number == PREPARATION:
            return False
        if not can_lead(by, reflection):
            raise PermissionDenied
        if not reason.strip():
            raise ValidationError(_("Write down why you skip this phase."), code="reason")
        if any(finding.blocking for finding in anonymity.find(reason)):
            raise ValidationError(_("Everybody reads this reason: leave names out."), code="named")
        reflection._finish_phase(PhaseRecord.Ending.SKIPPED, by, reason.strip())
        record("skipped", reflection, by=by, phase=number)
        reflection._open_next(by)
        reflection._tell(by)
        self._follow(reflection)
        return True

    @transaction.atomic
    def close(self, *, by: User) -> bool:
        """Ends the reflection here; what is hidden stays with its writers. False when it was closed."""
        reflection = self.locked()
        if not reflection.is_open:
            return False
        if not can_lead(by, reflection):
            raise PermissionDenied
        reflection._finish_phase(PhaseRecord.Ending.STOPPED, by)
        reflection._set_closed(by)
        self._follow(reflection)
        return True

    def locked(self) -> Reflection:
        """This reflection fresh from the database: two people closing or writing wait for each other."""
        return Reflection.objects.select_for_update().get(pk=self.pk)

    def _follow(self, reflection: Reflection) -> None:
        self.status, self.phase = reflection.status, reflection.phase

    def _finish_phase(self, ending: str, by: User | None, reason: str = "") -> None:
        self.records.filter(number=self.phase).update(
            closed_at=timezone.now(), closed_by=by, ending=ending, reason=reason
        )

    def _open_next(self, by: User) -> None:
        """The next phase that asks something; those in between are recorded as empty."""
        self.status = self.Status.RUNNING
        for number in range(self.phase + 1, len(self.stages)):
            self.phase = number
            self.records.create(number=number)
            if self.stages[number].writers:
                self.save(update_fields=["status", "phase"])
                return
            self._finish_phase(PhaseRecord.Ending.EMPTY, None)
        self._set_closed(by)

    def _set_closed(self, by: User) -> None:
        self.status = self.Status.CLOSED
        self.save(update_fields=["status", "phase"])
        record("closed", self, by=by)

    def _tell(self, by: User) -> None:
        """Everybody but `by` hears once per phase that there is something to read."""
        text = gettext("A phase of a reflection is closed: you can read on.")
        for person in self.participants.present().exclude(user=by).select_related("user"):
            if person.user.is_guest:  # has no password: comes in by a link and a mailed code
                guests.send_guest_link(person.user, self.get_absolute_url())
                continue
            key = f"reflection-{self.pk}-phase-{self.phase}-{self.status}"
            notify(person.user, key=key, text=text, path=self.get_absolute_url())
