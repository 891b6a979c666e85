"""How recognisable is this family? Facts that each tell little and together tell who it is.

A small sum that explains itself: each kind of fact weighs a few points, and the sum says what to do. It is
advice to the author and the second reader, never a verdict; names and numbers are the business of `find`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .findings import Finding
from .hints import MANY_CHILDREN, ONLY_ONE, rare_facts
from .reading import Reading, read

OWN_CHECK, SECOND_READER, RECOGNITION_TEST, COMPOSITE_ONLY = (
    "own_check",
    "second_reader",
    "recognition_test",
    "composite_only",
)
# From so many points on.
STEPS = ((10, COMPOSITE_ONLY), (7, RECOGNITION_TEST), (4, SECOND_READER), (0, OWN_CHECK))
POINTS = {
    "age": 2,
    "composition": 2,
    "date": 1,
    "place": 3,
    "organisation": 2,
    "origin": 2,
    "profession": 2,
    "faith": 2,
    "illness": 3,
    "family": 2,
    "media": 4,
    "event": 3,
    "detention": 1,
    "abduction": 3,
    "only_one": 3,
    "quote": 1,
    "combination": 2,
}
CATEGORIES_OF = {
    "age": ("age",),
    "date": ("date", "birth_date"),
    "place": ("place", "address", "postcode"),
    "organisation": ("school", "practice", "hospital", "employer", "organisation"),
    "origin": ("origin",),
    "profession": ("profession",),
}
# Facts that others can see or look up: two of them in one case point to somebody.
POINTING = frozenset(
    (
        "place",
        "organisation",
        "origin",
        "profession",
        "faith",
        "illness",
        "family",
        "media",
        "event",
        "only_one",
    )
)
MANY_POINTING, FEWEST_POINTING = 4, 2
MEMBERS_OF_WHOLE_FAMILY = 3
MOST_WORDS = 6
QUOTE = re.compile(r"[\"“„‘](?=[^\"”’\n]{25,400}[\"”’])[^\"”\n]{0,400}[\"”’]")


@dataclass(frozen=True)
class Reason:
    """A kind of fact that was found: its code, what it weighs, and the words themselves.

    Of a combination the words are the codes of what goes together.
    """

    code: str
    points: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Recognisability:
    """The sum of a case, the step that belongs to it, and the reasons, the heaviest first."""

    score: int
    step: str
    reasons: tuple[Reason, ...]


def recognisability(parts: Iterable[tuple[str, Iterable[Finding]]]) -> Recognisability:
    """Takes the texts of a case with what `find` gave for each, gives how recognisable the family is.

    Leave out the findings that were replaced, or kept with good reason. A fact counts once for the whole
    case, in however many fields it stands.
    """
    words: dict[str, list[str]] = {}
    for text, findings in parts:
        for code, word in (*_of_findings(findings), *_of_text(text)):
            known = words.setdefault(code, [])
            if word.lower() not in (other.lower() for other in known):
                known.append(word)
    if len(words.get("age", ())) >= MEMBERS_OF_WHOLE_FAMILY:
        words["composition"] = words["age"]
    reasons = [Reason(code, POINTS[code], tuple(found[:MOST_WORDS])) for code, found in words.items()]
    reasons += _combined(words.keys() & POINTING)
    score = sum(reason.points for reason in reasons)
    step = next(name for lowest, name in STEPS if score >= lowest)
    return Recognisability(score, step, tuple(sorted(reasons, key=lambda reason: -reason.points)))


def _of_findings(findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    code_of = {category: code for code, categories in CATEGORIES_OF.items() for category in categories}
    for finding in findings:
        if finding.category in code_of:
            yield code_of[finding.category], finding.text


def _of_text(text: str) -> Iterator[tuple[str, str]]:
    reading = read(text)
    for kind, start, end in _facts(reading):
        yield kind, text[start:end]
    for pattern, code in ((MANY_CHILDREN, "family"), (ONLY_ONE, "only_one"), (QUOTE, "quote")):
        for match in pattern.finditer(text):
            yield code, match.group()


def _facts(reading: Reading) -> Iterator[tuple[str, int, int]]:
    return (fact for fact in rare_facts(reading) if fact[0] in POINTS)


def _combined(pointing: Iterable[str]) -> Iterator[Reason]:
    """Two facts that others can look up weigh more than their sum; four of them more still."""
    codes = sorted(pointing)
    if len(codes) >= FEWEST_POINTING:
        weight = 2 if len(codes) >= MANY_POINTING else 1
        yield Reason("combination", POINTS["combination"] * weight, tuple(codes))
