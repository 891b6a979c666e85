"""Dutch text to terms, for the index and for a question alike. No engine is known here.

A word gives its stem; a compound also gives the stems of its parts, at the same position and lighter, so that
"scheiding" finds "vechtscheiding" and the whole word still wins. Words such as "de" and "van" take no
position: a phrase reads over them.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tegenspraak import dutch

WHOLE_WEIGHT = 1.0
PART_WEIGHT = 0.5
LONGEST_TERM = 64
SHORTEST_PREFIX = 3
LONGEST_PREFIX = 15
_STOP_WORDS = """
aan al als altijd bij daar dan dat de der des deze die dit doch door dus een en er ge had heb heeft hem het
hier hij hoe hun iets ik in is ja je jij jou jouw kan kon maar me meer men met mij mijn moet na naar niet
niets nog nu of om omdat onder ons onze ook op over reeds te tegen toch toen tot u uit uw van veel voor waar
want waren was wat we wel werd wezen wie wij wil word wordt worden zal ze zei zelf zich zij zijn zo zou
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


class Term(NamedTuple):
    """A term at a place in the text; what weighs more counts for more."""

    text: str
    weight: float
    position: int


class Analysed(NamedTuple):
    """What one word stands for: its own stem, and the stems of the parts where it is a compound."""

    whole: str
    parts: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return (self.whole, *self.parts)


@lru_cache(maxsize=65536)
def analyse(word: str) -> Analysed:
    """Takes a word as it was written, gives its stems. Parts of parts are among the parts."""
    bare = dutch.fold(word).replace("-", "")
    whole = _stem(bare)
    parts = dict.fromkeys(_stem(part) for part in _all_parts(word))
    return Analysed(whole, tuple(part for part in parts if part and part != whole))


def _stem(word: str) -> str:
    return dutch.stem(word)[:LONGEST_TERM]


def _all_parts(word: str, depth: int = 2) -> Iterator[str]:
    for part in dutch.split(word):
        yield part
        if depth:
            yield from _all_parts(part, depth - 1)


@lru_cache(maxsize=65536)
def smallest_parts(word: str) -> tuple[str, ...]:
    """The stems of the parts that together make the word, no stop words; none where it is no compound."""
    return tuple(dict.fromkeys(_stem(part) for part in dutch.split(word) if not is_stop_word(part)))


def is_stop_word(word: str) -> bool:
    return dutch.fold(word) in STOP_WORDS


def content_words(text: str) -> list[str]:
    """The words of `text` as they were written, stop words left out."""
    return [word.text for word in dutch.words(text) if not is_stop_word(word.text)]


def index_terms(text: str, weight: float = WHOLE_WEIGHT, first: int = 0) -> Iterator[Term]:
    """Takes a text, its weight and the position of its first word; gives the terms to index."""
    for position, word in enumerate(content_words(text), start=first):
        analysed = analyse(word)
        yield Term(analysed.whole, weight, position)
        for part in analysed.parts:
            yield Term(part, weight * PART_WEIGHT, position)


def prefix_terms(text: str) -> Iterator[Term]:
    """Takes a short text (a title), gives each word and each beginning of it from three letters on."""
    for position, word in enumerate(spelled(text)):
        for end in range(SHORTEST_PREFIX, min(len(word), LONGEST_PREFIX + 1)):
            yield Term(word[:end], PART_WEIGHT, position)
        yield Term(word[:LONGEST_TERM], WHOLE_WEIGHT, position)


def spelled(text: str) -> Iterator[str]:
    """The words of `text` folded, not stemmed, stop words among them; of "GI-medewerker" also the pieces."""
    for word in dutch.words(text):
        folded = dutch.fold(word.text)
        yield folded
        if "-" in folded:
            yield from filter(None, folded.split("-"))


def as_prefix(word: str) -> str:
    """The term under which `prefix_terms` stored what begins with `word`."""
    return dutch.fold(word)[:LONGEST_PREFIX]
