"""The writing half of the engine: the schema, and documents into a generation."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from .documents import Document
from .store import Store, seal
from .terms import Term
from .whoosh_door import OPTIMIZE, Searcher, fields, formats, index

WRITE_MEMORY_MB = 16  # more is no faster, and a web process writes too
TEXT, TITLES = "text", "titles"  # these hold every field together
FIELD, TITLE_FIELD = "f_", "t_"  # stand before the name of a single field


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


def schema_of_documents() -> fields.Schema:
    schema = fields.Schema(
        key=fields.ID(unique=True, sortable=True), digest=fields.STORED, **{TEXT: Terms(), TITLES: Terms()}
    )
    schema.add(f"{FIELD}*", Terms(), glob=True)
    schema.add(f"{TITLE_FIELD}*", Terms(), glob=True)
    return schema


def new_generation(store: Store) -> Path:
    """An empty index beside the one in use."""
    generation = store.new_generation()
    index.create_in(str(generation), schema_of_documents()).close()
    return generation


def index_in(generation: Path) -> Any:
    """An index of the engine. The schema is ours: the one that lies with the files names classes of then."""
    return index.open_dir(str(generation), schema=schema_of_documents())


def update(generation: Path, documents: Iterable[Document], gone: Iterable[str] = ()) -> None:
    """Writes what is new in one generation; what it holds already would only leave a deleted copy behind."""
    with index_in(generation).searcher() as searcher:
        there = [key for key in gone if _digest_in(searcher, key) is not None]
        news = (one for one in documents if _digest_in(searcher, one.key) != digest_of(one))
        first = next(news, None)
        if first or there:
            write_into(generation, chain([first] if first else [], news), there)


def _digest_in(searcher: Searcher, key: str) -> str | None:
    number = searcher.document_number(key=key)
    return None if number is None else searcher.stored_fields(number)["digest"]


def write_into(generation: Path, documents: Iterable[Document], gone: Iterable[str] = ()) -> None:
    """Adds or replaces documents in one generation, all or none of them."""
    # One file a segment would be read into the memory of each thread as a whole; loose files are not.
    writer = index_in(generation).writer(limitmb=WRITE_MEMORY_MB, compound=False)
    try:
        for key in gone:
            writer.delete_by_term("key", key)
        for document in documents:
            writer.update_document(**_row(document))
    except BaseException:
        writer.cancel()
        raise
    writer.commit()
    seal(generation)


def merge_deleted(generation: Path) -> None:
    """Writes the files anew that hold a deleted document, without it; all others stay as they are."""
    writer = index_in(generation).writer(limitmb=WRITE_MEMORY_MB, compound=False)
    writer.commit(mergetype=_those_with_deleted)
    seal(generation)


def _those_with_deleted(writer: Any, segments: list[Any]) -> list[Any]:
    OPTIMIZE(writer, [segment for segment in segments if segment.has_deletions()])
    return [segment for segment in segments if not segment.has_deletions()]


def digest_of(document: Document) -> str:
    """A fingerprint of all that the index keeps of a document; no word can be read from it."""
    names = sorted(document.fields), sorted(document.title_fields)
    terms = [tuple(term) for term in document.text + document.titles]
    parts = (document.labels, names, terms)
    return hashlib.blake2b(repr(parts).encode("utf-8", "backslashreplace"), digest_size=8).hexdigest()


def _row(document: Document) -> dict[str, Any]:
    row: dict[str, Any] = {
        "key": document.key,
        "_stored_key": "\t".join((document.key, *document.labels)),
        "digest": digest_of(document),
        TEXT: document.text,
        TITLES: document.titles,
    }
    row |= {FIELD + name: found for name, found in document.fields.items()}
    return row | {TITLE_FIELD + name: found for name, found in document.title_fields.items()}
