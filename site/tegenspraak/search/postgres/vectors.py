"""A document as PostgreSQL holds it: three columns of our own terms, which PostgreSQL does not stem again.

body          every term of the text with its places, for phrases: 'gezag':4C,17C
title         every term once more with what it weighs in the whole document ('gezag=3'), so that the index
              alone gives weights and no vector has to be read; and the terms of single fields ('=q7gezag')
autocomplete  the words of titles and their beginnings: 'gez' 'geza' 'gezag' '=q7gez'

The names of the columns are those of the search library. No plain text is stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from string import ascii_letters, digits
from typing import NamedTuple
from zlib import crc32

from ..documents import Document
from ..terms import Term

# What a term weighs in a document is rounded to one of these: as many questions to the index as there are.
LEVELS = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0)
# Of PostgreSQL: the last place that it knows, places of one term, bytes of one vector (with room to spare).
LAST_PLACE = 16_383
MOST_PLACES = 255
MOST_BYTES = 1_000_000
SIGNS = digits + ascii_letters
Lexemes = Iterable[tuple[str, Iterable[str]]]


class Vectors(NamedTuple):
    """The columns as PostgreSQL reads them, and the number of terms in the text."""

    title: str
    autocomplete: str
    body: str
    length: int


def vectors_of(document: Document) -> Vectors:
    """Takes a document, gives its columns. What is too long for PostgreSQL loses its end, not its place."""
    places = _places(document.text)
    return Vectors(
        title=_vector([*_levels(document.text), *_in_fields(document.fields)]),
        autocomplete=_vector([*_placed(document.titles), *_in_fields(document.title_fields)]),
        body=_vector(_placed(document.text)),
        length=sum(map(len, places.values())),
    )


def quoted(lexeme: str, suffix: str = "") -> str:
    """A lexeme as PostgreSQL reads it in a vector and in a question."""
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'{suffix}"


def weighing(term: str, level: int) -> str:
    """The lexeme of a term that weighs about `LEVELS[level]` in its document. No term has a "=" in it."""
    return f"{term}={level}"


def in_field(name: str, term: str) -> str:
    """The lexeme of a term in one field, whose name stands there in two signs. No term begins with "="."""
    high, low = divmod(crc32(name.encode()) % len(SIGNS) ** 2, len(SIGNS))
    return f"={SIGNS[high]}{SIGNS[low]}{term}"


def level_of(weight: float) -> int:
    """The number of the level that is nearest to a weight."""
    return min(range(len(LEVELS)), key=lambda level: abs(LEVELS[level] - weight))


def _levels(terms: Iterable[Term]) -> Iterator[tuple[str, Iterable[str]]]:
    weights: dict[str, float] = defaultdict(float)
    for term in terms:
        weights[term.text] += term.weight
    for text, weight in weights.items():
        yield weighing(text, level_of(weight)), ()


def _in_fields(fields: Mapping[str, list[Term]]) -> Iterator[tuple[str, Iterable[str]]]:
    for name, terms in fields.items():
        for text, places in _placed(terms):
            yield in_field(name, text), places


def _placed(terms: Iterable[Term]) -> Iterator[tuple[str, Iterable[str]]]:
    for text, places in _places(terms).items():
        first = sorted(places.items())[:MOST_PLACES]
        yield text, [f"{place}{_label(weight)}" for place, weight in first]


def _places(terms: Iterable[Term]) -> dict[str, dict[int, float]]:
    """For each term the places where it stands, with the most that it weighs there."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for term in terms:
        place = min(term.position + 1, LAST_PLACE)
        found[term.text][place] = max(found[term.text].get(place, 0.0), term.weight)
    return found


def _label(weight: float) -> str:
    """PostgreSQL knows four weights: parts of compounds, whole words, and those in fields that count more."""
    return "D" if weight < 1 else "C" if weight < 2 else "B" if weight < 5 else "A"


def _vector(lexemes: Lexemes) -> str:
    room, parts = MOST_BYTES, []
    for text, places in lexemes:
        suffix = ",".join(places)
        room -= len(text.encode()) + 4 + 2 * (suffix.count(",") + 1)
        if room < 0:
            break
        parts.append(quoted(text, f":{suffix}" if suffix else ""))
    return " ".join(parts)
