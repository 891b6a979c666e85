"""Find in all kinds. The engine proposes; title, count and passage come from what `visible_to(user)` gives.

The index follows after the commit: a test that saves inside a transaction calls `rebuild_search` first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from modelsearch.backends import get_search_backend

from tegenspraak import dutch

from .backend import SearchBackend, fetched, permitted_among
from .documents import label_of
from .question import Question, ask
from .registry import Kind, kinds_for
from .snippet import Part, snippet

MOST_PROPOSALS = 500  # of a backend that is not ours, for each kind and tier


class Rank(NamedTuple):
    """The smaller the better: the tier that answered, then the score."""

    tier: int
    score: float


@dataclass(frozen=True)
class Hit:
    kind: Kind
    object: Any
    title: str
    url: str
    snippet: list[Part]


@dataclass(frozen=True)
class Found:
    """One page of what was found; `counts` has the number of each kind, asked for or not."""

    query: str
    hits: list[Hit]
    total: int
    counts: dict[str, int]
    page: int
    per_page: int

    @property
    def pages(self) -> int:
        return -(-self.total // self.per_page)

    @property
    def has_next(self) -> bool:
        return self.page < self.pages

    @property
    def has_previous(self) -> bool:
        return self.page > 1


class Candidate(NamedTuple):
    rank: Rank
    kind: Kind
    pk: Any


def find(
    query: str, user: Any, kinds: Iterable[str] | None = None, page: int = 1, per_page: int = 20
) -> Found:
    """Takes what was typed, who asks, and the names of kinds to show (none: all). Any text is answered."""
    available = kinds_for(user)
    question, proposals = _proposals(query, available)
    permitted = {kind.name: _permitted(kind, user, proposals.get(kind.name, {})) for kind in available}
    wanted = set(permitted if kinds is None else kinds)
    ranked = sorted(
        chain.from_iterable(found for name, found in permitted.items() if name in wanted),
        key=lambda candidate: (candidate.rank, str(candidate.pk)),
    )
    page = max(page, 1)
    shown = ranked[(page - 1) * per_page : page * per_page]
    counts = {name: len(found) for name, found in permitted.items()}
    return Found(query, _hits(shown, user, question), len(ranked), counts, page, per_page)


def _proposals(query: str, kinds: Collection[Kind]) -> tuple[Question, dict[str, dict[str, Rank]]]:
    """The question, and for each kind the primary keys (as text) that the engine proposes."""
    backend = get_search_backend()
    if isinstance(backend, SearchBackend):
        question = ask(query, backend.engine.knows)
        return question, _from_our_engine(backend, question, kinds)
    question = ask(query, dutch.is_word)
    return question, {kind.name: _from_another(backend, question, kind) for kind in kinds}


def _from_our_engine(
    backend: SearchBackend, question: Question, kinds: Collection[Kind]
) -> dict[str, dict[str, Rank]]:
    proposals: dict[str, dict[str, Rank]] = {kind.name: {} for kind in kinds}
    names = {label_of(kind.model): kind.name for kind in kinds}
    for tier, node in enumerate(question.tiers()):
        for hit in backend.propose(node):
            for label in hit.labels & names.keys():
                proposals[names[label]].setdefault(hit.pk, Rank(tier, -hit.score))
    return proposals


def _from_another(backend: Any, question: Question, kind: Kind) -> dict[str, Rank]:
    """Scores of another backend are no measure across kinds: its order is."""
    proposals: dict[str, Rank] = {}
    for tier, query in enumerate(question.search_queries()):
        found = backend.search(query, kind.model._default_manager.all())[:MOST_PROPOSALS]
        for place, obj in enumerate(found):
            proposals.setdefault(str(obj.pk), Rank(tier, place))
    return proposals


def _permitted(kind: Kind, user: Any, proposals: dict[str, Rank]) -> list[Candidate]:
    if not proposals:
        return []
    permitted = permitted_among(kind.visible_to(user), proposals)
    return [Candidate(proposals[text], kind, pk) for text, pk in permitted.items()]


def _hits(shown: list[Candidate], user: Any, question: Question) -> list[Hit]:
    """The objects of one page, fetched through `visible_to` once more: one query for each kind."""
    objects: dict[tuple[str, Any], Any] = {}
    for kind in {candidate.kind for candidate in shown}:
        pks = [candidate.pk for candidate in shown if candidate.kind is kind]
        objects |= {(kind.name, obj.pk): obj for obj in fetched(kind.visible_to(user), pks)}
    marked = question.marked_terms()
    return [
        _hit(candidate.kind, objects[candidate.kind.name, candidate.pk], marked)
        for candidate in shown
        if (candidate.kind.name, candidate.pk) in objects
    ]


def _hit(kind: Kind, obj: Any, marked: Collection[tuple[str, ...]]) -> Hit:
    return Hit(kind, obj, kind.title(obj), kind.url(obj), snippet(kind.text(obj), marked))
