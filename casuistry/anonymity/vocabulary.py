"""What is known: the terms of the field, first names of many origins, and words of origin."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from tegenspraak.dutch import fold, is_ordinary, is_word, split, words

DATA = Path(__file__).with_name("data")
LONG_ENOUGH_FOR_A_COMPOUND = 12


def _lines(name: str) -> list[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def labelled(name: str) -> dict[str, str]:
    """Takes the name of a data file with lines "label: words", gives the label of each word, folded."""
    labels: dict[str, str] = {}
    label = ""
    for line in _lines(name):
        if not line.startswith(" "):
            label, _, line = line.partition(":")
        labels |= {fold(word): label for word in line.split()}
    return labels


def entries(name: str) -> list[tuple[str, str]]:
    """Takes the name of a data file with lines "label: entry; entry", gives each entry after its label."""
    found: list[tuple[str, str]] = []
    label = ""
    for line in _lines(name):
        if not line.startswith(" "):
            label, _, line = line.partition(":")
        found += [(label, entry.strip()) for entry in line.split(";") if entry.strip()]
    return found


@cache
def word_list(name: str) -> frozenset[str]:
    """Takes the name of a data file with words, gives them."""
    return frozenset(word for line in _lines(name) for word in line.split())


def first_names() -> frozenset[str]:
    """First names of many origins, folded."""
    return word_list("first_names.txt")


def origins() -> frozenset[str]:
    """Countries and adjectives of origin, folded."""
    return word_list("origins.txt")


@cache
def known_terms() -> dict[str, list[tuple[str, ...]]]:
    """The terms of the field as tuples of words, longest first, under their first word."""
    return index_terms(term.strip() for line in _lines("known_terms.txt") for term in line.split(";"))


def index_terms(terms: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """Takes terms, gives them as tuples of words, longest first, under their first word."""
    index: dict[str, list[tuple[str, ...]]] = {}
    for term in terms:
        parts = tuple(word.text for word in words(term))
        if parts:
            index.setdefault(parts[0], []).append(parts)
    for tuples in index.values():
        tuples.sort(key=len, reverse=True)
    return index


@lru_cache(maxsize=16384)
def is_term_word(word: str) -> bool:
    """Whether this one word is a term, a term with an ending ("GI's"), or a compound with one in front."""
    terms = known_terms()
    if (word,) in terms.get(word, ()):
        return True
    stem = re.sub(r"(?:['’](?:s|en|er|ers))$", "", word)
    if stem != word and is_term_word(stem):
        return True
    first, _, rest = word.partition("-")
    return bool(rest) and rest.islower() and (is_term_word(first) or (first.isupper() and is_word(first)))


@lru_cache(maxsize=16384)
def is_listed_name(word: str) -> bool:
    """Whether this is a first name of the list ("Youssef", "Gerrit-Jan")."""
    folded = fold(word)
    return folded in first_names() or ("-" in folded and folded.split("-")[0] in first_names())


@lru_cache(maxsize=16384)
def is_plain(word: str) -> bool:
    """Whether this, in lower case, is ordinary Dutch, or a long compound of ordinary Dutch."""
    lower = word.lower().replace("’", "'")
    if is_ordinary(lower):
        return True
    if "-" in lower:
        return all(is_ordinary(part) or part.isdigit() for part in lower.split("-") if part)
    return len(lower) >= LONG_ENOUGH_FOR_A_COMPOUND and not is_word(word) and len(split(lower)) > 1
