"""The reading half of the engine: keys with scores, and postings, for nobody in particular."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from . import nodes
from .documents import Document
from .gathered import (
    Family,
    Gathered,
    Mask,
    Numbers,
    Permits,
    Postings,
    Wanted,
    Weights,
    bare,
    in_row,
    starred,
)
from .kept import Kept
from .store import Store
from .whoosh_door import Searcher, index, query
from .writing import FIELD, TEXT, TITLE_FIELD, TITLES, index_in, new_generation, update

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")

READ_ATTEMPTS = 5
FEW = 1000  # documents whose keys are soon compared
KEPT_MB = 8  # of postings that were read before, for all threads together


class Hit(NamedTuple):
    """What the engine proposes: the key of a row, the models it is searched as, and how well it fits."""

    key: str
    labels: frozenset[str]
    score: float

    @property
    def pk(self) -> str:
        return self.key.partition(":")[2]


class Leaf(NamedTuple):
    """A part of the index, its first number, and what it is known by.

    The files of a part never change, only what was deleted from it.
    """

    reader: Any
    base: int
    state: tuple[str, int]


class Reading(NamedTuple):
    """One opened generation: the key column of its documents, and its parts."""

    generation: Path
    searcher: Searcher
    keys: Sequence[str]
    leaves: list[Leaf]


_kept = Kept(KEPT_MB * 1024 * 1024)


class Engine:
    """Reads and writes one store. Make one wherever it is needed: what is open is kept per thread."""

    _kept = threading.local()

    def __init__(self, store: Store) -> None:
        self.store = store

    def search(self, node: nodes.Node, names: Iterable[str] = ()) -> list[Hit]:
        """Everything that answers to `node`, best first; `names` are the fields to look in (none: all).

        Where there is no index, or a broken one, nothing answers.
        """
        wanted = _translate(node, tuple(names))
        return self._read(lambda reading: _hits(reading, wanted), nothing=[])

    def gather(self, wanted: Wanted) -> Gathered | None:
        """The postings of what is wanted; None where there is no index, or a broken one."""
        return self._read(lambda reading: _gathered(reading, wanted), nothing=None)

    def count(self) -> int:
        """How many documents the index holds."""
        return self._read(lambda reading: int(reading.searcher.reader().doc_count()), nothing=0)

    def digests(self) -> dict[str, str]:
        """Of every document the key and the digest of its terms."""
        return self._read(_digests, nothing={})

    def is_readable(self) -> bool:
        """Whether there is an index that can be opened."""
        for attempt in range(1, READ_ATTEMPTS + 1):
            try:
                return self._reading() is not None
            except Exception:  # what stands in a broken file can raise anything
                self._close()
                time.sleep(0.02 * attempt)
        return False

    def holds_deleted(self) -> bool:
        """Whether words of documents that were removed or replaced still stand in the files."""
        return self._read(lambda reading: bool(reading.searcher.reader().has_deletions()), nothing=False)

    def write(self, documents: Iterable[Document], gone: Iterable[str] = ()) -> None:
        """Adds or replaces `documents`, removes the keys `gone`. The caller holds `store.writing`."""
        generation = self.store.current()
        if generation is None:
            generation = new_generation(self.store)
            self.store.use(generation)
        update(generation, documents, gone)

    def _read(self, read: Callable[[Reading], Answer], nothing: Answer) -> Answer:
        """Reads, and tries again when a writer just removed the files that were being opened."""
        for attempt in range(1, READ_ATTEMPTS + 1):
            try:
                reading = self._reading()
                return nothing if reading is None else read(reading)
            except Exception as error:  # what stands in a broken file can raise anything
                self._close()
                if attempt == READ_ATTEMPTS:
                    fault = type(error).__name__
                    logger.error("The search index %s cannot be read: %s", self.store.root, fault)
                time.sleep(0.02 * attempt)
        return nothing

    def _reading(self) -> Reading | None:
        """What this thread has open on the newest state; None where nothing was ever written."""
        generation = self.store.current()
        if generation is None:
            return None
        kept: Reading | None = getattr(self._kept, "reading", None)
        if kept and kept.generation == generation and kept.searcher.up_to_date():
            return kept
        self._close()
        self._kept.reading = opened = _opened(generation)
        return opened

    def _close(self) -> None:
        kept: Reading | None = getattr(self._kept, "reading", None)
        self._kept.reading = None
        if kept:
            kept.searcher.close()


def _opened(generation: Path) -> Reading:
    """Opens one generation. Raises OutOfDateError when a writer replaced its files meanwhile."""
    searcher = index_in(generation).searcher()
    reader = searcher.reader()
    keys = reader.column_reader("key") if reader.doc_count_all() else ()
    # Whoosh takes a column whose file is gone for an empty one: what is still the newest was opened whole.
    # An index without documents has no generation to compare: it is empty, not broken.
    if reader.generation() is not None and not searcher.up_to_date():
        searcher.close()
        raise index.OutOfDateError
    leaves = [Leaf(leaf, base, _state(leaf)) for leaf, base in reader.leaf_readers() if leaf.doc_count_all()]
    return Reading(generation, searcher, keys, leaves)


def _digests(reading: Reading) -> dict[str, str]:
    stored = reading.searcher.reader().iter_docs()
    return {reading.keys[number].partition("\t")[0]: found.get("digest", "") for number, found in stored}


def _gathered(reading: Reading, wanted: Wanted) -> Gathered:
    leaves = reading.leaves
    if not leaves:
        return Gathered()
    rows = {term for row in wanted.rows for term in row}
    postings = {term: _postings(leaves, TEXT, term) for term in wanted.terms | rows}
    for beginning in wanted.beginnings:
        postings[starred(beginning)] = _postings(leaves, TITLES, beginning)
    return Gathered(
        total=int(reading.searcher.reader().doc_count()),
        postings={term: found for term, found in postings.items() if len(found.numbers)},
        rows={row: _in_row(leaves, row, postings) for row in wanted.rows},
        families=partial(_families, leaves),
        lengths=lambda numbers: _lengths(leaves)[numbers],
    )


def _postings(leaves: Sequence[Leaf], field: str, term: str | bytes) -> Postings:
    """Document numbers with the weight of the term there."""
    numbers, weights = [], []
    for leaf, base, state in leaves:
        inside, weighing = _kept.get((*state, field, term), partial(_postings_in, leaf, field, term))
        numbers.append(inside.astype(np.int64) + base)
        weights.append(weighing)
    return Postings(np.concatenate(numbers), np.concatenate(weights).astype(np.float64))


def _postings_in(leaf: Any, field: str, term: str | bytes) -> tuple[Any, Any]:
    numbers: list[int] = []
    weights: list[float] = []
    if (field, term) in leaf:
        matcher = leaf.postings(field, term)
        is_active, number, weight, step = matcher.is_active, matcher.id, matcher.weight, matcher.next
        while is_active():
            numbers.append(number())
            weights.append(weight())
            step()
    return np.array(numbers, np.int32), np.array(weights, np.float32)


def _lengths(leaves: Sequence[Leaf]) -> Weights:
    """The number of terms in each document, by its number."""
    found = [_kept.get((*state, TEXT), partial(_lengths_in, leaf))[0] for leaf, _base, state in leaves]
    return np.concatenate(found).astype(np.float64)


def _lengths_in(leaf: Any) -> tuple[Any]:
    numbers = range(leaf.doc_count_all())
    return (np.array([leaf.doc_field_length(number, TEXT, 1) or 1 for number in numbers], np.float32),)


def _state(leaf: Any) -> tuple[str, int]:
    segment = leaf.segment()
    return segment.segment_id(), hash(frozenset(segment.deleted_docs()))


def _in_row(leaves: Sequence[Leaf], row: tuple[str, ...], postings: dict[str, Postings]) -> NDArray[np.int64]:
    """The documents where the terms stand one after the other.

    All that hold the terms are read, whoever may see them: up to a number, what is hidden would push out
    what is not.
    """
    together = postings[row[0]].numbers
    for term in row[1:]:
        together = np.intersect1d(together, postings[term].numbers, assume_unique=True)
    state = tuple(leaf.state for leaf in leaves)
    return _kept.get((state, row), lambda: (_read_row(leaves, row, together.tolist()),))[0]


def _read_row(leaves: Sequence[Leaf], row: tuple[str, ...], together: list[int]) -> NDArray[np.int64]:
    return np.array(in_row(row, together, partial(_positions, leaves)), np.int64)


def _positions(leaves: Sequence[Leaf], term: str, numbers: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for leaf, base, _state_of_it in leaves:
        inside = [number - base for number in numbers if base <= number < base + leaf.doc_count_all()]
        if not inside or (TEXT, term) not in leaf:
            continue
        matcher = leaf.postings(TEXT, term)
        for number in inside:
            matcher.skip_to(number)
            found[base + number] = matcher.value_as("positions")
    return found


def _families(leaves: Sequence[Leaf], numbers: Numbers) -> Iterator[Family]:
    for leaf, base, state in leaves:
        first, last = np.searchsorted(numbers, (base, base + leaf.doc_count_all()))
        inside = numbers[first:last] - base
        # The keys of a part never change, whatever is deleted from it.
        part = (state[0], "keys")
        pks, of = _kept.get(part, partial(_keys_in, leaf))
        labels_of = of[inside]
        for one in np.unique(labels_of).tolist():
            own = inside[labels_of == one]
            mask = partial(_permitted, part, pks, own) if len(own) > FEW else None
            yield Family(_labels.named(one), own + base, pks, own, mask)


def _permitted(part: tuple[str, str], pks: Any, inside: Numbers, permits: Permits) -> Mask:
    """Which of these documents somebody may see.

    The database says it anew each time. Where it says the same as before, word for word, its long text is not
    taken apart once more.
    """
    whole = _kept.get((*part, permits.digest), lambda: (permits.mask(pks.tolist()),))[0]
    return whole[inside]


def _keys_in(leaf: Any) -> tuple[Any, Any]:
    """Of each document of a part its primary key, and the number of the models as which it is searched."""
    column = leaf.column_reader("key")
    split = [column[number].split("\t") for number in range(leaf.doc_count_all())]
    pks = [bare(key.partition(":")[2]) for key, *_labels_of_it in split]
    return np.array(pks), np.array([_labels.number(tuple(labels)) for _key, *labels in split], np.int32)


class Labels:
    """A number for each set of models, of which there are a few."""

    def __init__(self) -> None:
        self._sets: list[frozenset[str]] = []
        self._numbers: dict[frozenset[str], int] = {}
        self._lock = threading.Lock()

    def number(self, labels: Iterable[str]) -> int:
        key = frozenset(labels)
        with self._lock:
            if key not in self._numbers:
                self._sets.append(key)
                self._numbers[key] = len(self._sets) - 1
            return self._numbers[key]

    def named(self, number: int) -> frozenset[str]:
        return self._sets[number]


_labels = Labels()


def _hits(reading: Reading, wanted: query.Query) -> list[Hit]:
    hits = []
    for number, score in reading.searcher.search(wanted, limit=None).items():
        key, *labels = reading.keys[number].split("\t")
        hits.append(Hit(key, frozenset(labels), score))
    return hits


def _translate(node: nodes.Node, names: tuple[str, ...]) -> query.Query:
    """A question of ours as a question of Whoosh, in the fields with these names."""
    match node:
        case nodes.AllOf(parts):
            return query.And([_translate(part, names) for part in parts])
        case nodes.AnyOf(parts):
            return query.Or([_translate(part, names) for part in parts])
        case nodes.Without(part):
            return query.AndNot(query.Every(), _translate(part, names))
        case nodes.Everything():
            return query.Every()
        case nodes.Nothing():
            return query.NullQuery
    in_titles = not isinstance(node, nodes.Phrase) and node.in_titles
    leaves = [_leaf(node, field) for field in _fields(names, in_titles)]
    return leaves[0] if len(leaves) == 1 else query.Or(leaves)


def _leaf(node: nodes.Word | nodes.Start | nodes.Like | nodes.Phrase, field: str) -> query.Query:
    match node:
        case nodes.Phrase(terms, weight):
            return query.Phrase(field, list(terms), boost=weight)
        case nodes.Like(term, weight):
            return query.FuzzyTerm(field, term, boost=weight, maxdist=2 if len(term) > 5 else 1)
        case nodes.Start(letters, weight):
            # Every longer word stands there with its first three letters as well: few terms answer to "ve?".
            short = query.Term(field, letters, boost=weight)
            return query.Or([short, query.Wildcard(field, f"{letters}?", boost=weight)])
        case nodes.Word(term, weight):
            return query.Term(field, term, boost=weight)


def _fields(names: tuple[str, ...], in_titles: bool) -> list[str]:
    if not names:
        return [TITLES if in_titles else TEXT]
    return [(TITLE_FIELD if in_titles else FIELD) + name for name in names]
