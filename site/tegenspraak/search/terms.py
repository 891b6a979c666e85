"""Dutch text to terms, for the index and for a question alike. No engine is known here.

A word gives its stem; a compound also gives the stems of its parts, at the same position and lighter, so that
"scheiding" finds "vechtscheiding" and the whole word still wins. Words such as "de" and "van" take no
position: a phrase reads over them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tegenspraak import dutch
from tegenspraak.dutch.text import WORD

WHOLE_WEIGHT = 1.0
PART_WEIGHT = 0.5
LONGEST_TERM = 64
LONGEST_ABBREVIATION = 5
CAPITALS = "^"  # before the term of a word in capitals; no word has it
SHORTEST_PREFIX = 3
LONGEST_PREFIX = 15
MOST_JOINED = 4
LINKS = ("s", "en", "n", "e", "er")
USUAL_LINKS = ("s", "en")  # the others only in words of the list
# "pleegouder(s)", "kind(eren)": what stands between brackets is an ending and no word.
ENDING = re.compile(r"(?<=[^\W\d_])\((?:e?s|e?n|e|['\u2019]s|(?:e?r|n|d|t|s|m|k)en|t|je)\)", re.IGNORECASE)
# "s", "t" and "n" are what is left of "'s avonds", "'t" and "'n".
_STOP_WORDS = """
s t n
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


@lru_cache(maxsize=32768)
def analyse(word: str) -> Analysed:
    """Takes a word as it was written, gives its stems. Parts of parts are among the parts.

    Of a compound the whole ends in the stem of its last part, so that "uithuisgeplaatst" and
    "uithuis-plaatsing" have the same one.
    """
    *before, last = dutch.fold(word).split("-")
    whole = ("".join(before) + dutch.stem(last))[:LONGEST_TERM]
    parts = dict.fromkeys(_stem(part) for part in _all_parts(word))
    return Analysed(whole, tuple(part for part in parts if part and part != whole))


def _stem(word: str) -> str:
    return dutch.stem(word)[:LONGEST_TERM]


def _all_parts(word: str, depth: int = 2) -> Iterator[str]:
    for part in dutch.split(word):
        yield part
        if depth:
            yield from _all_parts(part, depth - 1)


@lru_cache(maxsize=4096)
def smallest_parts(word: str) -> tuple[str, ...]:
    """The stems of the parts that together make the word, no stop words; none where it is no compound."""
    return tuple(dict.fromkeys(_stem(part) for part in dutch.split(word) if not is_stop_word(part)))


def joined(words: Sequence[str]) -> tuple[str, ...]:
    """Takes two to four typed words, gives the whole terms of the compounds that they make as one word.

    Each linking letter is tried ("opvoeding ondersteuning" is "opvoedingsondersteuning"); what the word list
    has comes first.
    """
    written = [dutch.fold(word).replace("-", "") for word in words]
    if not 2 <= len(written) <= MOST_JOINED or not all(word.isalpha() for word in written):
        return ()
    compounds = dict(_compounds(written))
    known = [word for word in compounds if dutch.is_ordinary(word)]
    likely = [word for word, is_usual in compounds.items() if is_usual and dutch.split(word)]
    return tuple(dict.fromkeys(map(_stem, (*known, *likely))))


def _compounds(written: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The words as one, with one linking letter at most, none beside a stop word; and if that is usual."""
    yield "".join(written), True
    for place in range(1, len(written)):
        if not STOP_WORDS.isdisjoint(written[place - 1 : place + 1]):
            continue
        for link in LINKS:
            is_usual = link in USUAL_LINKS and not written[place - 1].endswith(("s", "en"))
            yield "".join((*written[:place], link, *written[place:])), is_usual


def is_stop_word(word: str) -> bool:
    return (word.lower() if word.isascii() else dutch.fold(word)) in STOP_WORDS


def content_words(text: str) -> list[str]:
    """The words of `text` as they were written, stop words and endings between brackets left out."""
    return [word for word in WORD.findall(ENDING.sub("", text)) if not is_stop_word(word)]


def index_terms(text: str, weight: float = WHOLE_WEIGHT, first: int = 0) -> Iterator[Term]:
    """Takes a text, its weight and the position of its first word; gives the terms to index."""
    part_weight = weight * PART_WEIGHT
    position = first
    for word in WORD.findall(ENDING.sub("", text)):
        if term := in_capitals(word):
            yield Term(term, weight, position)
        if is_stop_word(word):
            continue
        whole, parts = analyse(word)
        yield Term(whole, weight, position)
        for part in parts:
            yield Term(part, part_weight, position)
        position += 1


def in_capitals(word: str) -> str:
    """The term of a short word that was written in capitals ("OM", "ZIN"); nothing for any other word.

    It stands beside the word's own terms, so that an abbreviation can be told from an ordinary word.
    """
    is_short = 2 <= len(word) <= LONGEST_ABBREVIATION and word.isalpha() and word.isupper()
    return CAPITALS + dutch.fold(word) if is_short else ""


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
