"""Find in all kinds. The engine proposes; title, count, facet and passage come from `visible_to(user)`.

The index follows after the commit: a test that saves inside a transaction calls `rebuild_search` first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

from . import elsewhere, terms
from .facets import Facets, Narrowed, ShownFacet
from .gathered import Gathered, bare
from .permitted import Permitted, Row, Sight, permitted_among
from .question import Guess, Question, Slot, Way, ask, marks
from .registry import Kind, kinds_for
from .scoring import Scored, Scorer
from .snippet import Marks, Part, marked, snippet

MOST_GUESSED = 6  # words of a question for which others are tried: each takes up to a tenth of a second
MOST_NARROWED = 20  # values of one facet that are looked at


class Via(NamedTuple):
    """Another name that was searched too: what was typed, and what it is also called."""

    typed: str
    meant: str


class Correction(NamedTuple):
    """A word that stands nowhere, and the word that was searched instead."""

    typed: str
    used: str


@dataclass(frozen=True)
class Hit:
    """`via` has other names than what was typed by which it was found."""

    kind: Kind
    object: Any
    title: str
    url: str
    snippet: list[Part]
    title_parts: list[Part] = field(default_factory=list)
    date: datetime | None = None
    via: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """One page of what was found; `counts` has the number of each kind, asked for or not.

    `is_limited` where there is no index: only what everybody may read whole was looked through.
    """

    query: str
    hits: list[Hit]
    total: int
    counts: dict[str, int]
    page: int
    per_page: int
    facets: list[ShownFacet] = field(default_factory=list)
    via: list[Via] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    is_limited: bool = False

    @property
    def pages(self) -> int:
        return -(-self.total // self.per_page)

    @property
    def has_next(self) -> bool:
        return self.page < self.pages

    @property
    def has_previous(self) -> bool:
        return self.page > 1


class Answered(NamedTuple):
    """A question after the database spoke: what may be seen, with its scores."""

    question: Question
    permitted: Permitted
    scored: Scored
    corrections: list[Correction]

    def best(self) -> list[int]:
        """The numbers of what answers, best first."""
        scores = self.scored.scores
        rows = self.permitted.rows(scores)
        return sorted(scores, key=lambda number: (-scores[number], rows[number]))


def find(
    query: str,
    user: Any,
    kinds: Iterable[str] | None = None,
    page: int = 1,
    per_page: int = 20,
    narrowed: Narrowed | None = None,
    newest_first: bool = False,
    typing: bool = False,
) -> Found:
    """Takes what was typed, who asks, and the names of kinds to show (none: all). Any text is answered.

    `narrowed` has for the name of a facet the values of which one must fit. `typing` where the last word may
    be half a word.
    """
    available = kinds_for(user)
    gather, is_limited = elsewhere.gatherer(user, available)
    found = answered(ask(query, typing), Sight(available, user), gather)
    rows = found.permitted.read(found.best())
    facets = Facets(available, rows, _few(narrowed or {}))
    kept = facets.kept(rows)
    wanted = None if kinds is None else set(kinds)
    ordered = _of(wanted, kept)
    if newest_first:
        ordered.sort(key=lambda row: row.date, reverse=True)
    page = max(page, 1)
    shown = ordered[(page - 1) * per_page : page * per_page]
    return Found(
        query=query,
        hits=hits_of(shown, found),
        total=len(ordered),
        counts={kind.name: 0 for kind in available} | Counter(row.kind.name for row in kept),
        page=page,
        per_page=per_page,
        facets=facets.shown(_of(wanted, rows)),
        via=_via(found, ordered),
        corrections=found.corrections,
        is_limited=is_limited,
    )


def _of(wanted: set[str] | None, rows: list[Row]) -> list[Row]:
    return list(rows) if wanted is None else [row for row in rows if row.kind.name in wanted]


def _few(narrowed: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    return {name: list(values)[:MOST_NARROWED] for name, values in narrowed.items()}


def answered(question: Question, sight: Sight, gather: elsewhere.Gatherer) -> Answered:
    """The question answered; where a word stands nowhere, by the word that was meant."""
    permitted, scorer = looked_up(question, sight, gather)
    unknown = [slot for slot in question.slots if slot.may_be_wrong and not scorer.is_met(slot)]
    guessed = _guessed(question, unknown[:MOST_GUESSED])
    corrections: list[Correction] = []
    if any(slot.guesses for slot in guessed.slots):
        permitted, scorer = looked_up(guessed, sight, gather)
        question, corrections = _corrected(guessed, scorer)
    return scored_by(scorer, question, permitted, corrections)


def scored_by(
    scorer: Scorer, question: Question, permitted: Permitted, corrections: list[Correction]
) -> Answered:
    scored = scorer.score(question)
    scored.scores.update(_tail(permitted, scorer, scored))
    return Answered(question, permitted, scored, corrections)


def _guessed(question: Question, unknown: list[Slot]) -> Question:
    """The question with what may have been meant by these words."""
    guesses = {slot: slot.guessed(question.names) for slot in unknown}
    return replace(question, slots=tuple(guesses.get(slot, slot) for slot in question.slots))


def looked_up(
    question: Question, sight: Sight, gather: elsewhere.Gatherer, without: str = ""
) -> tuple[Permitted, Scorer]:
    """What may be seen of what holds anything of the question; `without` a bare primary key."""
    gathered = gather(question) if question.slots else Gathered()
    permitted = permitted_among(sight, gathered).without(without)
    return permitted, Scorer(gathered, permitted.numbers)


def _corrected(question: Question, scorer: Scorer) -> tuple[Question, list[Correction]]:
    """Each doubtful word replaced by the nearest one that stands in something permitted."""
    slots, corrections = [], []
    for slot in question.slots:
        if guess := _best_guess(slot, scorer):
            corrections.append(Correction(slot.typed, guess.word))
            slots.append(slot.corrected(guess))
        else:
            slots.append(replace(slot, guesses=()))
    return replace(question, slots=tuple(slots)), corrections


def _best_guess(slot: Slot, scorer: Scorer) -> Guess | None:
    known = [
        guess
        for guess in slot.guesses
        if scorer.frequency(guess.ways[0]) and not terms.is_stop_word(guess.word)
    ]
    return min(
        known,
        key=lambda guess: (guess.distance, slot.guesses.index(guess) // 3, -scorer.frequency(guess.ways[0])),
        default=None,
    )


def _tail(permitted: Permitted, scorer: Scorer, scored: Scored) -> dict[int, float]:
    """What an engine found but gave no postings of: after all else, in its own order."""
    seen = permitted.rows(scorer.gathered.tail)
    return {
        number: -float(place)
        for place, number in enumerate(scorer.gathered.tail)
        if number in seen and number not in scored.scores
    }


def _via(answered: Answered, rows: Sequence[Row]) -> list[Via]:
    """Other names than those typed by which one of these rows was found."""
    found: dict[Via, None] = {}
    for row in rows[:200]:
        for slot, way in answered.scored.ways(row.number):
            if way.meant:
                found[Via(slot.typed, way.meant)] = None
    return list(found)


def hits_of(shown: Sequence[Row], answered: Answered) -> list[Hit]:
    """The objects of one page, fetched through `visible_to` once more: one query for each kind."""
    objects: dict[tuple[str, str], Any] = {}
    for kind in {row.kind.name: row.kind for row in shown}.values():
        pks = [row.pk for row in shown if row.kind is kind]
        for obj in answered.permitted.sight.of(kind).filter(pk__in=pks):
            objects[kind.name, bare(obj.pk)] = obj
    hits: list[Hit] = []
    answers: dict[tuple[int, ...], Answers] = {}  # most hits of a page answer in the same few ways
    for row in shown:
        by = answered.scored.numbers_of_ways(row.number)
        if by not in answers:
            answers[by] = Answers.by(answered.scored.ways(row.number))
        if obj := objects.get((row.kind.name, row.pk)):
            hits.append(_hit(row.kind, obj, answers[by]))
    return hits


class Answers(NamedTuple):
    """What shows why some hits were found: what to mark in their texts, and the names that were not typed.

    What was typed is marked, and that by which these answered; not what another one would have by.
    """

    marks: Marks
    via: list[str]

    @classmethod
    def by(cls, ways: Sequence[tuple[Slot, Way]]) -> Answers:
        plain = [way for slot, _way in ways for way in slot.ways if way.is_plain]
        shown = marks([*(way for _slot, way in ways), *plain])
        return cls(Marks(shown), list(dict.fromkeys(way.meant for _slot, way in ways if way.meant)))


def _hit(kind: Kind, obj: Any, answers: Answers) -> Hit:
    title = kind.title(obj)
    return Hit(
        kind=kind,
        object=obj,
        title=title,
        url=kind.url(obj),
        snippet=snippet(kind.text(obj), answers.marks),
        title_parts=marked(title, answers.marks),
        date=getattr(obj, kind.date) if kind.date else None,
        via=answers.via,
    )
