"""Words and folding: the same for whoever searches and whoever guards names."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# A combining mark belongs to the letter before it.
WORD = re.compile(
    r"[^\W_]++(?:[\u0300-\u036f]++[^\W_]*+)*+(?:['\u2019\-\u2010\u2011](?:[^\W_]++|[\u0300-\u036f]++)++)*+"
)
# Letters that Unicode does not take apart into a base letter and an accent.
UNDIVIDED = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'")
    | dict.fromkeys("\u2010\u2011", "-")
)


class Word(NamedTuple):
    """A word and where it stands: `original[start:end] == text`."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Takes any text, gives it in lower case without accents ("Casuïstiek" gives "casuistiek")."""
    if text.isascii():
        return text.lower().replace("`", "'")
    taken_apart = unicodedata.normalize("NFKD", text.lower().translate(UNDIVIDED))
    return "".join(letter for letter in taken_apart if not unicodedata.combining(letter))


def words(text: str) -> Iterator[Word]:
    """Takes any text, gives its words in order; apostrophes and hyphens inside a word stay in it."""
    for match in WORD.finditer(text):
        yield Word(match.group(), match.start(), match.end())


def whole_words(text: str, longest: int) -> str:
    """The beginning of a text: at most so many signs, and no half word at its end.

    Of a text without any place to cut, as many signs as may be.
    """
    if len(text) <= longest:
        return text
    beginning = text[:longest]
    half = next((word for word in words(text[: longest + 2]) if word.end > longest), None)
    return beginning[: half.start].rstrip() or beginning if half else beginning.rstrip()
