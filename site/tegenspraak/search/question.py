"""What a person typed, taken apart: places to be filled, and the ways to fill each. No text makes it fail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tegenspraak import dutch
from tegenspraak.dutch.lexicon import lexicon
from tegenspraak.dutch.spelling import corrections
from tegenspraak.vocabulary import synonyms

from . import terms
from .gathered import Wanted, starred

LONGEST_QUESTION = 500
LONGEST_WORD = 64
MOST_WORDS = 24  # as typed; a sentence may be a question
MOST_SLOTS = 12  # words that say something: each is read from the index
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
SHORTEST_COMPLETED = 5
MOST_CONTINUED, MOST_COMPLETIONS = 200, 40  # words that are looked at, stems that are searched
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

    def guessed(self, names: synonyms.Names) -> Slot:
        """The same place with the words that may have been meant; none for words of the list."""
        if not self.may_be_wrong:
            return self
        found = corrections(self.typed, extra=names.words)
        guesses = (Guess(one.word, one.distance, _named_ways(one.word, names)) for one in found)
        return replace(self, guesses=tuple(guesses))

    def corrected(self, guess: Guess) -> Slot:
        return replace(self, ways=guess.ways, guesses=(), may_be_wrong=False)


@dataclass(frozen=True)
class Question:
    """`slots` is empty where nothing but signs was typed."""

    text: str
    slots: tuple[Slot, ...] = ()
    names: synonyms.Names = field(default_factory=synonyms.Names)

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


def ask(text: str, typing: bool = False) -> Question:
    """Takes what was typed; `typing` where its last word may be half a word."""
    typing = typing and len(text) <= LONGEST_QUESTION  # what was cut ends in a whole word
    text = dutch.whole_words(text, LONGEST_QUESTION)
    names = synonyms.names()
    quoted = [phrase for phrase in dict.fromkeys(QUOTED.findall(text)) if any(terms.spelled(phrase))]
    written = tuple(word[:LONGEST_WORD] for word in synonyms.parts(QUOTED.sub(" ", text)))[:MOST_WORDS]
    slots = [*map(_quoted_slot, quoted[:MOST_SLOTS]), *_slots(written, names)][:MOST_SLOTS]
    if not slots:
        slots = [_title_slot(word) for word in terms.spelled(" ".join(written))][:MOST_SLOTS]
    if typing and written and text[-1:].isalnum() and len(written[-1]) >= SHORTEST_HALF_TYPED:
        slots = _half_typed(slots, written[-1], names)
    return Question(text, tuple(slots), names)


def _quoted_slot(phrase: str) -> Slot:
    row = tuple(terms.analyse(word).whole for word in terms.content_words(phrase)[:MOST_WORDS])
    if not row:
        row = tuple(starred(terms.as_prefix(word)) for word in terms.spelled(phrase))
    return Slot(phrase, (Way(row, in_row=len(row) > 1 and not row[0].endswith("*")),), is_required=True)


def _title_slot(word: str) -> Slot:
    """For a question of stop words only ("over ons"): titles hold them."""
    return Slot(word, (Way((starred(terms.as_prefix(word)),)),))


def _half_typed(slots: list[Slot], word: str, names: synonyms.Names) -> list[Slot]:
    """The last word may be half a word: titles know beginnings, and the word list how it can go on.

    The words of the index are not asked how: what only hidden texts hold would take the place of others.
    """
    ways = [Way((starred(terms.as_prefix(word)),), HALF_TYPED)]
    if len(word) >= SHORTEST_COMPLETED:
        ways += [Way((term,), HALF_TYPED) for term in _completions(dutch.fold(word), names)]
    if slots and slots[-1].typed == word:
        return [*slots[:-1], replace(slots[-1].with_ways(ways), may_be_wrong=False)]
    return [*slots[: MOST_SLOTS - 1], Slot(word, tuple(ways))]


def _completions(beginning: str, names: synonyms.Names) -> Row:
    """The stems of the shortest words that begin so, those of the glossary first."""
    own = [word for word in names.words if word.startswith(beginning)]
    words = [*own, *sorted(lexicon().starting_with(beginning), key=len)][:MOST_CONTINUED]
    stems: dict[str, None] = {}
    for word in words:
        stems[terms.analyse(word).whole] = None
        if len(stems) == MOST_COMPLETIONS:  # a word that was never seen before takes long to take apart
            break
    return tuple(stems)


def _slots(written: Row, names: synonyms.Names) -> Iterator[Slot]:
    """A place for each word that says something, with the ways of the word and of the words around it."""
    around = _ways_of_spans(written, names)
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


def _named_ways(word: str, names: synonyms.Names) -> tuple[Way, ...]:
    """The ways of a word by itself, other names for it among them."""
    return (*_ways(word), *(way for _start, _end, ways in _named((word,), names) for way in ways))


def marks(ways: Iterable[Way]) -> set[Row]:
    """What to mark in a text that answered in these ways: terms, beginnings with a star, rows of terms."""
    rows: set[Row] = set()
    for way in ways:
        rows |= {way.terms} if way.in_row else {(term,) for term in way.terms}
    return rows


def _ways_of_spans(written: Row, names: synonyms.Names) -> dict[int, list[Way]]:
    """For the place of each word: the compounds that it makes with its neighbours, and other names."""
    found: dict[int, list[Way]] = {}
    for start, end, ways in (*_joined(written), *_named(written, names)):
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


def _named(written: Row, names: synonyms.Names) -> Iterator[tuple[int, int, list[Way]]]:
    """Where a name from the vocabulary stands, and what else people call it."""
    stems = tuple(dutch.stem(word) for word in written)
    start = 0
    for key, group in names.occurring_in(" ".join(written)):
        start = next((at for at in range(start, len(stems)) if stems[at : at + len(key)] == key), start)
        others = group.others(key)[:MOST_ALTERNATIVES]
        yield (
            start,
            start + len(key),
            [way for name in others for way in _synonym_ways(name, group.is_exact(name))],
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
