"""The passage that shows why something was found, made from the object's own text, never from the index."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from tegenspraak import dutch

from .terms import analyse, in_capitals, is_stop_word

WORDS_SHOWN = 36
WORDS_BEFORE = 8
LONGEST_TEXT = 20_000  # characters of one text that are looked through


class Part(NamedTuple):
    """A piece of the passage, and whether it is what was searched for."""

    text: str
    is_match: bool


def snippet(text: str, marked: Collection[tuple[str, ...]]) -> list[Part]:
    """Takes a text and what to mark in it, gives the passage where most of that stands together.

    `marked` holds rows of terms: a row of one is marked everywhere, a longer one where it stands as a row.
    """
    text = text[:LONGEST_TEXT]
    words = list(dutch.words(text))
    if not words:
        return []
    matches = _matches(words, marked)
    first = max(0, _best_start(words, matches) - WORDS_BEFORE)
    last = min(first + WORDS_SHOWN, len(words)) - 1
    begin = words[first].start if first else 0
    end = words[last].end if last < len(words) - 1 else len(text)
    parts = _parts(text, begin, end, [words[number] for number in matches if first <= number <= last])
    if first:
        parts.insert(0, Part("… ", False))
    return parts + [Part(" …", False)] if last < len(words) - 1 else parts


def marked(title: str, marked_terms: Collection[tuple[str, ...]]) -> list[Part]:
    """Takes a short text, gives the whole of it with what to mark."""
    words = list(dutch.words(title))
    return _parts(title, 0, len(title), [words[number] for number in _matches(words, marked_terms)])


def _matches(words: list[dutch.Word], marked: Collection[tuple[str, ...]]) -> list[int]:
    """The numbers of the words to mark. Stop words are never marked, and do not break a row."""
    content = [(number, terms) for number, word in enumerate(words) if (terms := _terms_of(word.text))]
    singles = {row[0] for row in marked if len(row) == 1}
    rows: dict[str, list[tuple[str, ...]]] = {}
    for row in marked:
        if len(row) > 1:
            rows.setdefault(row[0], []).append(row)
    found = set()
    for place, (number, terms) in enumerate(content):
        if not singles.isdisjoint(terms):
            found.add(number)
        for row in (row for term in terms for row in rows.get(term, ())):
            stretch = content[place : place + len(row)]
            if len(stretch) == len(row) and all(
                term in terms for term, (_, terms) in zip(row, stretch, strict=True)
            ):
                found.update(number for number, _ in stretch)
    return sorted(found)


@lru_cache(maxsize=32768)
def _terms_of(word: str) -> tuple[str, ...]:
    """The terms under which a word is found; none for a stop word that is no abbreviation either."""
    capitals = tuple(filter(None, [in_capitals(word)]))
    return capitals if is_stop_word(word) else (*capitals, *analyse(word).all)


def _best_start(words: list[dutch.Word], matches: list[int]) -> int:
    """The match from which the most different words fall within one passage."""
    best, most = 0, 0
    for place, number in enumerate(matches[:200]):
        near = [
            other
            for other in matches[place : place + WORDS_SHOWN]
            if other < number + WORDS_SHOWN - WORDS_BEFORE
        ]
        different = len({analyse(words[other].text).whole for other in near})
        if different > most:
            best, most = number, different
    return best


def _parts(text: str, begin: int, end: int, matches: list[dutch.Word]) -> list[Part]:
    parts, at = [], begin
    for word in matches:
        parts += [Part(text[at : word.start], False), Part(text[word.start : word.end], True)]
        at = word.end
    return [part for part in [*parts, Part(text[at:end], False)] if part.text]
