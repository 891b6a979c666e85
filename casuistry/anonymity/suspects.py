"""Suspect until known: every capital inside a sentence, every sentence opener that is no ordinary word."""

import re
from collections.abc import Iterator

from tegenspraak.dutch import is_proper

from .chains import chain_end, is_linked, is_name_part, person
from .findings import Finding
from .people import ARTICLES, NEVER_NAMES, PARTICLES, ROLE_OF, SMALL_WORDS, SURE_PARTICLES, TITLES, VERBS
from .reading import ABBREVIATIONS, Reading, Token, follows_option
from .vocabulary import is_listed_name, is_plain

LONGEST_SUSPECT_WORD = 12
LONGEST_ACRONYM = 4
POSSESSIVE = re.compile("['’]s$")
NAMES_TOO = frozenset(("ben", "elke"))  # "Ben belde", "Elke zegt"
SHORT_DAYS = frozenset(["ma", "di", "wo", "do", "vr", "za", "zo"])  # that open a line of a journal
OPENING_PARTICLES = frozenset(("van", "de", "el", "ten", "ter", "ben", "den", "al"))
BEFORE_INITIAL = TITLES | PARTICLES | ROLE_OF.keys() | {"en", "met", "bij", "aan", "voor", "door", "heet"}


def suspects(reading: Reading) -> Iterator[tuple[int, Finding]]:
    """Takes a reading, gives every name that a capital betrays, with the index of its first capital."""
    index = 0
    while index < len(reading.tokens):
        if _is_suspect(reading, index):
            last = chain_end(reading, index)
            yield index, person(reading, index, last)
            index = last
        index += 1


def _is_suspect(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    if reading.is_initial(index):
        return _is_lone_initial(reading, index)
    if not is_name_part(token) or token.is_initial or any(letter.isdigit() for letter in token.text):
        return False
    if token.is_shouted and is_plain(token.text):
        return len(token.text) > LONGEST_ACRONYM and is_proper(token.text.capitalize())
    if token.is_opener and (token.folded in SHORT_DAYS or token.folded in TITLES | ABBREVIATIONS):
        return False
    if token.is_opener:
        return _is_suspect_opener(reading, index)
    return _is_unknown(token) or _is_suspect_word(reading, index)


def _is_unknown(token: Token) -> bool:
    if token.folded.endswith(("nr", "nummer")):
        return False
    return not is_plain(token.text) and (is_listed_name(token.text) or not is_plain(token.bare))


def _is_suspect_opener(reading: Reading, index: int) -> bool:
    """A word that opens a sentence is suspect when it is no ordinary word, or acts as a name."""
    token = reading.tokens[index]
    if token.folded in NAMES_TOO and reading.after(index) in VERBS:
        return True
    if token.folded in PARTICLES:
        return _opens_with_particle(reading, index)
    if _is_unknown(token):
        return True
    if token.folded in NEVER_NAMES:
        return False
    if POSSESSIVE.search(token.text) and is_listed_name(token.bare):
        return True
    if not is_listed_name(token.text):
        return token.folded not in SMALL_WORDS | VERBS and _is_surname(reading, index)
    following = reading.after(index)
    if token.folded in SMALL_WORDS:
        return following in VERBS and (token.folded not in VERBS or token.folded == "wil")  # Wil is verhuisd
    if chain_end(reading, index) > index or not following or following in VERBS or following == "en":
        return True
    return reading.tokens[index + 1].gap.startswith(" (")


def _is_surname(reading: Reading, index: int) -> bool:
    """ "Marjolein Veenstra", "Visser belde" and "Smit (Fleur)" open with a name; "Vandaag Karin" does not."""
    if index + 1 >= len(reading.tokens):
        return False
    token, following = reading.tokens[index], reading.tokens[index + 1]
    if following.gap.strip() in ("(", ",") and is_listed_name(following.text):
        return is_proper(token.text)
    if following.folded in VERBS:
        return is_proper(token.text)
    if is_plain(token.text) and not is_proper(token.text):
        return False  # President, Gedeputeerde
    is_second = is_name_part(following) and reading.is_joined(index + 1) and not following.is_shouted
    return is_second and _is_unknown(following) and not is_listed_name(following.text)


def _opens_with_particle(reading: Reading, index: int) -> bool:
    """ "Van den Berg belde" opens with a name; "Van Karin hoorde ik" with a preposition."""
    place = index + 1
    while (
        place < len(reading.tokens)
        and is_linked(reading, place)
        and reading.tokens[place].folded in PARTICLES
    ):
        place += 1
    if (
        place >= len(reading.tokens)
        or not is_linked(reading, place)
        or not is_name_part(reading.tokens[place])
    ):
        return False
    token = reading.tokens[place]
    if reading.tokens[index].folded not in OPENING_PARTICLES or is_listed_name(token.text):
        return False
    return place > index + 1 or _is_unknown(token)


def _is_suspect_word(reading: Reading, index: int) -> bool:
    """An ordinary word with a capital inside a sentence: a name ("zijn Storm"), or not ("de Rechtbank")."""
    token = reading.tokens[index]
    if (
        reading.is_joined(index)
        and reading.tokens[index - 1].is_known
        and reading.tokens[index - 1].is_shouted
    ):
        return True  # GGZ Rivierduinen
    is_after_article = reading.before(index) in ARTICLES
    if is_listed_name(token.text):
        return token.folded not in SMALL_WORDS or not is_after_article
    if is_after_article or token.is_shouted:
        return is_proper(token.text)
    return len(token.text) < LONGEST_SUSPECT_WORD


def _is_lone_initial(reading: Reading, index: int) -> bool:
    """ "J." is a person before a name or another initial, after a role or a title, and as a subject."""
    if index + 1 < len(reading.tokens) and follows_option(reading.tokens[index], reading.tokens[index + 1]):
        return False  # "A. Zeg niets" is an answer to choose
    before = reading.before(index)
    return before in BEFORE_INITIAL or _leads_a_name(reading, index + 1) or _is_subject(reading, index)


def _leads_a_name(reading: Reading, place: int) -> bool:
    tokens = reading.tokens
    if place >= len(tokens) or not is_linked(reading, place):
        return False
    token = tokens[place]
    if reading.is_initial(place) or token.folded in SURE_PARTICLES:
        return True
    if token.folded in PARTICLES:
        return place + 1 < len(tokens) and tokens[place + 1].has_capital
    if token.folded == "en":
        return place + 1 < len(tokens) and reading.is_initial(place + 1)
    return is_name_part(token) and _is_unknown(token)


def _is_subject(reading: Reading, index: int) -> bool:
    following = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
    if following is None or following.has_capital:
        return False
    return following.gap.startswith((". (", "., ")) or (following.gap == ". " and following.folded in VERBS)
