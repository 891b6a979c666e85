"""The one file that knows Whoosh. It stores documents and gives keys with scores, to nobody in particular.

Only what Whoosh 2.7 and its successors share is used: the engine can be changed here and nowhere else.
"""

from __future__ import annotations

import logging
import pickle
import struct
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from whoosh import fields, formats, index, query
from whoosh.searching import Searcher

from . import nodes
from .documents import Document
from .store import Store
from .terms import Term

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")

READ_ATTEMPTS = 5
WRITE_MEMORY_MB = 64
TEXT, TITLES = "text", "titles"  # these hold every field together
FIELD, TITLE_FIELD = "f_", "t_"  # stand before the name of a single field
BROKEN = (OSError, EOFError, struct.error, pickle.UnpicklingError, index.IndexError)


class Hit(NamedTuple):
    """What the engine proposes: the key of a row, the models it is searched as, and how well it fits."""

    key: str
    labels: frozenset[str]
    score: float

    @property
    def pk(self) -> str:
        return self.key.partition(":")[2]


class Reading(NamedTuple):
    """One opened generation, and the key column of its documents."""

    generation: Path
    searcher: Searcher
    keys: Sequence[str]


class Terms(fields.FieldType):
    """A field that takes our own terms as they are: no analyser of the engine touches them."""

    def __init__(self) -> None:
        super().__init__(format=formats.Positions(), analyzer=None, scorable=True)

    def index(self, value: Sequence[Term], **kwargs: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        positions: dict[str, set[int]] = defaultdict(set)
        weights: dict[str, float] = defaultdict(float)
        for term in value:
            positions[term.text].add(term.position)
            weights[term.text] += term.weight
        for text, places in positions.items():
            yield text.encode(), len(places), weights[text], self.format.encode(sorted(places))


def _schema() -> fields.Schema:
    schema = fields.Schema(key=fields.ID(unique=True, sortable=True), **{TEXT: Terms(), TITLES: Terms()})
    schema.add(f"{FIELD}*", Terms(), glob=True)
    schema.add(f"{TITLE_FIELD}*", Terms(), glob=True)
    return schema


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

    def knows(self, term: str) -> bool:
        """Whether any document holds `term`."""
        return self._read(lambda reading: (TEXT, term.encode()) in reading.searcher.reader(), nothing=False)

    def count(self) -> int:
        """How many documents the index holds."""
        return self._read(lambda reading: int(reading.searcher.reader().doc_count()), nothing=0)

    def write(self, documents: Iterable[Document], gone: Iterable[str] = ()) -> None:
        """Adds or replaces `documents`, removes the keys `gone`. The caller holds `store.writing`."""
        generation = self.store.current()
        if generation is None:
            generation = self.new_generation()
            self.store.use(generation)
        write_into(generation, documents, gone)

    def new_generation(self) -> Path:
        """An empty index beside the one in use."""
        generation = self.store.new_generation()
        index.create_in(str(generation), _schema()).close()
        return generation

    def _read(self, read: Callable[[Reading], Answer], nothing: Answer) -> Answer:
        """Reads, and tries again when a writer just removed the files that were being opened."""
        for attempt in range(1, READ_ATTEMPTS + 1):
            try:
                reading = self._reading()
                return nothing if reading is None else read(reading)
            except BROKEN as error:
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
    searcher = index.open_dir(str(generation), schema=_schema()).searcher()
    reader = searcher.reader()
    keys = reader.column_reader("key") if reader.doc_count_all() else ()
    # Whoosh takes a column whose file is gone for an empty one: what is still the newest was opened whole.
    if not searcher.up_to_date():
        searcher.close()
        raise index.OutOfDateError
    return Reading(generation, searcher, keys)


def write_into(generation: Path, documents: Iterable[Document], gone: Iterable[str] = ()) -> None:
    """Adds or replaces documents in one generation, all or none of them."""
    # One file a segment would be read into the memory of each thread as a whole; loose files are not.
    writer = index.open_dir(str(generation)).writer(limitmb=WRITE_MEMORY_MB, compound=False)
    try:
        for key in gone:
            writer.delete_by_term("key", key)
        for document in documents:
            writer.update_document(**_row(document))
    except BaseException:
        writer.cancel()
        raise
    writer.commit()


def _row(document: Document) -> dict[str, Any]:
    row: dict[str, Any] = {
        "key": document.key,
        "_stored_key": "\t".join((document.key, *document.labels)),
        TEXT: document.text,
        TITLES: document.titles,
    }
    row |= {FIELD + name: found for name, found in document.fields.items()}
    return row | {TITLE_FIELD + name: found for name, found in document.title_fields.items()}


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
    in_titles = isinstance(node, nodes.Word) and node.in_titles
    leaves = [_leaf(node, field) for field in _fields(names, in_titles)]
    return leaves[0] if len(leaves) == 1 else query.Or(leaves)


def _leaf(node: nodes.Word | nodes.Like | nodes.Phrase, field: str) -> query.Query:
    match node:
        case nodes.Phrase(terms, weight):
            return query.Phrase(field, list(terms), boost=weight)
        case nodes.Like(term, weight):
            return query.FuzzyTerm(field, term, boost=weight, maxdist=2 if len(term) > 5 else 1)
        case nodes.Word(term, weight):
            return query.Term(field, term, boost=weight)


def _fields(names: tuple[str, ...], in_titles: bool) -> list[str]:
    if not names:
        return [TITLES if in_titles else TEXT]
    return [(TITLE_FIELD if in_titles else FIELD) + name for name in names]
