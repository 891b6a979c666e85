"""Names and places that somebody typed without a capital.

Three kinds of word: a name that is no Dutch ("youssef") is found everywhere; a word that nobody knows is
judged by its shape and by where it stands; a word that is also a name ("roos", "wil") only where a name can
stand. Lines that somebody typed without any capitals (`is_careless`) are suspected sooner.
"""

import re
from collections.abc import Iterator

from tegenspraak.dutch import is_ordinary, is_proper, split

from .chains import UNKNOWN
from .findings import ASKS, Finding
from .people import (
    ARTICLES,
    CONJUNCTIONS,
    FAMILY,
    NAMED,
    PARTICLES,
    PLACING_PARTICLES,
    PREPOSITIONS,
    SHORTHAND,
    SMALL_WORDS,
    SPEAKING,
    TITLES,
    VERBS,
    WITH,
    role_of,
)
from .places import LABEL, PLACE_WORDS
from .reading import Reading, Token
from .shape import VOWELS, is_misspelt, is_near, likeness
from .vocabulary import is_listed_name, is_plain, is_term_word, origins, word_list

SHORTEST = 3
JOINING = re.compile("['’-]")
IN_YEARS = r"\d{1,2}(?: ?(?:jaar|jr|mnd))?"
AGE_AFTER = re.compile(rf" (?:\((?:bijna |net )?{IN_YEARS}[,;)]|van \d{{1,2}}\b(?! \w+en\b)|{IN_YEARS}[,)])")
LIKE_A_NAME, NEARLY_LIKE_A_NAME, SHORT_LIKE_A_NAME, SURELY_LIKE_A_NAME = 1.0, -2.5, 3.0, 5.0
# After these stands a name, a pronoun, or a word with an article.
BEFORE_NAMES = frozenset(
    [
        "met",
        "door",
        "namens",
        "van",
        "bij",
        "aan",
        "naar",
        "over",
        "voor",
        "tegen",
        "ivm",
        "mbt",
        "tav",
        "zonder",
        "nr",
        "v",
    ]
)
ANNOUNCE = PREPOSITIONS | BEFORE_NAMES | NAMED | PLACE_WORDS
NOT_NAMES = TITLES | FAMILY | SHORTHAND | VERBS
PLACES_AND_DEN = PLACE_WORDS | {"den"}
MOST_PARTICLES = 3


def small(reading: Reading) -> Iterator[Finding]:
    """Takes a reading, gives names that are no words ("youssef"), or words that act as one ("roos zei")."""
    index = 0
    while index < len(reading.tokens):
        token = reading.tokens[index]
        last = index
        if token.text[0].islower() and not _is_sure_word(token) and _acts_as_name(reading, index):
            is_place = reading.before(index) in PLACES_AND_DEN and not is_listed_name(token.text)
            last = index if is_place else _whole_name(reading, index)
            is_longer = reading.before(index) == "den" or _follows_initial(reading, index)
            first = reading.tokens[index - 1] if is_longer else token
            start, end = first.start, reading.tokens[last].end
            category, suggestion = ("place", LABEL["place"]) if is_place else ("person", UNKNOWN)
            yield Finding(start, end, reading.text[start:end], category, ASKS, suggestion)
        index = last + 1


def _is_sure_word(token: Token) -> bool:
    """Words of the field, of the family and of the language of notes; a name with a hyphen is no compound."""
    word = token.folded
    if word in NOT_NAMES or word in origins() or role_of(word):
        return True
    if is_term_word(token.text.capitalize()) or is_term_word(token.text.upper()):
        return True
    return word.endswith(("nr", "nummer")) or (bool(split(token.text)) and not is_listed_name(token.text))


def _acts_as_name(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    if _follows_initial(reading, index):
        return True
    if _is_word(token):
        return _acts_as_listed_name(reading, index)
    if len(token.text) == 2 and is_listed_name(token.text):
        return token.is_careless or _has_place_of_name(reading, index)
    if len(token.text) < SHORTEST or not JOINING.sub("", token.text).isalpha():
        return False
    if is_listed_name(token.text) or is_listed_name(token.bare):
        return True
    return not JOINING.search(token.text) and _is_shaped_as_name(reading, index)


def _follows_initial(reading: Reading, index: int) -> bool:
    """ "t. wagemakers"."""
    token = reading.tokens[index]
    before = reading.tokens[index - 1].text if index else ""
    if not (token.is_careless and token.gap == ". " and len(before) == 1 and before.isalpha()):
        return False
    return not is_plain(token.text) or is_proper(token.text.capitalize())


def _is_word(token: Token) -> bool:
    """Whether this is Dutch, as it stands or without an ending, and no listed name with an ending."""
    return is_plain(token.text) or (is_plain(token.bare) and not is_listed_name(token.text))


def _is_shaped_as_name(reading: Reading, index: int) -> bool:
    """An unknown word: its shape, and the place where it stands."""
    token = reading.tokens[index]
    is_surname = token.is_careless and reading.before(index) in PARTICLES - PLACING_PARTICLES
    if is_proper(token.text.capitalize()) and (
        is_surname or not is_near(token.folded, word_list("common.txt"))
    ):
        return True
    if reading.after(index) in SPEAKING and reading.before(index) not in ARTICLES:
        return not is_misspelt(token.folded) or likeness(token.folded) > LIKE_A_NAME
    if (
        len(token.text) == SHORTEST
        and token.is_careless
        and token.is_opener
        and reading.after(index) in VERBS
    ):
        return bool(VOWELS.intersection(token.folded))  # lev ontkent
    needed = LIKE_A_NAME
    if _has_place_of_name(reading, index):
        needed = NEARLY_LIKE_A_NAME
    elif not token.is_careless or reading.before(index) in ARTICLES:
        return False
    if len(token.text) == SHORTEST:
        needed = SHORT_LIKE_A_NAME
    elif is_misspelt(token.folded):
        needed = SURELY_LIKE_A_NAME
    return likeness(token.bare) > needed


def _has_place_of_name(reading: Reading, index: int) -> bool:
    before = reading.before(index)
    if before in ARTICLES - CONJUNCTIONS:
        return False
    if reading.after(index) in VERBS or _has_age(reading, index):
        return True
    return before in ANNOUNCE or bool(role_of(before))


def _has_age(reading: Reading, index: int) -> bool:
    """ "junior (3)", "leila 4,", "junior van 3"."""
    return bool(AGE_AFTER.match(reading.text, reading.tokens[index].end))


def _acts_as_listed_name(reading: Reading, index: int) -> bool:
    """A Dutch word that is also a name."""
    token = reading.tokens[index]
    if _is_place(reading, index):
        return True
    if not (is_listed_name(token.text) or is_listed_name(token.bare)):
        return False
    before = reading.before(index)
    if token.folded in SMALL_WORDS:
        return token.is_careless and bool(role_of(before)) and reading.after(index) in VERBS
    if acts_as_subject(reading, index) or before in WITH or _has_age(reading, index):
        return True
    if not token.is_careless:
        return False
    if token.folded not in word_list("common.txt") and is_proper(token.text.capitalize()):
        return before not in ARTICLES - CONJUNCTIONS  # a rose is rarer in notes than a Roos
    return bool(role_of(before)) or before in BEFORE_NAMES or _is_paired(reading, index)


def _is_place(reading: Reading, index: int) -> bool:
    """ "in ede", "uit den bosch": a rare word that has a capital in the list too."""
    token = reading.tokens[index]
    is_after = reading.before(index) == "den" or reading.before(index) in PLACE_WORDS
    if not (token.is_careless and is_after and is_proper(token.text.capitalize())):
        return False
    return token.folded not in word_list("common.txt") and token.folded not in SMALL_WORDS


def _is_paired(reading: Reading, index: int) -> bool:
    """ "bram en siebe": two names beside each other."""
    for other in (index + 2, index - 2):
        between = (index + other) // 2
        if 0 <= other < len(reading.tokens) and reading.tokens[between].folded == "en":
            word = reading.tokens[other].text
            if is_listed_name(word) and not is_plain(word):
                return True
    return False


def _whole_name(reading: Reading, index: int) -> int:
    """The last word of a name without capitals: "henk de boer", "mario lopes"."""
    if not is_listed_name(reading.tokens[index].text):
        return index
    last = index + 1
    while last - index <= MOST_PARTICLES and last < len(reading.tokens) and reading.is_joined(last):
        token = reading.tokens[last]
        if token.folded not in PARTICLES - PLACING_PARTICLES:
            return last if _is_surname(token, is_after_particle=last > index + 1) else index
        last += 1
    return index


def _is_surname(token: Token, *, is_after_particle: bool) -> bool:
    if token.has_capital or not token.text.isalpha() or len(token.text) < SHORTEST or _is_sure_word(token):
        return False
    if not _is_word(token):
        return not is_misspelt(token.folded)
    return is_after_particle and is_proper(token.text.capitalize())


def acts_as_subject(reading: Reading, index: int) -> bool:
    """Whether an ordinary word stands where only a name can: bare before a verb ("maar roos zei")."""
    if reading.after(index) not in VERBS:
        return False
    return reading.tokens[index].is_opener or reading.before(index) in CONJUNCTIONS


def is_bare(reading: Reading, index: int) -> bool:
    """Whether a word without a capital has no article before it and is no ordinary word in a tidy text."""
    token = reading.tokens[index]
    if not is_ordinary(token.folded):
        return True
    return token.is_careless and token.folded not in SMALL_WORDS and reading.before(index) not in ARTICLES
