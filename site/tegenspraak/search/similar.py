"""What is like a text: other cases beside a case, practice beside a lesson. Only what the reader may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from math import log
from typing import Any

from django.db.models import Model

from tegenspraak import dutch

from . import elsewhere, terms
from .find import Answered, Hit, hits_of, looked_up, scored_by
from .gathered import bare
from .permitted import Sight
from .question import Question, Slot, Way
from .registry import kinds_for
from .scoring import Scorer

MOST_TERMS = 25
MOST_LOOKED_UP = 50  # terms of which the rarest are chosen
LONGEST_TEXT = 20_000
SHORTEST_WORD = 5


@dataclass(frozen=True)
class Alike:
    """Something that is like a text, and how rare each term is that both hold."""

    hit: Hit
    rarities: Mapping[str, float]

    def words(self, most: int) -> list[str]:
        """Some words that both texts hold, the rarest first and of those the longest. As written here."""
        text = f"{self.hit.title}\n{self.hit.kind.text(self.hit.object)}"[:LONGEST_TEXT]
        written: dict[str, str] = {}
        for word in terms.content_words(text):
            if (term := terms.analyse(word).whole) in self.rarities:
                written.setdefault(term, word.lower())
        best = sorted(written, key=lambda term: (-self.rarities[term], -len(term), term))
        return [written[term] for term in best[:most]]


def similar(
    text: str, user: Any, kinds: Collection[str], limit: int = 5, without: Model | None = None
) -> list[Alike]:
    """Takes a text, who reads, and the names of kinds to look in; gives what is most like it, best first.

    The words of the text go nowhere but into this one question. `without` is the thing the text is of.
    """
    available = [kind for kind in kinds_for(user) if kind.name in kinds]
    counts = counted(text)
    if not available or not counts:
        return []
    gather, _is_limited = elsewhere.gatherer(user, available)
    question = Question("", tuple(Slot(term, (Way((term,)),)) for term in counts))
    permitted, scorer = looked_up(
        question, Sight(available, user), gather, without=bare(without.pk) if without else ""
    )
    telling = replace(question, slots=tuple(rarest(question.slots, counts, scorer)))
    found = scored_by(scorer, telling, permitted, [])
    return list(_alike(found, scorer, limit))


def counted(text: str) -> dict[str, int]:
    """How often the terms of a text stand in it: those of long words, and those that come back."""
    words = [word for word in terms.content_words(text[:LONGEST_TEXT]) if len(word) >= SHORTEST_WORD]
    counts = Counter(terms.analyse(word).whole for word in words if dutch.fold(word).isalpha())
    best = sorted(counts, key=lambda term: (-_weight(counts[term]) * len(term), term))
    return {term: counts[term] for term in best[:MOST_LOOKED_UP]}


def rarest(slots: Collection[Slot], counts: Mapping[str, int], scorer: Scorer) -> list[Slot]:
    """The terms that tell most: rare among what the reader may see, and often in the text."""
    met = [slot for slot in slots if scorer.is_met(slot)]
    worth = {slot: _weight(counts[slot.typed]) * scorer.rarity(slot.ways[0]) for slot in met}
    return sorted(met, key=lambda slot: (-worth[slot], -len(slot.typed), slot.typed))[:MOST_TERMS]


def _weight(count: int) -> float:
    return 1 + log(count)


def _alike(found: Answered, scorer: Scorer, limit: int) -> Iterator[Alike]:
    rows = found.permitted.read(found.best()[:limit])
    numbers = {(row.kind.name, row.pk): row.number for row in rows}
    for hit in hits_of(rows, found):
        ways = found.scored.ways(numbers[hit.kind.name, bare(hit.object.pk)])
        yield Alike(hit, {slot.typed: scorer.rarity(way) for slot, way in ways})
