"""The role register and propagation: a name that is known once is found everywhere in the text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tegenspraak.dutch import fold, is_ordinary, words

from .chains import UNKNOWN, only_name
from .findings import BLOCKS, Finding
from .people import (
    ARTICLES,
    CONJUNCTIONS,
    NEVER_NAMES,
    PARTICLES,
    PREPOSITIONS,
    ROLE_OF,
    SMALL_WORDS,
    TITLES,
    VERBS,
)
from .reading import Reading, Token
from .small import acts_as_subject, is_bare
from .vocabulary import is_listed_name

ENDING = re.compile(r"(?:['’]?s|['’]|je|tje|pje|etje|tjes|ie)$")
SHORTEST_FOR_ERRORS = 5
Names = Mapping[tuple[str, ...], str]


def registered(reading: Reading, register: Mapping[str, str]) -> Iterator[Finding]:
    """Takes a reading and names with their roles, gives every place where one stands."""
    names = _names_of(register)
    for index in range(len(reading.tokens)):
        for parts, label in names:
            last = _match(reading, index, parts)
            if last is not None:
                start, end = reading.tokens[index].start, reading.tokens[last].end
                yield Finding(start, end, reading.text[start:end], "person", BLOCKS, label)
                break


def _names_of(register: Mapping[str, str]) -> list[tuple[tuple[str, ...], str]]:
    """The full names first, then each part of them that is no particle."""
    whole: dict[tuple[str, ...], str] = {}
    part: dict[tuple[str, ...], str] = {}
    for name, role in register.items():
        label = role if role.startswith("[") else f"[{role}]"
        parts = tuple(word.folded for word in _tokens(name))
        if parts:
            whole[parts] = label
        for word in parts:
            if len(parts) > 1 and len(word) > 1 and word not in PARTICLES | TITLES:
                part.setdefault((word,), label)
    return sorted((part | whole).items(), key=lambda item: -len(item[0]))


def _tokens(name: str) -> list[Token]:
    return [Token(word.text, 0, 0, "", fold(word.text)) for word in words(name)]


def _match(reading: Reading, index: int, parts: tuple[str, ...]) -> int | None:
    """The last token when the name stands here, else None."""
    last = index + len(parts) - 1
    if last >= len(reading.tokens):
        return None
    for offset, part in enumerate(parts):
        token = reading.tokens[index + offset]
        if offset and not reading.is_joined(index + offset):
            return None
        if not _is_same(token.folded, part, may_end=offset == len(parts) - 1):
            return None
    return last if len(parts) > 1 or _is_meant(reading, index, parts[0]) else None


def _is_same(word: str, name: str, *, may_end: bool) -> bool:
    if word == name or (may_end and word.startswith(name) and ENDING.fullmatch(word[len(name) :])):
        return True
    if "-" in word and name in word.split("-"):
        return True
    return (
        len(name) >= SHORTEST_FOR_ERRORS
        and word[0] == name[0]
        and _is_typing_error(word, name)
        and not is_ordinary(word)
    )


def _is_typing_error(word: str, name: str) -> bool:
    """One letter more, less, other or swapped."""
    if abs(len(word) - len(name)) > 1 or word == name:
        return False
    start = next(
        (place for place, pair in enumerate(zip(word, name, strict=False)) if pair[0] != pair[1]),
        min(len(word), len(name)),
    )
    rest, wanted = word[start:], name[start:]
    swapped = rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]
    return swapped or rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:]


def _is_meant(reading: Reading, index: int, name: str) -> bool:
    """Whether a small ordinary word is meant as the name: not "een roos", and "wil zei", not "ik wil"."""
    token = reading.tokens[index]
    if token.has_capital and not (token.is_opener and name in SMALL_WORDS):
        return True
    if not is_ordinary(token.folded):
        return True
    if name in SMALL_WORDS and not (token.is_careless and not _is_function(token)):
        return acts_as_subject(reading, index)
    return reading.before(index) not in ARTICLES


def propagated(reading: Reading, persons: Iterable[Finding]) -> Iterator[Finding]:
    """Takes a reading and the persons found in it, gives the other places of their names."""
    labels = _labels_of(persons)
    for index, token in enumerate(reading.tokens):
        name = _known_name(token, labels)
        if (
            name
            and not token.is_known
            and (token.has_capital and not token.is_opener or _stands_as_name(reading, index))
        ):
            finding = labels[name]
            start, end = only_name(reading.text, token.start, token.end)
            text = reading.text[start:end]
            yield Finding(start, end, text, "person", finding.severity, finding.suggestion)


def _labels_of(persons: Iterable[Finding]) -> dict[str, Finding]:
    """Each part of each name with the finding that knows most of it; a role goes with the first name only."""
    labels: dict[str, Finding] = {}
    for finding in persons:
        for place, token in enumerate(_tokens(finding.text)):
            name = token.folded if is_listed_name(token.text) else fold(token.bare)
            if (
                len(name) < 2
                or name in PARTICLES | TITLES | ARTICLES
                or name in ROLE_OF
                or name in SMALL_WORDS
                and len(name) < 3
            ):
                continue
            label = finding if place == 0 else finding.within(finding.text, 0, 0)
            if name not in labels or (labels[name].suggestion == UNKNOWN and place == 0):
                labels[name] = label
    return labels


def _known_name(token: Token, labels: Mapping[str, Finding]) -> str:
    for form in (token.folded, fold(token.bare), *token.folded.split("-")):
        if form in labels:
            return form
    return ""


def _stands_as_name(reading: Reading, index: int) -> bool:
    """A capital inside a sentence is enough; else the word must be no ordinary one, or act as a name."""
    token = reading.tokens[index]
    if token.has_capital and (
        not token.is_opener
        or (is_listed_name(token.text) or is_listed_name(token.bare))
        and not _is_function(token)
    ):
        return True
    return is_bare(reading, index) or acts_as_subject(reading, index)


def _is_function(token: Token) -> bool:
    """Words that open a sentence all day, though somebody may be called so."""
    return token.folded in NEVER_NAMES | CONJUNCTIONS | VERBS | PREPOSITIONS


def same_label(findings: Iterable[Finding]) -> list[Finding]:
    """Takes findings, gives them so that a person whose role is known once has that role everywhere."""
    findings = sorted(findings)
    roles: dict[str, str] = {}
    for finding in findings:
        if finding.category == "person" and finding.suggestion != UNKNOWN:
            roles.setdefault(_first_name(finding), finding.suggestion)
    return [
        replace(finding, suggestion=roles[_first_name(finding)])
        if finding.category == "person" and finding.suggestion == UNKNOWN and _first_name(finding) in roles
        else finding
        for finding in findings
    ]


def _first_name(finding: Finding) -> str:
    tokens = _tokens(finding.text)
    return fold(tokens[0].bare) if tokens else ""
