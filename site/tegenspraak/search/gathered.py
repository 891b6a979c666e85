"""What an engine gives for a question: which documents hold which of its terms. No engine is known here.

Nobody's rights are known either: what was gathered may hold what the asker may not see.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Weights = NDArray[np.float64]


Mask = NDArray[np.bool_]
CLOSE = 1000  # so many numbers for each one that is met still lie close together


class Permits:
    """Primary keys that somebody may see, as the database gave them: in one text, commas between them."""

    def __init__(self, text: str) -> None:
        self.text = bare(text)

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(self.text.split(","))

    @cached_property
    def digest(self) -> bytes:
        """Tells these keys from any others, at a tenth of the cost of taking the text apart."""
        return hashlib.sha256(self.text.encode()).digest()

    def mask(self, pks: Iterable[str]) -> Mask:
        """Which of these primary keys are among them."""
        return np.fromiter(map(self.keys.__contains__, pks), np.bool_)


@dataclass(frozen=True)
class Family:
    """Documents that are searched as the same models: their numbers, and where in `column` their keys stand.

    The keys are without hyphens. `mask`, where an engine has a faster way, tells which somebody may see.
    """

    labels: frozenset[str]
    numbers: Numbers
    column: NDArray[np.str_]
    places: Numbers
    mask: Callable[[Permits], Mask] | None = None

    @classmethod
    def of(cls, labels: frozenset[str], numbers: Sequence[int], pks: Sequence[str]) -> Family:
        """From a primary key for each number."""
        return cls(labels, np.array(numbers, np.int64), np.array(pks, np.str_), np.arange(len(numbers)))

    @property
    def pks(self) -> list[str]:
        found: list[str] = self.column[self.places].tolist()
        return found

    def permitted(self, permits: Permits) -> Family:
        """Those that somebody may see."""
        return self._where(self.mask(permits) if self.mask else permits.mask(self.pks))

    def only(self, numbers: Numbers) -> Family:
        """Those that have one of these numbers."""
        return self._where(np.isin(self.numbers, numbers))

    def without(self, pk: str) -> Family:
        """All but the one with this primary key."""
        return self._where(self.column[self.places] != pk)

    def _where(self, mask: Mask) -> Family:
        return Family(self.labels, self.numbers[mask], self.column, self.places[mask])


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
        return rising([one.numbers for one in self.postings.values()])


def rising(parts: Sequence[Numbers]) -> Numbers:
    """All numbers of these, each once. Where they lie close together, as mostly, nothing has to be sorted."""
    numbers = np.concatenate([np.empty(0, np.int64), *parts])
    if not len(numbers):
        return numbers
    first, last = int(numbers.min()), int(numbers.max())
    if last - first > CLOSE * len(numbers):
        return np.unique(numbers)
    met = np.zeros(last - first + 1, np.bool_)
    met[numbers - first] = True
    return np.flatnonzero(met) + first


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
