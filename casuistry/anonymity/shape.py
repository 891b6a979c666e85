"""Whether a word that nobody knows has the shape of a name ("yusra") or of Dutch ("belafspraak").

How likely its letters follow each other in names and in Dutch words, three by three; the table comes from
`build_shape.py`. Not a verdict: a slip of the keyboard can look like a name, and Fenna like a Dutch word.
"""

import re
from collections.abc import Container
from functools import cache, lru_cache
from itertools import chain

from tegenspraak.dutch import fold, is_ordinary, stem
from tegenspraak.dutch.lexicon import lexicon

from .vocabulary import DATA, word_list

TABLE = DATA / "shape.bin"
EDGE = "`"  # stands right before "a" and marks where a word begins and ends
SIZE = 27
SCALE = 16
MIDDLE = 128
LONGEST = 16
# With these begin many long names of the Horn of Africa and the Arab world; the rest of the name varies.
BEGINNINGS = (
    "gebre",
    "ghebre",
    "haile",
    "tekle",
    "welde",
    "wolde",
    "habte",
    "tesfa",
    "abdel",
    "abdul",
    "abdi",
    "letek",
)
BONUS = 8.0
VOWELS = frozenset("aeiouy")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST_TO_KNOW, LONG = 4, 8
PARTICIPLE = re.compile(r"(?:ge|her|ont|ver)[a-z]{2,12}(?:t|d|de|te)")  # geappt, gechilld


def triples(word: str) -> list[str]:
    """Takes a folded word, gives its letters three by three, with its edges."""
    marked = EDGE * 2 + word + EDGE
    return [marked[place : place + 3] for place in range(len(marked) - 2)]


def place_of(triple: str) -> int:
    """Where three letters stand in the table."""
    first, second, third = (ord(letter) - ord(EDGE) for letter in triple)
    return (first * SIZE + second) * SIZE + third


@cache
def _table() -> bytes:
    return TABLE.read_bytes()


@lru_cache(maxsize=16384)
def likeness(word: str) -> float:
    """Takes a word, gives how much it is shaped like a name: above 0 more like a name than like Dutch."""
    letters = "".join(letter for letter in fold(word) if letter in LETTERS)
    if not 2 <= len(letters) <= LONGEST or not set(letters) & VOWELS:
        return -99.0
    known = BONUS if letters.startswith(BEGINNINGS) else 0.0
    return known + sum((_table()[place_of(triple)] - MIDDLE) / SCALE for triple in triples(letters))


@lru_cache(maxsize=16384)
def is_misspelt(word: str) -> bool:
    """Whether an unknown word is one slip away from a word that everybody uses, or has the form of a verb."""
    if len(word) < SHORTEST_TO_KNOW or is_ordinary(stem(word)) or PARTICIPLE.fullmatch(word):
        return True
    return is_near(word, word_list("common.txt")) or (len(word) >= LONG and is_near(word, lexicon()))


def is_near(word: str, words: Container[str]) -> bool:
    """Whether one letter less, more, other or swapped makes this one of the words."""
    if len(word) > LONGEST:
        return False
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    shorter = (start + end[1:] for start, end in cuts if end)
    swapped = (start + end[1] + end[0] + end[2:] for start, end in cuts if len(end) > 1)
    other = (start + letter + end[1:] for start, end in cuts if end for letter in LETTERS)
    longer = (start + letter + end for start, end in cuts for letter in LETTERS)
    return any(slip in words for slip in chain(shorter, swapped, other, longer))
