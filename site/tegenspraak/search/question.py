"""What a person typed, taken apart: places to be filled, and the ways to fill each. No text makes it fail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tegenspraak import dutch
from tegenspraak.dutch.spelling import corrections
from tegenspraak.vocabulary import synonyms

from . import terms
from .gathered import Wanted, starred

LONGEST_QUESTION = 500
LONGEST_WORD = 64
MOST_WORDS = 24
MOST_ALTERNATIVES = 12
LONGEST_SPAN = 4  # words that may be one compound
WHOLE, JOINED, PARTS, SYNONYM, SYNONYM_PART, LAST_PART, OTHER_PART, HALF_TYPED = (
    1,
    1,
    0.5,
    0.6,
    0.4,
    0.3,
    0.15,
    0.8,
)
SHORTEST_CORRECTED = 4
SHORTEST_HALF_TYPED = 3
QUOTED = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]')
Row = tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """Terms that together fill a place. `meant` is what to tell people where they typed something else."""

    terms: Row
    weight: float = WHOLE
    meant: str = ""
    in_row: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether this is the word as it was typed, whatever its form."""
        return self.weight >= HALF_TYPED and not self.meant


@dataclass(frozen=True)
class Guess:
    """A word that may have been meant, and the ways to fill the place with it."""

    word: str
    distance: float
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Slot:
    """One place of a question: a word, or words between quotes, which must be there."""

    typed: str
    ways: tuple[Way, ...]
    is_required: bool = False
    may_be_wrong: bool = False
    guesses: tuple[Guess, ...] = ()

    @property
    def meant(self) -> tuple[str, ...]:
        """Other names for what was typed."""
        return tuple(dict.fromkeys(way.meant for way in self.ways if way.meant))

    def with_ways(self, ways: Iterable[Way]) -> Slot:
        return replace(self, ways=tuple(dict.fromkeys((*self.ways, *ways))))

    def guessed(self) -> Slot:
        """The same place with the words that may have been meant; none for words of the list."""
        if not self.may_be_wrong:
            return self
        found = corrections(self.typed, extra=_vocabulary_words())
        return replace(self, guesses=tuple(Guess(one.word, one.distance, _ways(one.word)) for one in found))

    def corrected(self, guess: Guess) -> Slot:
        return replace(self, ways=guess.ways, guesses=(), may_be_wrong=False)


@dataclass(frozen=True)
class Question:
    """`slots` is empty where nothing but signs was typed."""

    text: str
    slots: tuple[Slot, ...] = ()

    def wanted(self) -> Wanted:
        """What an engine has to gather for it."""
        ways = [
            way
            for slot in self.slots
            for way in (*slot.ways, *(way for guess in slot.guesses for way in guess.ways))
        ]
        found = {term for way in ways for term in way.terms}
        return Wanted(
            terms=frozenset(term for term in found if not term.endswith("*")),
            rows=frozenset(way.terms for way in ways if way.in_row),
            beginnings=frozenset(term[:-1] for term in found if term.endswith("*")),
        )

    def marked_terms(self) -> set[Row]:
        """The terms, and the rows of terms, that can have made a text answer."""
        rows: set[Row] = set()
        for way in (way for slot in self.slots for way in slot.ways):
            rows |= {way.terms} if way.in_row else {(term,) for term in way.terms}
        return rows


def ask(text: str, typing: bool = False) -> Question:
    """Takes what was typed; `typing` where its last word may be half a word."""
    text = text[:LONGEST_QUESTION]
    quoted = [phrase for phrase in QUOTED.findall(text) if any(terms.spelled(phrase))]
    written = tuple(word[:LONGEST_WORD] for word in synonyms.parts(QUOTED.sub(" ", text)))[:MOST_WORDS]
    slots = [_quoted_slot(phrase) for phrase in quoted] + list(_slots(written))
    if not slots:
        slots = [_title_slot(word) for word in terms.spelled(" ".join(written))]
    if typing and written and text[-1:].isalnum() and len(written[-1]) >= SHORTEST_HALF_TYPED:
        slots = _half_typed(slots, written[-1])
    return Question(text, tuple(slots))


def _quoted_slot(phrase: str) -> Slot:
    row = tuple(
        terms.analyse(word).whole for word in terms.content_words(phrase[:LONGEST_QUESTION])[:MOST_WORDS]
    )
    if not row:
        row = tuple(starred(terms.as_prefix(word)) for word in terms.spelled(phrase))
    return Slot(phrase, (Way(row, in_row=len(row) > 1 and not row[0].endswith("*")),), is_required=True)


def _title_slot(word: str) -> Slot:
    """For a question of stop words only ("over ons"): titles hold them."""
    return Slot(word, (Way((starred(terms.as_prefix(word)),)),))


def _half_typed(slots: list[Slot], word: str) -> list[Slot]:
    way = Way((starred(terms.as_prefix(word)),), HALF_TYPED)
    if slots and slots[-1].typed == word:
        return [*slots[:-1], replace(slots[-1].with_ways([way]), may_be_wrong=False)]
    return [*slots, Slot(word, (way,))]


def _slots(written: Row) -> Iterator[Slot]:
    """A place for each word that says something, with the ways of the word and of the words around it."""
    around = _ways_of_spans(written)
    for at, word in enumerate(written):
        ways = around.get(at, ())
        if not terms.is_stop_word(word):
            slot = Slot(word, _ways(word), may_be_wrong=_may_be_wrong(word))
            yield slot.with_ways(ways)
        elif any(way.meant for way in ways) and (term := terms.in_capitals(word)):
            yield Slot(word, (Way((term,)), *ways))


def _may_be_wrong(word: str) -> bool:
    return len(word) >= SHORTEST_CORRECTED and word.isalpha() and not dutch.is_word(word)


def _ways(word: str) -> tuple[Way, ...]:
    """The word itself; lighter all parts of a compound; lighter still one of them, the last one best."""
    whole = terms.analyse(word).whole
    parts = terms.smallest_parts(word)
    ways = [Way((whole,))]
    if len(parts) > 1:
        ways.append(Way(parts, PARTS))
        ways += [Way((part,), OTHER_PART) for part in parts[:-1]]
        ways.append(Way(parts[-1:], LAST_PART))
    return tuple(ways)


def _ways_of_spans(written: Row) -> dict[int, list[Way]]:
    """For the place of each word: the compounds that it makes with its neighbours, and other names."""
    found: dict[int, list[Way]] = {}
    for start, end, ways in (*_joined(written), *_named(written)):
        for at in range(start, end):
            found.setdefault(at, []).extend(ways)
    return found


def _joined(written: Row) -> Iterator[tuple[int, int, list[Way]]]:
    for size in range(2, LONGEST_SPAN + 1):
        for start in range(len(written) - size + 1):
            span = written[start : start + size]
            if not terms.is_stop_word(span[-1]):
                found = (*terms.joined(span), *_turned(span))
                yield start, start + size, [Way((term,), JOINED) for term in found]


def _turned(span: Row) -> Row:
    """A band around an ankle is an "enkelband": the compound of two words with only small words between."""
    inner = span[1:-1]
    if not inner or terms.is_stop_word(span[0]) or not all(map(terms.is_stop_word, inner)):
        return ()
    return terms.joined((span[-1], span[0]))


def _named(written: Row) -> Iterator[tuple[int, int, list[Way]]]:
    """Where a name from the vocabulary stands, and what else people call it."""
    stems = tuple(dutch.stem(word) for word in written)
    start = 0
    for key, group in synonyms.names().occurring_in(" ".join(written)):
        start = next((at for at in range(start, len(stems)) if stems[at : at + len(key)] == key), start)
        names = group.others(key)[:MOST_ALTERNATIVES]
        yield (
            start,
            start + len(key),
            [way for name in names for way in _synonym_ways(name, group.is_exact(name))],
        )


def _synonym_ways(name: str, is_exact: bool) -> Iterator[Way]:
    """The ways of another name; of one that counts in capitals only, the term of the capitals."""
    if is_exact and (term := terms.in_capitals(name)):
        yield Way((term,), SYNONYM, meant=name)
        return
    row = tuple(terms.analyse(word).whole for word in terms.content_words(name))
    if row:
        yield Way(row, SYNONYM, meant=name, in_row=len(row) > 1)
    parts = terms.smallest_parts(name) if len(row) == 1 else ()
    if len(parts) > 1:
        yield Way(parts, SYNONYM_PART, meant=name)


def _vocabulary_words() -> set[str]:
    """The words of the names in the glossary, which the word list may lack."""
    return synonyms.names().words
