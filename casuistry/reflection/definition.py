"""What a protocol is made of: phases, kinds of writers, questions. Plain data, no database.

A reflection keeps the definition as it was when it started, so everything here can be written as JSON
(`as_data`) and read back (`from_data`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    INTERVISION = "intervision"
    DEVILS_ADVOCATE = "devils_advocate"
    INCIDENT = "incident"
    GOOD_PRACTICE = "good_practice"


class Certainty(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Counts(StrEnum):
    """Whether taking part counts as reflection for the professional register."""

    YES = "yes"
    WITH_PERSONAL_LAYER = "with_personal_layer"
    NORMATIVE = "normative_dimension"
    ONLY_REFLECTION_PART = "only_reflection_part"


class Presenter(StrEnum):
    """What the person who brings the case does in a phase."""

    SPEAKS = "speaks"
    LISTENS = "listens"
    OUTSIDE = "outside"


class Who(StrEnum):
    """A kind of writers."""

    ALL = "all"
    PRESENTER = "presenter"
    PARTICIPANTS = "participants"
    FACILITATOR = "facilitator"
    ADVOCATE = "advocate"

    def includes(self, role: str) -> bool:
        """Whether somebody with `role` ("presenter", "facilitator" or "participant") is of this kind."""
        return self is Who.ALL or self.value.removesuffix("s") == role


class Readers(StrEnum):
    """Who may read an answer once it is revealed; its writer always may."""

    GROUP = "group"
    PRESENTER = "presenter"
    SELF = "self"


class QuestionKind(StrEnum):
    OPEN = "open"
    FACTUAL = "factual"


class QuestionType(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    SCALE = "scale"
    CHOICE = "choice"
    SEVERAL = "several"
    LIST = "list"
    CHECKLIST = "checklist"
    YES_NO = "yes_no"
    DATE = "date"
    AGREEMENT = "agreement"
    ACTIONS = "actions"


TYPED_BY_HAND = {QuestionType.TEXT, QuestionType.LONG_TEXT, QuestionType.LIST}
WITH_OPTIONS = {QuestionType.CHOICE, QuestionType.SEVERAL, QuestionType.CHECKLIST}
SOURCES_OF_CHOICES = ("participants", "contributions", "sentences")


@dataclass(frozen=True)
class Scale:
    lowest: int
    highest: int
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Repeat:
    """A question is asked once per earlier answer (`of` names the questions) or per participant."""

    per: str
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rows:
    """The questions of a kind of writers are asked in rows; `fixed` options of question `by` always stand."""

    by: str = ""
    fixed: tuple[str, ...] = ()
    most: int | None = None


@dataclass(frozen=True)
class Question:
    id: str
    label: str
    type: QuestionType
    help: str = ""
    readers: Readers | None = None
    options: tuple[tuple[str, str], ...] = ()
    options_from: str = ""
    scale: Scale | None = None
    repeat: Repeat | None = None
    only_without_case: bool = False
    not_the_first_time: bool = False


@dataclass(frozen=True)
class Writing:
    """One kind of writers in a phase, with their own questions."""

    who: Who
    questions: tuple[Question, ...]
    readers: Readers = Readers.GROUP
    rows: Rows | None = None

    def readers_of(self, question: Question) -> Readers:
        return question.readers or self.readers


@dataclass(frozen=True)
class Phase:
    id: str
    title: str
    minutes: int
    presenter: Presenter
    writers: tuple[Writing, ...]
    instructions: str = ""
    rule: str = ""
    blind: bool = False
    question_kind: QuestionKind | None = None
    minutes_proposed: bool = False

    def asked(self) -> list[Question]:
        """Every question of the phase, in order, whoever writes."""
        return [question for writing in self.writers for question in writing.questions]

    def asked_of(self, role: str) -> list[tuple[Writing, Question]]:
        """The questions for somebody with `role`, each with the kind of writers it belongs to."""
        mine = [writing for writing in self.writers if writing.who.includes(role)]
        return [(writing, question) for writing in mine for question in writing.questions]


@dataclass(frozen=True)
class Role:
    name: str
    task: str


@dataclass(frozen=True)
class Source:
    name: str
    seen_on: str
    what: str = ""


@dataclass(frozen=True)
class Definition:
    title: str
    kind: Kind
    purpose: str
    group: tuple[int, int]
    total_minutes: int
    counts_as_reflection: Counts
    certainty: Certainty
    certainty_note: str
    roles: tuple[Role, ...]
    sources: tuple[Source, ...]
    phases: tuple[Phase, ...]
    preparation: tuple[Question, ...] = ()
    explanation: str = ""
    warning: str = ""
    rule: str = ""
    several_meetings: bool = False

    def as_data(self) -> dict[str, Any]:
        """The definition as plain JSON data."""
        return asdict(self)

    def for_case(self) -> Definition:
        """The definition as a reflection on a case asks it.

        A chosen case has answered some questions already, and a reflection has no earlier meeting to look
        back on. A phase that is left without questions stays, so that the group sees that it is skipped.
        """
        return replace_questions(
            self, lambda question: not (question.only_without_case or question.not_the_first_time)
        )


def replace_questions(definition: Definition, is_asked: Callable[[Question], bool]) -> Definition:
    """`definition` with only the questions for which `is_asked(question)` holds; no phase is dropped."""

    def kept(questions: tuple[Question, ...]) -> tuple[Question, ...]:
        return tuple(question for question in questions if is_asked(question))

    def of_phase(phase: Phase) -> Phase:
        writers = tuple(replace(writing, questions=kept(writing.questions)) for writing in phase.writers)
        return replace(phase, writers=tuple(writing for writing in writers if writing.questions))

    return replace(
        definition,
        preparation=kept(definition.preparation),
        phases=tuple(of_phase(phase) for phase in definition.phases),
    )


def from_data(data: dict[str, Any]) -> Definition:
    """The definition that `as_data` wrote. Raises KeyError, TypeError or ValueError on other data."""
    return Definition(
        **{
            **data,
            "kind": Kind(data["kind"]),
            "counts_as_reflection": Counts(data["counts_as_reflection"]),
            "certainty": Certainty(data["certainty"]),
            "group": (data["group"][0], data["group"][1]),
            "roles": tuple(Role(**role) for role in data["roles"]),
            "sources": tuple(Source(**source) for source in data["sources"]),
            "phases": tuple(_phase(phase) for phase in data["phases"]),
            "preparation": tuple(_question(question) for question in data["preparation"]),
        }
    )


def _phase(data: dict[str, Any]) -> Phase:
    kind = data["question_kind"]
    return Phase(
        **{
            **data,
            "presenter": Presenter(data["presenter"]),
            "question_kind": QuestionKind(kind) if kind else None,
            "writers": tuple(_writing(writing) for writing in data["writers"]),
        }
    )


def _writing(data: dict[str, Any]) -> Writing:
    rows = data["rows"]
    return Writing(
        who=Who(data["who"]),
        questions=tuple(_question(question) for question in data["questions"]),
        readers=Readers(data["readers"]),
        rows=Rows(**{**rows, "fixed": tuple(rows["fixed"])}) if rows else None,
    )


def _question(data: dict[str, Any]) -> Question:
    repeat, scale = data["repeat"], data["scale"]
    return Question(
        **{
            **data,
            "type": QuestionType(data["type"]),
            "readers": Readers(data["readers"]) if data["readers"] else None,
            "options": tuple((key, label) for key, label in data["options"]),
            "scale": Scale(**scale) if scale else None,
            "repeat": Repeat(repeat["per"], tuple(repeat["of"])) if repeat else None,
        }
    )
