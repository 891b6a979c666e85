"""What a person typed, taken apart and turned into tiers, the best answers first. No text makes it fail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from modelsearch.query import And, Or, Phrase, PlainText, SearchQuery

from tegenspraak import dutch
from tegenspraak.vocabulary import synonyms

from . import nodes, terms

LONGEST_QUESTION = 500
MOST_WORDS = 24
MOST_ALTERNATIVES = 12
SYNONYM_WEIGHT = 0.4
LOOSE_PART_WEIGHT = 0.25
QUOTED = re.compile(r'["“”„]([^"“”„]+)["“”„]')
Knows = Callable[[str], bool]


@dataclass(frozen=True)
class Slot:
    """Words that belong together, what they are when written as one, and what else people call it."""

    words: tuple[str, ...]
    joined: str = ""
    alternatives: tuple[str, ...] = ()

    def node(self) -> nodes.Node:
        """The words; or the one word that they make; or, lighter, another name."""
        ways = [nodes.join((nodes.word(word) for word in self.words), nodes.AllOf)] if self.words else []
        if self.joined:
            ways.append(nodes.word(self.joined))
        ways += [nodes.phrase(name, SYNONYM_WEIGHT) for name in self.alternatives]
        return nodes.join(ways, nodes.AnyOf)

    def loose(self) -> nodes.Node:
        """The same, content with one of the words and with one part of a compound."""
        parts = [
            nodes.Word(part, LOOSE_PART_WEIGHT) for word in self.words for part in terms.smallest_parts(word)
        ]
        singles = [nodes.word(word) for word in self.words] if len(self.words) > 1 else []
        return nodes.join([self.node(), *singles, *parts], nodes.AnyOf)

    def search_query(self) -> SearchQuery:
        """For a backend that does its own analysis."""
        ways: list[SearchQuery] = [PlainText(" ".join(self.words), operator="and")] if self.words else []
        ways += [PlainText(name, operator="and") for name in (self.joined, *self.alternatives) if name]
        return Or(ways) if len(ways) > 1 else ways[0]

    def every_word(self) -> Iterator[str]:
        yield from self.words
        for word in self.words:
            yield from terms.smallest_parts(word)
        yield from filter(None, (self.joined, *self.alternatives))


@dataclass(frozen=True)
class Question:
    """`slots` is empty where only stop words, or nothing but signs, were typed."""

    text: str
    phrases: tuple[str, ...]
    slots: tuple[Slot, ...]
    whole: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(True for _ in terms.spelled(self.text))

    def tiers(self) -> list[nodes.Node]:
        """Questions for the engine, the best first: written as one word, all words, any word."""
        if self.is_empty:
            return []
        quoted = [nodes.phrase(phrase) for phrase in self.phrases]
        ways: list[list[nodes.Node]] = [[nodes.word(self.whole)]] if self.whole else []
        if self.slots:
            ways.append([slot.node() for slot in self.slots])
            ways.append([nodes.join((slot.loose() for slot in self.slots), nodes.AnyOf)])
        elif not quoted:
            ways.append([nodes.words(self.text, nodes.AllOf)])
        return [nodes.join([*quoted, *way], nodes.AllOf) for way in ways or [[]]]

    def search_queries(self) -> list[SearchQuery]:
        """The same tiers for a backend that does its own analysis."""
        quoted: list[SearchQuery] = [Phrase(" ".join(terms.spelled(phrase))) for phrase in self.phrases]
        if not self.slots:
            return (
                [] if self.is_empty else [_all([*quoted] or [PlainText(" ".join(terms.spelled(self.text)))])]
            )
        every = " ".join(dict.fromkeys(word for slot in self.slots for word in slot.every_word()))
        strict = _all([*quoted, *(slot.search_query() for slot in self.slots)])
        return [strict, _all([*quoted, PlainText(every, operator="or")])]

    def marked_terms(self) -> set[tuple[str, ...]]:
        """The terms, and the rows of terms, that can have made a text answer."""
        return set().union(*(nodes.terms_in(tier) for tier in self.tiers()))


def ask(text: str, knows: Knows) -> Question:
    """Takes what was typed and a function that tells whether the index holds a term."""
    text = text[:LONGEST_QUESTION]
    phrases = tuple(phrase for phrase in QUOTED.findall(text) if any(terms.spelled(phrase)))
    rest = QUOTED.sub(" ", text)
    written = synonyms.parts(rest)[:MOST_WORDS]
    whole = _joined(written, knows) if 2 <= len(written) <= 4 else ""
    return Question(text, phrases, tuple(_slots(written, knows)), whole)


def _slots(written: tuple[str, ...], knows: Knows) -> Iterator[Slot]:
    """The words in groups: a name from the vocabulary, words that the index knows as one, single words."""
    named = _named(written)
    start = 0
    while start < len(written):
        end, slot = _slot_at(start, written, named, knows)
        if slot.words or slot.joined or slot.alternatives:
            yield slot
        start = end


def _slot_at(
    start: int, written: tuple[str, ...], named: dict[int, tuple[int, tuple[str, ...]]], knows: Knows
) -> tuple[int, Slot]:
    if start in named:
        end, alternatives = named[start]
        span = written[start:end]
        return end, Slot(_content(span), _joined(span, knows), alternatives)
    for end in (start + 3, start + 2):
        span = written[start:end]
        fits = end <= len(written) and not any(at in named for at in range(start, end))
        if fits and (joined := _joined(span, knows)):
            return end, Slot(_content(span), joined)
    return start + 1, Slot(_content(written[start : start + 1]))


def _content(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if not terms.is_stop_word(word))


def _joined(words: tuple[str, ...], knows: Knows) -> str:
    """The one word that these words make, if it is a compound that the index holds; else nothing."""
    if len(words) < 2:
        return ""
    joined = "".join(words)
    return joined if dutch.split(joined) and knows(terms.analyse(joined).whole) else ""


def _named(written: tuple[str, ...]) -> dict[int, tuple[int, tuple[str, ...]]]:
    """Where a name from the vocabulary begins: where it ends, and what else people call it."""
    stems = tuple(dutch.stem(word) for word in written)
    found: dict[int, tuple[int, tuple[str, ...]]] = {}
    start = 0
    for key, group in synonyms.names().occurring_in(" ".join(written)):
        start = next((at for at in range(start, len(stems)) if stems[at : at + len(key)] == key), start)
        before = found.get(start, (0, ()))[1]
        alternatives = dict.fromkeys([*before, *group.others(key)])
        found[start] = (start + len(key), tuple(alternatives)[:MOST_ALTERNATIVES])
    return found


def _all(queries: list[SearchQuery]) -> SearchQuery:
    return And(queries) if len(queries) > 1 else queries[0]
