"""The passage that shows why something was found, made from the object's own text, never from the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tegenspraak.dutch.text import WORD, fold

from .terms import analyse, in_capitals, is_stop_word

WORDS_SHOWN = 36
WORDS_BEFORE = 8
LONGEST_TEXT = 20_000  # characters of one text that are looked through


class Part(NamedTuple):
    """A piece of the passage, and whether it is what was searched for."""

    text: str
    is_match: bool


class Marks:
    """What to mark in texts: rows of terms. The words of one text are known again in the next.

    A row of one is marked everywhere, a longer one where it stands as a row; one with a star stands for all
    words that begin so. Stop words are never marked, and do not break a row.
    """

    def __init__(self, rows: Iterable[tuple[str, ...]]) -> None:
        given = set(rows)
        self._rows = [row for row in given if len(row) > 1]
        self._singles = {row[0] for row in given if len(row) == 1}
        self._beginnings = tuple(term[:-1] for term in self._singles if term.endswith("*"))
        self._known: set[str] = set()
        self._marked: set[str] = set()

    def in_words(self, words: Sequence[str]) -> list[int]:
        """The numbers of the words to mark."""
        new = set(words) - self._known
        self._known |= new
        terms = dict(zip(new, map(_terms_of, new), strict=True))
        self._marked.update(word for word, own in terms.items() if not self._singles.isdisjoint(own))
        if self._beginnings:
            own = (word for word in new if terms[word] and fold(word).startswith(self._beginnings))
            self._marked.update(own)
        found = [number for number, word in enumerate(words) if word in self._marked]
        return sorted({*found}.union(*_stretches(words, self._rows))) if self._rows else found


def snippet(text: str, marks: Marks) -> list[Part]:
    """Takes a text and what to mark in it, gives the passage where most of that stands together."""
    text = text[:LONGEST_TEXT]
    words = WORD.findall(text)
    if not words:
        return []
    matches = marks.in_words(words)
    first = max(0, _best_start(words, matches) - WORDS_BEFORE)
    last = min(first + WORDS_SHOWN, len(words)) - 1
    spans = list(_spans(text, words, first, last))
    begin = spans[0][0] if first else 0
    end = spans[-1][1] if last < len(words) - 1 else len(text)
    parts = _parts(text, begin, end, [spans[number - first] for number in matches if first <= number <= last])
    if first:
        parts.insert(0, Part("… ", False))
    return parts + [Part(" …", False)] if last < len(words) - 1 else parts


def _spans(text: str, words: Sequence[str], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Where the words from `first` to `last` stand. Between words stands nothing that a word can hold."""
    end = 0
    for word in words[:first]:
        end = text.index(word, end) + len(word)
    for word in words[first : last + 1]:
        start = text.index(word, end)
        end = start + len(word)
        yield start, end


def marked(title: str, marks: Marks) -> list[Part]:
    """Takes a short text, gives the whole of it with what to mark."""
    spans = [match.span() for match in WORD.finditer(title)]
    matches = marks.in_words([title[start:end] for start, end in spans])
    return _parts(title, 0, len(title), [spans[number] for number in matches])


def _stretches(words: Sequence[str], rows: Iterable[tuple[str, ...]]) -> Iterator[list[int]]:
    """The numbers of the words of each stretch that is one of these rows."""
    content = [(number, terms) for number, word in enumerate(words) if (terms := _terms_of(word))]
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        by_first.setdefault(row[0], []).append(row)
    for place, (_, first) in enumerate(content):
        for row in (row for term in first for row in by_first.get(term, ())):
            stretch = content[place : place + len(row)]
            if len(stretch) == len(row) and all(
                term in terms for term, (_, terms) in zip(row, stretch, strict=True)
            ):
                yield [number for number, _ in stretch]


@lru_cache(maxsize=8192)
def _terms_of(word: str) -> tuple[str, ...]:
    """The terms under which a word is found; none for a stop word that is no abbreviation either."""
    capitals = tuple(filter(None, [in_capitals(word)]))
    return capitals if is_stop_word(word) else (*capitals, *analyse(word).all)


def _best_start(words: Sequence[str], matches: list[int]) -> int:
    """The match from which the most different words fall within one passage."""
    best, most = 0, 0
    for place, number in enumerate(matches[:200]):
        near = [
            other
            for other in matches[place : place + WORDS_SHOWN]
            if other < number + WORDS_SHOWN - WORDS_BEFORE
        ]
        different = len({analyse(words[other]).whole for other in near})
        if different > most:
            best, most = number, different
    return best


def _parts(text: str, begin: int, end: int, matches: list[tuple[int, int]]) -> list[Part]:
    parts, at = [], begin
    for first, last in matches:
        parts += [Part(text[at:first], False), Part(text[first:last], True)]
        at = last
    return [part for part in [*parts, Part(text[at:end], False)] if part.text]
