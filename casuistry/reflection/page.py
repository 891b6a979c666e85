"""What the page of a reflection shows to one person: nothing that `visible_to` does not give."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from casuistry.reflection.answer import Answer
from casuistry.reflection.definition import Phase, Question, QuestionType
from casuistry.reflection.models import Participant, PhaseRecord, Reflection


@dataclass(frozen=True)
class Written:
    """An answer as it is shown: whose, to what, the words."""

    who: str
    text: str
    about: str
    is_mine: bool
    is_private: bool


@dataclass(frozen=True)
class Asked:
    label: str
    answers: list[Written]


@dataclass
class Step:
    """One stage in the list of steps, with the answers that this person may read there."""

    number: int
    phase: Phase
    record: PhaseRecord | None
    is_current: bool
    asked: list[Asked] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        return self.record is not None and self.record.closed_at is not None

    @property
    def is_skipped(self) -> bool:
        return self.record is not None and self.record.ending in (
            PhaseRecord.Ending.EMPTY,
            PhaseRecord.Ending.SKIPPED,
        )


def steps(reflection: Reflection, user: Any) -> list[Step]:
    """Every stage in order. In the stage that runs only what the others wrote in the open."""
    records = {record.number: record for record in reflection.records.all()}
    sheet = Sheet(reflection, user)
    found = []
    for number, phase in enumerate(reflection.stages):
        is_current = reflection.is_open and number == reflection.phase
        step = Step(number, phase, records.get(number), is_current)
        if number in records:
            step.asked = sheet.asked_in(number, phase, is_current)
        found.append(step)
    return found


class Sheet:
    """Every answer of a reflection that `user` may read, read once."""

    def __init__(self, reflection: Reflection, user: Any) -> None:
        visible = Answer.objects.visible_to(user).filter(reflection=reflection)
        self.answers = list(visible.select_related("participant__user").order_by("saved_at"))
        self.by_id = {str(answer.pk): answer for answer in self.answers}
        self.people = list(reflection.participants.select_related("user"))
        self.user = user

    def asked_in(self, number: int, phase: Phase, is_current: bool) -> list[Asked]:
        """The questions of a phase that have an answer to show.

        One's own words in the stage that runs stand in the form already.
        """
        here = [answer for answer in self.answers if answer.phase == number]
        if is_current:
            here = [answer for answer in here if answer.participant.user_id != self.user.pk]
        asked = []
        for question in phase.asked():
            shown = [self.shown(answer, question) for answer in here if answer.question == question.id]
            if shown:
                asked.append(Asked(question.label, shown))
        return asked

    def shown(self, answer: Answer, question: Question) -> Written:
        is_mine = answer.participant.user_id == self.user.pk
        about = self.by_id.get(answer.item)
        return Written(
            who=answer.participant.user.display_name,
            text=shown_value(question, answer.value, self.people),
            about=str(about.value) if about else "",
            is_mine=is_mine,
            is_private=is_mine and not answer.is_for_others,
        )


def shown_value(question: Question, value: Any, people: list[Participant]) -> str:
    """An answer in words: the label of a choice, the name of a participant, the number on its scale."""
    if question.type is QuestionType.SCALE and question.scale:
        return f"{value} / {question.scale.highest}"
    if question.options_from:
        return next((person.user.display_name for person in people if str(person.pk) == value), "")
    return dict(question.options).get(value, str(value))
