"""Which words somebody can have meant by a word that is not in the list.

Letters that sound alike in Dutch ("d" and "t", "ei" and "ij") count for less than a letter hit by accident.
A compound that the list lacks is taken apart: one side is a known part, the other one is corrected.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import log2

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .compounds import LINKS, PARTICLES, can_begin, can_end, split
from .inflections import has, present
from .lexicon import lexicon
from .stems import stem
from .text import fold

SHORTEST, LONGEST = 4, 48
SHORTEST_FOR_TWO = 6
LONGEST_TWICE = 16
MOST_WEIGHED = 40
SOUND_SHARE = 0.6  # how much of the distance is in what one hears
LOOSE = 0.75  # what a compound costs that is made up here
MORE_PARTS = 0.2
FARTHEST = 3.5
STRANGE = 0.5  # what another first letter costs
OWN_SHARE = 0.8  # the words that a caller brings are likelier
ONE_SLIP = 1.2  # one letter, or two that make no difference to the ear
GOOD = 0.75  # with a distance up to this the search can stop
LIKE_FIRST = {"c": "ks", "k": "c", "s": "zc", "z": "s", "f": "v", "v": "f", "y": "i", "i": "y", "q": "k"}
# What is written for one another; of each the first for the second and the other way round.
_CONFUSED = "d/t dt/t dt/d ei/ij au/ou ch/g s/z f/v c/k ck/k i/ie i/y c/s ks/x f/ph t/th e/en"
CONFUSED = [pair.split("/") for pair in _CONFUSED.split()]
SAME_SOUND = {"ou": "au", "au": "ou", "ei": "ij", "ij": "ei"}
VOWELS = "aeiou"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
# What sounds alike is written alike before it is compared; in this order.
SOUNDS = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"ph", "f"),
        (r"(?<=[a-z])tie", "sie"),
        (r"[tr]h", lambda match: match[0][0]),
        (r"sch(?=[bcdfghjklmnpqstvwxz]|$)", "s"),
        (r"ch|gh", "g"),
        (r"qu|kw", "kw"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"ck|c", "k"),
        (r"ij|y(?![a-z])", "ei"),
        (r"ou|ouw|auw", "au"),
        (r"ie|y", "i"),
        (r"z", "s"),
        (r"v", "f"),
        (r"(?<=.)d?t$|(?<=.)d$", "t"),
        (r"dt|d(?=[sfkptg])", "t"),
        (r"b$", "p"),
        (r"(?<=.{3}e)n(?=[bcdfghjklmnpqrstvwxz])", ""),
        (r"(.)\1+", r"\1"),
    )
]


@dataclass(frozen=True, slots=True)
class Correction:
    """A folded word, and how far it is from what was typed, in halves: 0.5 sounds alike, 1 is one slip."""

    word: str
    distance: float


def corrections(word: str, extra: Iterable[str] = (), limit: int = 8) -> list[Correction]:
    """Takes a word and words that are right besides those of the list; gives what may be meant, best first.

    The word itself is left out. Of a compound of known parts only what is one letter away is given, and no
    other form of it.
    """
    typed = fold(word).strip("-'")
    if not SHORTEST <= len(typed) <= LONGEST or not typed.isalpha() or not typed.isascii():
        return []
    is_right = has(typed) or bool(split(typed))
    found = _found(typed, [one for one in map(fold, extra) if one.isalpha()], is_right)
    ranked = sorted(found, key=lambda one: (found[one] - _weight(one), one))
    meant = stem(typed) if is_right else ""
    others = (one for one in ranked if one != typed and (not meant or stem(one) != meant))
    return [Correction(one, round(2 * found[one]) / 2) for one in islice(others, limit)]


def _found(typed: str, own: list[str], is_right: bool) -> dict[str, float]:
    edits = 1 if len(typed) < SHORTEST_FOR_TWO else 2
    found = _near(typed, edits)
    _keep_best(found, _by_ear(typed))
    _keep_best(found, ((word, distance * OWN_SHARE) for word, distance in _weighed(typed, own, edits)))
    if is_right:
        found = {word: distance for word, distance in found.items() if distance <= ONE_SLIP}
    if min(found.values(), default=FARTHEST) > GOOD:
        made = dict(_compounds(typed, depth=0)) or dict(_compounds(typed, depth=1))
        farthest = ONE_SLIP + LOOSE / 2 if is_right else FARTHEST
        _keep_best(found, ((one, distance) for one, distance in made.items() if distance <= farthest))
    if not found:
        _keep_best(found, ((one, 1 + STRANGE) for one in _other_first(typed) if has(one)))
    return found


def _keep_best(found: dict[str, float], more: Iterable[tuple[str, float]]) -> None:
    for word, distance in more:
        found[word] = min(distance, found.get(word, distance))


def _by_ear(typed: str) -> Iterator[tuple[str, float]]:
    """Words of the list, and compounds, that only sound like this one, with one or two confusions."""
    once = set(_respelled(typed))
    twice = {word for one in once for word in _respelled(one)} if len(typed) <= LONGEST_TWICE else set()
    right = [word for word in once if has(word) or split(word)] + [word for word in twice - once if has(word)]
    parts = split(typed)
    if parts and typed[len(parts[0])] != "s":
        right.append(typed[: len(parts[0])] + "s" + typed[len(parts[0]) :])
    for word in right:
        yield word, _distance(typed, word) + (0 if has(word) else LOOSE)


def _respelled(word: str) -> Iterator[str]:
    for pair in CONFUSED:
        for written, meant in (pair, pair[::-1]):
            at = word.find(written)
            while at >= 0:
                yield word[:at] + meant + word[at + len(written) :]
                at = word.find(written, at + 1)
    for at in range(1, len(word)):
        if word[at] == word[at - 1]:
            yield word[:at] + word[at + 1 :]
        else:
            yield word[:at] + word[at - 1] + word[at:]


def _near(typed: str, edits: int) -> dict[str, float]:
    """Words of the list with nearly these letters: first those with a likely beginning, then all with the
    same first letter."""
    found = dict(_weighed(typed, _starting(_beginnings(typed)), edits))
    if min(found.values(), default=FARTHEST) > GOOD:
        _keep_best(found, _weighed(typed, _starting({typed[0]}), edits))
    return found


def _beginnings(typed: str) -> set[str]:
    """Two letters with which the word that was meant may begin."""
    first, second, third = typed[0], typed[1], typed[2]
    found = {first + second, first + third, second + first}
    if second in VOWELS:
        found |= {first + vowel for vowel in VOWELS}
    if typed.startswith("ch"):
        found.add("g" + third)
    found |= {SAME_SOUND.get(first + second, first + second)}
    return found | {other + second for other in LIKE_FIRST.get(first, "")}


def _starting(beginnings: Iterable[str]) -> list[str]:
    words: list[str] = []
    for beginning in beginnings:
        words += _beginning_with(beginning) if len(beginning) > 1 else lexicon().starting_with(beginning)
    return words


@lru_cache(maxsize=16)  # lists of thousands of words
def _beginning_with(two_letters: str) -> list[str]:
    return lexicon().starting_with(two_letters)


def _weighed(typed: str, words: list[str], edits: int) -> Iterator[tuple[str, float]]:
    """The words within so many edits, with the distance that counts sounds too."""
    near = process.extract(typed, words, scorer=OSA.distance, score_cutoff=edits, limit=MOST_WEIGHED)
    for word, distance, _ in near:
        if distance and word.isalpha():
            yield word, _distance(typed, word)


def _distance(typed: str, word: str) -> float:
    """What one sees and, for the larger share, what one hears."""
    heard = OSA.distance(_sound(typed), _sound(word))
    return (1 - SOUND_SHARE) * OSA.distance(typed, word) + SOUND_SHARE * heard


@lru_cache(maxsize=256)
def _sound(word: str) -> str:
    for pattern, instead in SOUNDS:
        word = pattern.sub(instead, word)
    return word


def _weight(word: str) -> float:
    """A word that many others begin with is likelier: the list has no counts of use, this comes near."""
    return min(0.3, 0.04 * log2(1 + len(lexicon().starting_with(word))))


def _other_first(typed: str) -> Iterator[str]:
    """The word with another first letter, one more, one less, or the first two swapped."""
    yield typed[1:]
    yield typed[1] + typed[0] + typed[2:]
    for letter in LETTERS:
        yield letter + typed[1:]
        yield letter + typed


def _compounds(typed: str, depth: int) -> Iterator[tuple[str, float]]:
    """Compounds with one side as it was typed and the other one corrected."""
    for cut in range(3, len(typed) - 2):
        left, right = typed[:cut], typed[cut:]
        if _is_beginning(left):
            yield from ((left + one, distance) for one, distance in _parts(right, depth) if can_end(one))
        if len(right) > 3 and ((has(right) and can_end(right)) or split(right)):
            for link in ("", *(link for link in LINKS if left.endswith(link))):
                parts = _parts(left.removesuffix(link), 0)
                more = 0 if has(right) else MORE_PARTS
                yield from (
                    (one + link + right, distance + more) for one, distance in parts if _is_beginning(one)
                )


def _parts(side: str, depth: int) -> Iterator[tuple[str, float]]:
    """What one side of a compound may have been; of a long side this may be a compound again."""
    if len(side) < 3:
        return
    found = _near_part(side)
    for word, distance in found.items():
        yield word, distance + LOOSE - _weight(word) + LOOSE * (present(word) == word[:-1])
    if depth and not found and len(side) > 2 * SHORTEST:
        yield from _compounds(side, depth - 1)


@lru_cache(maxsize=256)
def _near_part(side: str) -> dict[str, float]:
    edits = 1 if len(side) < SHORTEST_FOR_TWO else 2
    beginnings = {side[:2], side[0] + side[2], *(other + side[1] for other in LIKE_FIRST.get(side[0], ""))}
    return dict(_weighed(side, _starting(sorted(beginnings)), edits))


def _is_beginning(left: str) -> bool:
    """Whether this is one part or more, with or without a linking letter."""
    bare = [left, *(left.removesuffix(link) for link in LINKS if left.endswith(link))]
    return any(_is_known(part) for part in bare if len(part) > 2)


def _is_known(part: str) -> bool:
    if (has(part) and can_begin(part)) or split(part):
        return True
    return any(
        has(part.removeprefix(one)) for one in PARTICLES if part.startswith(one) and len(part) - len(one) > 3
    )
