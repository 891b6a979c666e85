"""Reads a protocol file: Markdown with YAML front matter and one section per phase. No database.

    ---
    title: …            (the front matter: what the protocol is, preparation, closing)
    ---
    Explanation in Markdown.

    ## Title of a phase

    ```yaml
    id: …               (the fields of the phase)
    ```

    Instructions in Markdown.

Strict: an unknown key, a missing key or a bad value is a ProtocolError with file, line and fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casuistry.reflection.definition import (
    SOURCES_OF_CHOICES,
    WITH_OPTIONS,
    Certainty,
    Counts,
    Definition,
    Kind,
    Phase,
    Presenter,
    Question,
    QuestionKind,
    Readers,
    Role,
    Source,
    Who,
    Writing,
)
from casuistry.reflection.marked_yaml import Fields, Marked, ProtocolError, read
from casuistry.reflection.question_file import ID, questions_from, rows_from

__all__ = ["ProtocolError", "parse"]


@dataclass(frozen=True)
class Section:
    """A phase in the file: its heading, the YAML below it and the text after that."""

    title: str
    line: int
    yaml: str
    yaml_line: int
    text: str


def parse(text: str, name: str) -> Definition:
    """The definition in `text`; `name` is how faults call the file. Raises ProtocolError."""
    front, body, body_line = split(text, name)
    fields = read(front, name, 2)
    explanation, sections = _sections(body, name, body_line)
    closing = fields.maybe("closing")
    if closing:  # also when no phase uses it, so that no fault in it goes unseen
        _writers(closing, None)
    phases = tuple(_phase(section, name, closing) for section in sections)
    definition = _definition(fields, explanation, phases)
    _check(definition, sections, name)
    return definition


def split(text: str, name: str) -> tuple[str, str, int]:
    """The front matter, what comes below it and the line on which that begins. Raises ProtocolError."""
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].strip() != "---":
        raise ProtocolError(name, 1, "the file must begin with a line of three dashes")
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    raise ProtocolError(name, 1, "the front matter is not closed by a line of three dashes")


def _sections(body: str, name: str, first_line: int) -> tuple[str, list[Section]]:
    parts = re.split(r"(?m)^## +(.+)$", body)
    if len(parts) == 1:
        raise ProtocolError(name, first_line, "there is no phase: each begins with '## Title'")
    line = first_line + parts[0].count("\n")
    sections = []
    for title, text in zip(parts[1::2], parts[2::2], strict=True):
        sections.append(_section(title.strip(), text, name, line))
        line += text.count("\n")
    return parts[0].strip(), sections


def _section(title: str, text: str, name: str, line: int) -> Section:
    found = re.match(r"\s*\n```yaml\n(.*?)\n```[ \t]*(?:\n|\Z)", text, re.DOTALL)
    if not found:
        raise ProtocolError(name, line, f"below the heading {title!r} a ```yaml block must follow")
    yaml_line = line + text[: found.start(1)].count("\n")
    return Section(title, line, found[1], yaml_line, text[found.end() :].strip())


def _definition(fields: Fields, explanation: str, phases: tuple[Phase, ...]) -> Definition:
    preparation = fields.maybe("preparation")
    definition = Definition(
        title=fields.take("title").text(),
        kind=fields.take("kind").one_of(Kind),
        purpose=fields.take("purpose").text(),
        group=_group(fields.take("group")),
        total_minutes=fields.take("total_minutes").number(),
        counts_as_reflection=fields.take("counts_as_reflection").one_of(Counts),
        certainty=fields.take("certainty").one_of(Certainty),
        certainty_note=fields.take("certainty_note").text(),
        roles=tuple(_roles(fields.take("roles"))),
        sources=tuple(_sources(fields.take("sources"))),
        phases=phases,
        preparation=questions_from(preparation) if preparation else (),
        explanation=explanation,
        warning=fields.text("warning"),
        rule=fields.text("rule"),
        several_meetings=fields.truth("several_meetings"),
    )
    fields.done()
    return definition


def _group(marked: Marked) -> tuple[int, int]:
    numbers = [item.number() for item in marked.items()]
    if len(numbers) != 2 or not 2 <= numbers[0] <= numbers[1]:
        raise marked.fault("two numbers are expected here: the smallest and the largest group")
    return numbers[0], numbers[1]


def _roles(marked: Marked) -> Iterator[Role]:
    for item in marked.items():
        fields = item.fields()
        yield Role(fields.take("name").text(), fields.take("task").text())
        fields.done()


def _sources(marked: Marked) -> Iterator[Source]:
    for item in marked.items():
        fields = item.fields()
        yield Source(fields.take("name").text(), fields.take("seen_on").day(), fields.text("what"))
        fields.done()


def _phase(section: Section, name: str, closing: Marked | None) -> Phase:
    fields = read(section.yaml, name, section.yaml_line)
    kind = fields.maybe("question_kind")
    identifier = fields.take("id")
    if not re.fullmatch(ID, identifier.text()):
        raise identifier.fault("an id has small letters, digits and underscores only")
    phase = Phase(
        id=identifier.text(),
        title=section.title,
        minutes=fields.take("minutes").number(),
        presenter=fields.take("presenter").one_of(Presenter),
        writers=_writers(fields.take("writers"), closing),
        instructions=section.text,
        rule=fields.text("rule"),
        blind=fields.truth("blind"),
        question_kind=kind.one_of(QuestionKind) if kind else None,
        minutes_proposed=fields.truth("minutes_proposed"),
    )
    fields.done()
    return phase


def _writers(marked: Marked, closing: Marked | None) -> tuple[Writing, ...]:
    if marked.value == "closing":
        if closing is None:
            raise marked.fault("'closing' is used here, but the front matter has no closing questions")
        return _writers(closing, None)
    writers = tuple(_writing(item) for item in marked.items())
    if not 1 <= len(writers) <= 2:
        raise marked.fault("a phase has one or two kinds of writers")
    return writers


def _writing(marked: Marked) -> Writing:
    fields = marked.fields()
    readers, rows = fields.maybe("readers"), fields.maybe("rows")
    writing = Writing(
        who=fields.take("who").one_of(Who),
        questions=questions_from(fields.take("questions")),
        readers=readers.one_of(Readers) if readers else Readers.GROUP,
        rows=rows_from(rows) if rows else None,
    )
    fields.done()
    return writing


def _check(definition: Definition, sections: list[Section], name: str) -> None:
    """What no single line can show: double ids, references to nothing, minutes that do not add up."""
    known = {question.id for question in definition.preparation}
    phases: set[str] = set()
    for phase, section in zip(definition.phases, sections, strict=True):
        if phase.id in phases:
            raise ProtocolError(name, section.line, f"two phases have the id {phase.id!r}")
        phases.add(phase.id)
        for question in phase.asked():
            if question.id in known:
                raise ProtocolError(name, section.line, f"the question id {question.id!r} stands here twice")
            known.add(question.id)
        for question in phase.asked():
            _check_references(question, known, name, section.line)
    minutes = sum(phase.minutes for phase in definition.phases)
    if minutes != definition.total_minutes:
        fault = f"total_minutes says {definition.total_minutes}, the phases make {minutes}"
        raise ProtocolError(name, 2, fault)


def _check_references(question: Question, known: set[str], name: str, line: int) -> None:
    repeated = set(question.repeat.of) if question.repeat else set()
    for missing in sorted(repeated - known):
        fault = f"question {question.id!r} repeats {missing!r}, which is not asked before it"
        raise ProtocolError(name, line, fault)
    if question.type in WITH_OPTIONS and not (question.options or question.options_from):
        raise ProtocolError(name, line, f"question {question.id!r} needs options or options_from")
    source = question.options_from
    if source and source not in SOURCES_OF_CHOICES and not re.fullmatch(r"facet:[a-z_]+", source):
        raise ProtocolError(name, line, f"question {question.id!r} cannot draw its options from {source!r}")
