"""How a definition runs: its stages in order, and what this engine cannot run yet. No database."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from casuistry.reflection.definition import (
    Definition,
    Phase,
    Presenter,
    Question,
    QuestionType,
    Who,
    Writing,
)

RUNS = {QuestionType.TEXT, QuestionType.LONG_TEXT, QuestionType.SCALE, QuestionType.CHOICE}
PREPARATION = 0


def stages(definition: Definition) -> tuple[Phase, ...]:
    """The preparation by the presenter (number 0) and the phases (from number 1)."""
    asked = definition.preparation
    writers = (Writing(Who.PRESENTER, asked),) if asked else ()
    return (
        Phase(
            id="voorbereiding",
            title=_("Preparation"),
            minutes=0,
            presenter=Presenter.SPEAKS,
            writers=writers,
            blind=True,
        ),
        *definition.phases,
    )


def obstacles(definition: Definition) -> list[str]:
    """What in `definition` cannot be run with a case yet, one English line each; empty when all can."""
    asked = definition.for_case()
    found = [line for question in asked.preparation for line in _of_question("preparation", question)]
    if definition.several_meetings:
        found.append("a reflection over several meetings cannot be run yet")
    for phase in asked.phases:
        for writing in phase.writers:
            found.extend(_of_writing(phase, writing))
            found.extend(line for question in writing.questions for line in _of_question(phase.id, question))
    return found


def _of_writing(phase: Phase, writing: Writing) -> Iterator[str]:
    if writing.who is Who.ADVOCATE:
        yield f"phase {phase.id!r}: the advocate cannot be run yet"
    if writing.rows:
        yield f"phase {phase.id!r}: questions in rows cannot be run yet"


def _of_question(place: str, question: Question) -> Iterator[str]:
    if question.type not in RUNS:
        yield f"{place!r}, question {question.id!r}: type {question.type.value!r} cannot be run yet"
    if question.options_from not in ("", "participants"):
        yield f"{place!r}, question {question.id!r}: options from {question.options_from!r} cannot be run yet"
    if question.repeat and question.repeat.per != "question":
        yield f"{place!r}, question {question.id!r}: repeating per participant cannot be run yet"
