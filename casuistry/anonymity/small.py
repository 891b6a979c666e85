"""Names and places that somebody typed without a capital."""

from collections.abc import Container, Iterator
from functools import lru_cache
from itertools import chain

from tegenspraak.dutch import is_ordinary, is_proper, split, stem
from tegenspraak.dutch.lexicon import lexicon

from .chains import UNKNOWN
from .findings import ASKS, Finding
from .people import (
    ARTICLES,
    CONJUNCTIONS,
    FAMILY,
    PREPOSITIONS,
    ROLE_OF,
    SMALL_WORDS,
    SPEAKING,
    TITLES,
    VERBS,
)
from .places import LABEL, PLACE_WORDS
from .reading import Reading, Token
from .vocabulary import is_listed_name, is_plain, is_term_word, origins

SHORTEST = 3
WITH = frozenset(("met", "door", "namens"))
SHORTEST_FOR_NAME = 4
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def small(reading: Reading) -> Iterator[Finding]:
    """Takes a reading, gives names that are no words ("youssef"), or words that act as one ("roos zei")."""
    for index, token in enumerate(reading.tokens):
        if not token.text[0].islower() or _is_sure_word(token):
            continue
        is_place = reading.before(index) in PLACE_WORDS and not is_listed_name(token.text)
        if _acts_as_name(reading, index):
            category = "place" if is_place else "person"
            suggestion = LABEL["place"] if is_place else UNKNOWN
            yield Finding(token.start, token.end, token.text, category, ASKS, suggestion)


def _is_sure_word(token: Token) -> bool:
    if split(token.text) or token.folded in TITLES | FAMILY:
        return True
    if (
        token.folded in SMALL_WORDS
        or token.folded in VERBS
        or token.folded in ROLE_OF
        or token.folded in origins()
    ):
        return True
    return is_term_word(token.text.capitalize()) or is_term_word(token.text.upper())


def _acts_as_name(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    is_listed = is_listed_name(token.text) or is_listed_name(token.bare)
    if is_plain(token.text) or is_plain(token.bare):
        return is_listed and (acts_as_subject(reading, index) or reading.before(index) in WITH)
    if len(token.bare) < SHORTEST or not token.text.isalpha():
        return False
    if is_listed or is_proper(token.text.capitalize()):
        return True
    if reading.after(index) in SPEAKING and reading.before(index) not in ARTICLES:
        return not _is_near(token.folded, ROLE_OF)
    stands_as_name = reading.after(index) in VERBS or reading.before(index) in PREPOSITIONS
    return stands_as_name and not _is_misspelt(token.folded)


@lru_cache(maxsize=16384)
def _is_misspelt(word: str) -> bool:
    """Whether an unknown word is one slip away from an ordinary one ("shcool"), or a form of one."""
    return len(word) < SHORTEST_FOR_NAME or is_ordinary(stem(word)) or _is_near(word, lexicon())


def _is_near(word: str, words: Container[str]) -> bool:
    """Whether one letter less, more, other or swapped makes this one of the words."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    shorter = (start + end[1:] for start, end in cuts if end)
    swapped = (start + end[1] + end[0] + end[2:] for start, end in cuts if len(end) > 1)
    other = (start + letter + end[1:] for start, end in cuts if end for letter in LETTERS)
    longer = (start + letter + end for start, end in cuts for letter in LETTERS)
    return any(slip in words for slip in chain(shorter, swapped, other, longer))


def acts_as_subject(reading: Reading, index: int) -> bool:
    """Whether an ordinary word stands where only a name can: bare before a verb ("maar roos zei")."""
    if reading.after(index) not in VERBS:
        return False
    return reading.tokens[index].is_opener or reading.before(index) in CONJUNCTIONS
