"""Stems: what is left of a Dutch word without its inflection, each step checked against the word list.

A word outside the list, and no compound either, is left to Snowball's Dutch stemmer. Of a compound the last
part is taken back and the rest stays as it is ("uithuisgeplaatst" and "uithuisplaatsing": "uithuisplaats").
"""

import threading
from functools import lru_cache

import Stemmer

from . import inflections
from .compounds import split
from .exceptions import STEMS
from .text import fold

LONGEST_STEMMED = 64
SHORTEST_REST = 3
_own = threading.local()  # a Snowball stemmer must not be shared by threads


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Takes a word in any case, gives its folded stem ("kinderen" and "Kind" both give "kind")."""
    folded = fold(word)
    if len(folded) > LONGEST_STEMMED or not folded.isalpha():
        return _snowball(folded[:LONGEST_STEMMED]) if "'" not in folded else _bare(folded)
    return (
        STEMS.get(folded)
        or inflections.strong(folded)
        or _separable(folded)
        or _reduced(folded)
        or _unknown(folded)
    )


def _bare(word: str) -> str:
    """ "baby's" and "foto's" lose their ending, "zo'n" does not."""
    return STEMS.get(word) or stem(word.removesuffix("'s")) if word.endswith("'s") else _snowball(word)


def _separable(word: str) -> str:
    """A particle and the stem of the rest: "opgevangen" and "opvangt" give "opvang"."""
    if not word.startswith(inflections.PARTICLES):
        return ""
    for particle in inflections.PARTICLES:
        rest = word.removeprefix(particle)
        if rest != word and len(rest) >= SHORTEST_REST:
            if inflections.has(word) and (inflections.is_infinitive(rest) or inflections.is_infinitive(word)):
                return particle + inflections.root_of(rest)
            if root := inflections.strong_after(particle, rest):
                return root
            if root := inflections.participle_after(particle, rest):
                return root
            if len(rest) > SHORTEST_REST and _is_rest(rest):
                return particle + stem(rest)
    return ""


def _is_rest(word: str) -> bool:
    return inflections.has(word) or bool(inflections.present(word) or inflections.nominal(word))


def _reduced(word: str) -> str:
    """The word without its endings, as far as the list knows what is left; of a compound the last part so."""
    left, is_verb = inflections.base(word)
    if not is_verb and left not in STEMS and (parts := split(left)):
        return left.removesuffix(parts[-1]) + stem(parts[-1])
    return left if left != word else ""


def _unknown(word: str) -> str:
    return word if inflections.has(word) else _snowball(word)


def _snowball(word: str) -> str:
    if not hasattr(_own, "stemmer"):
        _own.stemmer = Stemmer.Stemmer("dutch")
    try:
        stemmed: str = _own.stemmer.stemWord(word)
    except UnicodeEncodeError:  # half a surrogate pair, in text that was damaged on its way
        return word
    return stemmed
