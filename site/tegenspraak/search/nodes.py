"""A question as a small tree that every engine can carry out: nothing here knows an engine or a database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from . import terms

PARTS_WEIGHT = 0.5  # all parts of a compound, against the compound itself


@dataclass(frozen=True)
class Word:
    """Documents with this term. `in_titles`: look among the words of titles, where stop words stand too."""

    term: str
    weight: float = 1.0
    in_titles: bool = False


@dataclass(frozen=True)
class Start:
    """Documents with a word in their title that begins so, where the beginning is too short to be a term."""

    letters: str
    weight: float = 1.0
    in_titles: bool = True


@dataclass(frozen=True)
class Like:
    """Documents with a term that is one or two letters away from this one."""

    term: str
    weight: float = 1.0
    in_titles: bool = False


@dataclass(frozen=True)
class Phrase:
    """Documents with these terms one after the other."""

    terms: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class AllOf:
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class AnyOf:
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Without:
    """Every document that does not answer to `node`."""

    node: Node


@dataclass(frozen=True)
class Everything:
    pass


@dataclass(frozen=True)
class Nothing:
    pass


Node = Word | Start | Like | Phrase | AllOf | AnyOf | Without | Everything | Nothing


def join(nodes: Iterable[Node], kind: type[AllOf] | type[AnyOf]) -> Node:
    """All or any of `nodes`; one node stays itself, no node is nothing."""
    given = tuple(nodes)
    if not given:
        return Nothing()
    return given[0] if len(given) == 1 else kind(given)


def word(text: str, weight: float = 1.0) -> Node:
    """What a typed word asks for: the word itself, or, lighter, all parts of it where it is a compound."""
    whole = Word(terms.analyse(text).whole, weight)
    parts = terms.smallest_parts(text)
    if not parts:
        return whole
    return AnyOf((whole, join((Word(part, weight * PARTS_WEIGHT / len(parts)) for part in parts), AllOf)))


def words(text: str, kind: type[AllOf] | type[AnyOf], weight: float = 1.0) -> Node:
    """What typed words ask for. Where there are only stop words ("over ons"), titles are asked for them."""
    asked = terms.content_words(text)
    if asked:
        return join((word(one, weight) for one in asked), kind)
    return join((Word(one, weight, in_titles=True) for one in terms.spelled(text)), AllOf)


def beginnings(text: str, kind: type[AllOf] | type[AnyOf]) -> Node:
    """What half-typed words ask for, among the words of titles."""
    return join(map(beginning, terms.spelled(text)), kind)


def beginning(word: str) -> Node:
    """What one half-typed word asks for. One letter asks for itself: it would begin half of all titles."""
    if 1 < len(word) < terms.SHORTEST_PREFIX:
        return Start(word)
    return Word(terms.as_prefix(word), in_titles=True)


def likes(text: str, kind: type[AllOf] | type[AnyOf]) -> Node:
    """What words ask for that may be misspelled."""
    return join((Like(terms.analyse(one).whole) for one in terms.content_words(text)), kind)


def likely_beginnings(text: str, kind: type[AllOf] | type[AnyOf]) -> Node:
    """What half-typed words ask for that may be misspelled."""
    asked = (terms.as_prefix(one) for one in terms.spelled(text))
    return join((Like(one, in_titles=True) for one in asked), kind)


def phrase(text: str, weight: float = 1.0) -> Node:
    """What words between quotes ask for."""
    asked = terms.content_words(text)
    if len(asked) < 2:
        return words(text, AllOf, weight)
    return Phrase(tuple(terms.analyse(one).whole for one in asked), weight)


def weighed(node: Node, weight: float) -> Node:
    """The same question, weighing `weight` times as much."""
    if isinstance(node, AllOf | AnyOf):
        return type(node)(tuple(weighed(one, weight) for one in node.nodes))
    if isinstance(node, Word | Start | Like | Phrase):
        return replace(node, weight=node.weight * weight)
    return node
