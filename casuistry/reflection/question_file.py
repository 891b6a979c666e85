"""The questions of a protocol file: how one is written, and what is refused. No database."""

from __future__ import annotations

import re

from casuistry.reflection.definition import Question, QuestionType, Readers, Repeat, Rows, Scale
from casuistry.reflection.marked_yaml import Marked

ID = r"[a-z][a-z0-9_]*"


def questions_from(marked: Marked) -> tuple[Question, ...]:
    """The questions in a list, in order. Raises ProtocolError."""
    if not marked.items():
        raise marked.fault("at least one question is expected here")
    return tuple(_question(item) for item in marked.items())


def _question(marked: Marked) -> Question:
    fields = marked.fields()
    identifier = fields.take("id")
    if not re.fullmatch(ID, identifier.text()):
        raise identifier.fault("an id has small letters, digits and underscores only")
    kind = fields.take("type").one_of(QuestionType)
    readers, repeat = fields.maybe("readers"), fields.maybe("repeat")
    question = Question(
        id=identifier.text(),
        label=fields.take("label").text(),
        type=kind,
        help=fields.text("help"),
        readers=readers.one_of(Readers) if readers else None,
        options=_options(fields.maybe("options")),
        options_from=fields.text("options_from"),
        scale=_scale(fields.take("scale")) if kind is QuestionType.SCALE else None,
        repeat=_repeat(repeat) if repeat else None,
        only_without_case=fields.truth("only_without_case"),
        not_the_first_time=fields.truth("not_the_first_time"),
    )
    fields.done()
    return question


def _options(marked: Marked | None) -> tuple[tuple[str, str], ...]:
    if marked is None:
        return ()
    return tuple((key, label.text()) for key, label in marked.fields().values.items())


def _scale(marked: Marked) -> Scale:
    fields = marked.fields()
    scale = Scale(
        fields.take("from").number(), fields.take("to").number(), fields.text("low"), fields.text("high")
    )
    fields.done()
    if scale.lowest >= scale.highest:
        raise marked.fault("a scale goes from a low number to a higher one")
    return scale


def _repeat(marked: Marked) -> Repeat:
    fields = marked.fields()
    per, of = fields.take("per"), fields.maybe("of")
    fields.done()
    if per.text() not in ("question", "participant"):
        raise per.fault("a question repeats per question or per participant")
    if (per.text() == "question") != (of is not None):
        raise per.fault("'of' names the questions it repeats, and is there only with 'per: question'")
    return Repeat(per.text(), tuple(item.text() for item in of.items()) if of else ())


def rows_from(marked: Marked) -> Rows:
    """How the questions of a kind of writers repeat in rows. Raises ProtocolError."""
    fields = marked.fields()
    fixed, most = fields.maybe("fixed"), fields.maybe("most")
    rows = Rows(
        by=fields.text("by"),
        fixed=tuple(item.text() for item in fixed.items()) if fixed else (),
        most=most.number() if most else None,
    )
    fields.done()
    if bool(rows.by) != bool(rows.fixed):
        raise marked.fault("'by' names the question whose options in 'fixed' always stand; give both or none")
    return rows
