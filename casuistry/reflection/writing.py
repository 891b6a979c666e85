"""Which fields a participant has in the stage that runs, repeated questions spelled out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casuistry.reflection.answer import Answer, items
from casuistry.reflection.definition import Question, Readers
from casuistry.reflection.models import Participant, Reflection


@dataclass(frozen=True)
class Field:
    """One field: a question, and for a repeated question the answer it goes into (`item`)."""

    question: Question
    readers: Readers
    label: str
    item: str = ""
    value: Any = None

    @property
    def name(self) -> str:
        return f"{self.question.id}-{self.item}" if self.item else self.question.id


def fields_for(reflection: Reflection, participant: Participant) -> list[Field]:
    """The fields of `participant` now, filled with what they saved before."""
    stage = reflection.stage
    asked = stage.asked_of(participant.role) if stage else []
    mine = Answer.objects.filter(participant=participant, phase=reflection.phase)
    saved = {(answer.question, answer.item): answer.value for answer in mine}
    fields = []
    for writing, question in asked:
        readers = writing.readers_of(question)
        for item, label in items(reflection, participant, question):
            value = saved.get((question.id, item))
            fields.append(Field(question, readers, label, item, value))
    return fields
