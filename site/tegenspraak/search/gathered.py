"""What an engine gives for a question: which documents hold which of its terms. No engine is known here.

Nobody's rights are known either: what was gathered may hold what the asker may not see.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Weights = NDArray[np.float64]


class Family(NamedTuple):
    """Documents that are searched as the same models: their primary keys, without hyphens, and numbers."""

    labels: frozenset[str]
    pks: Sequence[str]
    numbers: Sequence[int]


class Postings(NamedTuple):
    """The documents that hold a term, by number, each once and rising; and the term's weight in each.

    A whole word weighs 1.0 each time, a part of a compound less, both times the boost of their field.
    """

    numbers: Numbers
    weights: Weights

    @classmethod
    def of(cls, weights: Mapping[int, float]) -> Postings:
        """From a weight for each number."""
        numbers = np.fromiter(sorted(weights), np.int64, len(weights))
        return cls(numbers, np.fromiter((weights[int(one)] for one in numbers), np.float64, len(numbers)))


@dataclass(frozen=True)
class Wanted:
    """What to gather: terms, rows of terms that stand one after the other, and beginnings of words.

    Beginnings are letters (folded, not stemmed) of words in titles (`terms.prefix_terms`).
    """

    terms: frozenset[str] = frozenset()
    rows: frozenset[tuple[str, ...]] = frozenset()
    beginnings: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Gathered:
    """The postings of what was wanted.

    `total` counts the documents of the index. `postings` has those of each term that stands anywhere, and of
    a beginning under `starred(beginning)`. `rows` has for each row of terms the documents where it stands.
    `families` says which rows some numbers stand for, `lengths` how many terms some documents have.
    `tail` are documents that answer but whose postings were not read, best first.
    """

    total: int = 0
    postings: Mapping[str, Postings] = field(default_factory=dict)
    rows: Mapping[tuple[str, ...], Collection[int] | Numbers] = field(default_factory=dict)
    families: Callable[[Numbers], Iterable[Family]] = lambda numbers: ()
    lengths: Callable[[Numbers], Weights] = lambda numbers: np.ones(len(numbers))
    tail: Sequence[int] = ()

    def numbers(self) -> Numbers:
        """Every document whose postings were read, rising."""
        if not self.postings:
            return np.empty(0, np.int64)
        return np.unique(np.concatenate([one.numbers for one in self.postings.values()]))


def in_row(
    row: Sequence[str],
    numbers: Iterable[int],
    places_of: Callable[[str, Sequence[int]], Mapping[int, Iterable[int]]],
) -> list[int]:
    """Those of these documents where the terms stand one after the other.

    `places_of` gives for a term and some documents the places where it stands. Each term is looked up only
    where those before it stand in a row.
    """
    starts = {number: set(places) for number, places in places_of(row[0], list(numbers)).items()}
    for distance, term in enumerate(row[1:], 1):
        places = places_of(term, list(starts))
        starts = {
            number: still
            for number, before in starts.items()
            if (still := before & {place - distance for place in places.get(number, ())})
        }
    return list(starts)


def bare(pk: object) -> str:
    """A primary key as both databases and the index can agree on: SQLite stores a UUID without hyphens."""
    return str(pk).replace("-", "")


def starred(beginning: str) -> str:
    """The name under which the postings of a beginning are given; no term has a star."""
    return f"{beginning}*"
