"""One person's answer to one question: hidden until it is revealed, then unchangeable."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casuistry.gate.check import GateText, Kept, check, keep_chosen
from casuistry.reflection.definition import TYPED_BY_HAND, Phase, Question
from casuistry.reflection.definition import Readers as ReadersOfDefinition
from casuistry.reflection.participant import Participant
from tegenspraak.encryption import EncryptedJSONField
from tegenspraak.people.permissions import may_see_others

if TYPE_CHECKING:
    from casuistry.reflection.models import Reflection


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, user: Any) -> AnswerQuerySet:
        """One's own answers always; another's only when it has been revealed to somebody in this role.

        In an open phase an answer shows at once, in a blind one when the phase is closed. What still holds a
        name is shown to nobody but its writer, whatever the phase.
        """
        if not user.is_authenticated:
            return self.none()
        own = Q(participant__user_id=user.pk)
        if not may_see_others(user):
            return self.filter(own)
        part = Participant.objects.present().filter(user_id=user.pk)
        with_me = Q(reflection__in=part.values("reflection"))
        i_present = Q(reflection__in=part.filter(role=Participant.Role.PRESENTER).values("reflection"))
        for_me = Q(readers=Answer.Readers.GROUP) & with_me | Q(readers=Answer.Readers.PRESENTER) & i_present
        shown = Q(is_ready=True) & (Q(revealed_at__isnull=False) | Q(is_blind=False))
        return self.filter(own | (for_me & shown))

    def ready(self) -> AnswerQuerySet:
        return self.filter(is_ready=True)


class Answer(models.Model):
    class Readers(models.TextChoices):
        GROUP = "group", _("the group")
        PRESENTER = "presenter", _("the presenter")
        SELF = "self", _("its writer")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reflection = models.ForeignKey("reflection.Reflection", on_delete=models.CASCADE, related_name="answers")
    participant = models.ForeignKey(
        "reflection.Participant", on_delete=models.CASCADE, related_name="answers"
    )
    phase = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=60)
    # A repeated question is answered once per item: the id of the answer it goes into.
    item = models.CharField(max_length=36, blank=True)
    value = EncryptedJSONField()
    # As the definition had them when this was written, so that the database alone can say who reads what.
    readers = models.CharField(max_length=10, choices=Readers)
    is_blind = models.BooleanField()
    is_ready = models.BooleanField(default=False)
    saved_at = models.DateTimeField(default=timezone.now)
    revealed_at = models.DateTimeField(null=True)

    objects = AnswerQuerySet.as_manager()

    # The CMS's index of references is no place for casuistry, not even for ids.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer")
        ordering = ["saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "phase", "question", "item"],
                name="one_answer_to_a_question",
                violation_error_message=_("This question already has your answer."),
            ),
            models.CheckConstraint(
                condition=Q(revealed_at__isnull=True) | Q(is_ready=True),
                name="only_a_ready_answer_is_revealed",
                violation_error_message=_("Only an answer without names can be revealed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.phase}:{self.question}"

    def gate_texts(self) -> list[GateText]:
        """The words others will read: nothing for a private note or a chosen option."""
        asked = self.asked
        if asked is None or asked.type not in TYPED_BY_HAND or self.readers == self.Readers.SELF:
            return []
        return [GateText("value", asked.label, str(self.value))]

    def gate_register(self) -> dict[str, str]:
        """Empty: with the author's register a mark would tell a colleague whether a guess is right."""
        return {}

    def can_be_edited_by(self, user: Any) -> bool:
        """Its writer, as long as the phase it belongs to is the one that runs."""
        return (
            self.participant.user_id == user.pk
            and self.revealed_at is None
            and self.reflection.is_open
            and self.reflection.phase == self.phase
        )

    @property
    def is_for_others(self) -> bool:
        """Whether somebody else can read it by now."""
        shown = self.is_ready and (self.revealed_at is not None or not self.is_blind)
        return shown and self.readers != self.Readers.SELF

    @property
    def asked(self) -> Question | None:
        asked = self.reflection.stages[self.phase].asked()
        return next((question for question in asked if question.id == self.question), None)


def write(
    participant: Participant,
    stage: Phase,
    question: Question,
    readers: ReadersOfDefinition,
    value: Any,
    item: str,
    kept: Iterable[Kept],
) -> Answer | None:
    """Saves one answer and asks the gate whether others may read it; an emptied answer is taken away.

    Called by `Reflection.answer`, which holds the lock and has checked who may write what.
    """
    where: dict[str, Any] = {
        "reflection": participant.reflection,
        "participant": participant,
        "phase": participant.reflection.phase,
        "question": question.id,
        "item": item,
    }
    if value in ("", None):
        Answer.objects.filter(**where).delete()
        return None
    facts = {"value": value, "readers": readers.value, "is_blind": stage.blind, "saved_at": timezone.now()}
    # Not ready until the gate has spoken, so that an open phase never shows an unchecked text.
    answer, _made = Answer.objects.update_or_create(**where, defaults={**facts, "is_ready": False})
    keep_chosen(answer, kept, by=participant.user)
    answer.is_ready = check(answer).is_clean
    answer.save(update_fields=["is_ready"])
    return answer


def items(reflection: Reflection, participant: Participant, question: Question) -> list[tuple[str, str]]:
    """Once for a plain question; for a repeated one each earlier answer that this person may read."""
    if question.repeat is None:
        return [("", question.label)]
    earlier = (
        Answer.objects.visible_to(participant.user)
        .filter(reflection=reflection, question__in=question.repeat.of, phase__lt=reflection.phase)
        .exclude(revealed_at=None)
        .select_related("participant__user")
    )
    return [(str(one.pk), f"{one.participant.user.display_name}: {one.value}") for one in earlier]
