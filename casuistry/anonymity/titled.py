"""Names that a word announces: "juf Marieke", "moeder, Fatima el Amrani", "dhr de wit", "papa kevin"."""

import re
from collections.abc import Iterator

from tegenspraak.dutch import is_proper

from .chains import UNKNOWN, chain_end, is_linked, is_name_part, person
from .findings import ASKS, Finding
from .people import (
    ARTICLES,
    AT_WORK,
    FAMILY,
    NAMED,
    NEVER_NAMES,
    PARTICLES,
    PREPOSITIONS,
    SHORTHAND,
    SMALL_WORDS,
    SURE_PARTICLES,
    TITLES,
    VERBS,
    role_of,
)
from .reading import Reading
from .vocabulary import is_listed_name, is_plain, is_term_word, word_list

BETWEEN = frozenset(("", ".", ",", "(", ":", ", (", '"', "'", "“", "‘"))
# A text of nothing but titles must not be walked through from each of them again.
MOST_TITLES = 5
NICKNAMED = re.compile(
    r"\b[A-ZÀ-Ž][\w-]{1,30}\s[\"'“‘][A-ZÀ-Ž][\w-]{1,30}[\"'”’]\s(?:(?:van|de|den|der|ter|ten|el|al)\s){0,2}[A-ZÀ-Ž][\w-]{1,30}"
)
ANNOUNCE = TITLES | FAMILY | NAMED


def titled(reading: Reading) -> Iterator[Finding]:
    """Takes a reading, gives the names that follow a title, a family word or a role."""
    for index, token in enumerate(reading.tokens):
        label = role_of(token.folded)
        if label is None and token.folded not in ANNOUNCE:
            continue
        first = _name_after(reading, index)
        if first is not None:
            yield person(reading, first, chain_end(reading, _over_particles(reading, first)), label)


def nicknamed(text: str) -> Iterator[Finding]:
    """Takes a text, gives the names with another name in quotes inside: "Petronella "Petra" Schipper"."""
    for match in NICKNAMED.finditer(text):
        yield Finding(*match.span(), match.group(), "person", ASKS, UNKNOWN)


def _name_after(reading: Reading, index: int) -> int | None:
    """Where the name after the announcing word begins, if one does."""
    place = _over_titles(reading, index)
    last = min(len(reading.tokens) - 1, index + MOST_TITLES)
    if place > last or "\n" in reading.tokens[place].gap:
        return None
    announces, token = reading.tokens[index].folded, reading.tokens[place]
    gap = token.gap.strip(" \u00a0")
    if reading.is_initial(place) and gap in BETWEEN:
        return None if _is_new_sentence(reading, place, announces) else place
    if is_name_part(token):
        return place if gap in BETWEEN and not _is_new_sentence(reading, place, announces) else None
    return place if gap in ("", ".") and _is_small_name(reading, place, announces) else None


def _over_titles(reading: Reading, index: int) -> int:
    """The token after the announcing word, over a title between them: "moeder, mw. Jansen"."""
    place = index + 1
    tokens = reading.tokens
    last = min(len(tokens), place + MOST_TITLES)
    while place < last and tokens[place].folded in TITLES and tokens[place].gap.strip(" ,.(") == "":
        place += 1
    is_article = place < len(tokens) and tokens[place].folded == "de" and is_linked(reading, place)
    if (
        is_article
        and tokens[index].folded in FAMILY
        and place + 1 < len(tokens)
        and is_name_part(tokens[place + 1])
    ):
        return place + 1
    return place


def _is_new_sentence(reading: Reading, place: int, announces: str) -> bool:
    """A full stop ends the sentence, unless it belongs to an abbreviated title; a quote may open one."""
    token = reading.tokens[place]
    if token.gap.strip() == ":" and is_listed_name(token.text) and _ends_there(reading, place):
        return False
    if token.is_opener and (token.folded in NEVER_NAMES | SMALL_WORDS or _is_only_word(token.text)):
        return True
    if (
        token.gap.strip(" \u00a0") != "."
        or announces in TITLES | FAMILY
        or reading.tokens[place - 1].folded in TITLES
    ):
        return False
    return announces not in ("mr", "dr", "ds")


def _ends_there(reading: Reading, place: int) -> bool:
    """ "Mentor: Bas." """
    rest = reading.text[reading.tokens[place].end :][:1]
    return rest in ("", ".", ",", ";", "\n", ")")


def _is_only_word(word: str) -> bool:
    return is_plain(word) and not is_listed_name(word)


def _is_small_name(reading: Reading, place: int, announces: str) -> bool:
    """A name without a capital right after the word: "papa kevin", "mevr de vries"."""
    token = reading.tokens[place]
    if announces in TITLES and token.folded in PARTICLES:
        return announces not in ("heer", "mr") and _has_surname(reading, place)
    if token.folded in PARTICLES and _has_great_surname(reading, place):
        return True
    if token.is_careless and token.folded in PARTICLES and _has_small_surname(reading, place, announces):
        return True
    if token.is_careless and token.folded in SMALL_WORDS and reading.after(place) in VERBS - SMALL_WORDS:
        return (
            is_listed_name(token.text)
            and token.folded not in NEVER_NAMES | VERBS | PREPOSITIONS
            or token.folded == "wil"
        )
    if token.folded in SMALL_WORDS | VERBS | PARTICLES | ARTICLES | SHORTHAND or role_of(token.folded):
        return False
    if (
        token.has_capital
        or not token.text.isalpha()
        or len(token.text) < 2
        or announces in NAMED
        and is_plain(token.text)
    ):
        return False
    if announces in TITLES and (is_proper(token.text.capitalize()) or reading.after(place) in VERBS):
        return True
    return is_listed_name(token.text) or not (is_plain(token.text) or is_term_word(token.text.capitalize()))


def _over_particles(reading: Reading, place: int) -> int:
    """The first token from here that is no particle: "van den" leads to the surname."""
    tokens = reading.tokens
    while place + 1 < len(tokens) and tokens[place].text in PARTICLES and is_linked(reading, place + 1):
        place += 1
    return place


def _has_great_surname(reading: Reading, place: int) -> bool:
    """ "juf de Haan", "huisarts van den Berg"; not "moeder van Karin", which is another person."""
    surname = _over_particles(reading, place)
    is_sure = (
        reading.tokens[place].folded not in ("van", "op", "in", "la", "le", "het") or surname > place + 1
    )
    return is_sure and surname > place and is_name_part(reading.tokens[surname])


def _has_small_surname(reading: Reading, place: int, announces: str) -> bool:
    """ "letselarts van der hulst", "gastgezin van veen"; not "vader van karin"."""
    surname = _over_particles(reading, place)
    token = reading.tokens[surname]
    is_sure = reading.tokens[place].folded in SURE_PARTICLES | {"vd"} or surname > place + 1
    if token.folded in ARTICLES:
        return False
    is_at_work = role_of(announces) in AT_WORK and token.folded not in word_list("common.txt")
    return (
        (is_sure or is_at_work or announces in FAMILY)
        and surname > place
        and is_proper(token.text.capitalize())
    )


def _has_surname(reading: Reading, place: int) -> bool:
    token = reading.tokens[_over_particles(reading, place)]
    return is_name_part(token) or not (token.folded in ARTICLES | PARTICLES or role_of(token.folded))
