"""How well a document fits a question: BM25 over places instead of words. No engine, no database.

Each place of the question takes the best of its ways, so that other names and parts of a compound help where
the word itself is missing, and never drown a document that has it. What fills more of the question counts
for more. Only documents that the asker may see take part, in the frequencies of words too: what is hidden
tells nothing, not even by the order of the rest.
After Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009).
"""

from __future__ import annotations

import math

import numpy as np

from .gathered import Gathered, Mask, Numbers, Weights
from .question import Question, Slot, Way

K1 = 1.2
B = 0.5
SHARE_SHOWN = 0.5  # what fills less of the question is an answer only where there are few better
FEW = 20
USUAL = 10_000  # documents that a word is rare among, where fewer answer: what else there is, is not told
WELL = 0.5  # a place filled so wholly counts for what the words of a question are worth


class Scored:
    """Documents with their score, best first, and the ways by which each fills the places.

    `filled` has for each place the number of the way of each document, in the order of `scores`; -1 for none.
    """

    def __init__(self, scores: dict[int, float], slots: tuple[Slot, ...], filled: list[Numbers]) -> None:
        self.scores, self.slots, self._filled = scores, slots, filled
        self._places = {number: place for place, number in enumerate(scores)}

    def numbers_of_ways(self, number: int) -> tuple[int, ...]:
        """By which way this document fills each place, -1 for none; nothing for one that does not answer."""
        place = self._places.get(number)
        return () if place is None else tuple(int(filled[place]) for filled in self._filled)

    def ways(self, number: int) -> list[tuple[Slot, Way]]:
        """How this document answers, place by place."""
        ways = zip(self.slots, self.numbers_of_ways(number), strict=False)
        return [(slot, slot.ways[way]) for slot, way in ways if way >= 0]


class Scorer:
    """Scores what was gathered and is permitted; other documents do not exist for it."""

    def __init__(self, gathered: Gathered, permitted: Numbers) -> None:
        self.gathered = gathered
        every = gathered.numbers()
        self.numbers: Numbers = every[np.isin(every, permitted)]
        self.total = max(len(self.numbers), USUAL)
        lengths = gathered.lengths(self.numbers) if len(self.numbers) else np.ones(0)
        average = float(lengths.mean()) if len(lengths) else 1.0
        self._norms: Weights = K1 * (1 - B + B * lengths / max(average, 1.0))
        self._values: dict[str, Weights] = {}

    def score(self, question: Question) -> Scored:
        by_way = [self._by_way(slot) for slot in question.slots]
        ranked, shares, order = self._ranked(question.slots, by_way)
        shown = shares[order] >= SHARE_SHOWN
        shown[:FEW] = True
        order = order[shown]
        scores = {int(self.numbers[at]): float(ranked[at]) for at in order}
        return Scored(scores, question.slots, [self._best_ways(values, order) for values in by_way])

    def frequency(self, way: Way) -> int:
        """How many documents hold all terms of this way."""
        return int(np.count_nonzero(self._fits(way)))

    def is_met(self, slot: Slot) -> bool:
        """Whether any document holds the word of this place as it was typed."""
        return any(self._fits(way).any() for way in slot.ways if way.is_plain)

    def _ranked(
        self, slots: tuple[Slot, ...], by_way: list[list[Weights]]
    ) -> tuple[Weights, Weights, Numbers]:
        """Score and filled share of every document, and the places of those that answer, best first."""
        scores, covered = np.zeros(len(self.numbers)), np.zeros(len(self.numbers))
        answers, whole = np.ones(len(self.numbers), np.bool_), 0.0
        for slot, ways in zip(slots, by_way, strict=True):
            values, filled = self._filled(slot, ways)
            worth = _idf(self.total, int(np.count_nonzero(filled >= WELL)))
            scores += values
            covered += worth * filled
            whole += worth if filled.any() else 0.0  # a word that stands nowhere says nothing of the others
            if slot.is_required:
                answers &= filled > 0
        shares = np.minimum(covered / (whole or 1.0), 1.0)
        ranked = scores * shares
        order = np.flatnonzero(answers & (scores > 0))
        return ranked, shares, order[np.argsort(-ranked[order], kind="stable")]

    def _filled(self, slot: Slot, by_way: list[Weights]) -> tuple[Weights, Weights]:
        """How well each document fills this place, by the best of its ways; and how wholly, from 0 to 1."""
        best, filled = np.zeros(len(self.numbers)), np.zeros(len(self.numbers))
        for way, values in zip(slot.ways, by_way, strict=True):
            np.maximum(best, values, out=best)
            np.maximum(filled, (values > 0) * way.weight, out=filled)
        return best, filled

    def _by_way(self, slot: Slot) -> list[Weights]:
        """How well each way fits each document; none weighs more than the word as it was typed."""
        rarities = [self.rarity(way) for way in slot.ways]
        plain = max(
            (rarity for way, rarity in zip(slot.ways, rarities, strict=True) if way.is_plain), default=0.0
        )
        return [
            self._saturated(way) * way.weight * (min(rarity, plain) if plain else rarity)
            for way, rarity in zip(slot.ways, rarities, strict=True)
        ]

    def _best_ways(self, by_way: list[Weights], order: Numbers) -> Numbers:
        """For each of these documents the number of the way by which it fills the place best; -1 for none."""
        if not by_way:
            return np.full(len(order), -1)
        values = np.stack(by_way)[:, order]
        return np.where(values.max(axis=0) > 0, values.argmax(axis=0), -1)

    def rarity(self, way: Way) -> float:
        """What a way weighs here: its terms together, or, where they must stand in a row, the row."""
        if way.in_row:
            return _idf(self.total, self.frequency(way))
        return sum(_idf(self.total, int(np.count_nonzero(self._value(term)))) for term in way.terms)

    def _fits(self, way: Way) -> Mask:
        """Which documents hold all terms of a way, in a row where that is asked."""
        if way.in_row:
            row = np.fromiter(self.gathered.rows.get(way.terms, ()), np.int64)
            return np.isin(self.numbers, row)
        fits = np.ones(len(self.numbers), np.bool_)
        for term in way.terms:
            fits &= self._value(term) > 0
        return fits

    def _saturated(self, way: Way) -> Weights:
        """From 0 to 1: how much each document that fits is about it."""
        if len(way.terms) == 1 and not way.in_row:
            return self._value(way.terms[0])
        together = sum(self._value(term) for term in way.terms) / len(way.terms)
        return np.where(self._fits(way), together, 0.0)

    def _value(self, term: str) -> Weights:
        if term not in self._values:
            values = np.zeros(len(self.numbers))
            if postings := self.gathered.postings.get(term):
                here = np.isin(postings.numbers, self.numbers, assume_unique=True)
                at = np.searchsorted(self.numbers, postings.numbers[here])
                weights = postings.weights[here]
                values[at] = weights / (weights + self._norms[at])
            self._values[term] = values
        return self._values[term]


def _idf(total: int, frequency: int) -> float:
    return math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
