"""How far a name goes: initials, capitals, and the particles between them ("P.J. van der Meulen")."""

import re

from .findings import ASKS, BLOCKS, Finding
from .people import AFTER_PLACING, FAMILY, PARTICLES, PLACING_PARTICLES, ROLE_OF, SURE_PARTICLES, TITLES
from .reading import Reading, Token
from .vocabulary import is_listed_name, is_plain

UNKNOWN = "[naam]"
WIDEST_BLANK = 2
BEFORE_RIVER = frozenset(("aan", "op", "bij", "a", "over"))
RIVERS = {
    "IJssel",
    "Rijn",
    "Maas",
    "Zaan",
    "Lek",
    "Amstel",
    "Vecht",
    "Zee",
    "Zoom",
    "Waal",
    "Zand",
    "Schelde",
    "Kolk",
}
WORD_AFTER_NAME = re.compile(r"(?<=[a-zà-ž])-[a-zë]{3,20}$")  # Jansen-gezin
WORD_BEFORE_NAME = re.compile(r"[a-zë]{3,20}-(?=[A-ZÀ-Ž])")  # zaak-Verhaegen
MOST_PARTS = 12
MOST_PARTICLES = 4


def is_name_part(token: Token) -> bool:
    """Whether a token can be part of a name: a capital, and no term of the field or word of a role."""
    return token.has_capital and not token.is_known and token.folded not in ROLE_OF


def is_linked(reading: Reading, index: int) -> bool:
    """Whether a token and the one before can be parts of one name: a blank, a hyphen, the stop of "J."."""
    token, before = reading.tokens[index], reading.tokens[index - 1]
    gap = token.gap.strip(" \u00a0\t")
    if gap == "":
        return len(token.gap) <= WIDEST_BLANK
    if gap in ("'", "’"):
        return token.folded in ("t", "s")
    if gap == ".":
        return before.is_initial or before.folded in TITLES | FAMILY | ROLE_OF.keys()
    return token.gap == "-"


def chain_end(reading: Reading, index: int) -> int:
    """Takes where a name starts, gives its last token."""
    last = index
    for _ in range(MOST_PARTS):
        following = _next_part(reading, last)
        if following is None:
            break
        last = following
    return last


def _next_part(reading: Reading, last: int) -> int | None:
    for place in range(last + 1, min(last + 2 + MOST_PARTICLES, len(reading.tokens))):
        if not is_linked(reading, place):
            return None
        token = reading.tokens[place]
        if token.folded in TITLES and place == last + 1 and token.folded not in ("heer", "prins"):
            return None
        is_after_initial = place > last + 1 and reading.is_initial(last) and token.has_capital
        if place == last + 1 and (river := _river_after(reading, place)):
            return river
        if reading.is_initial(place) or is_name_part(token) or is_after_initial:
            return place
        if token.folded not in PARTICLES or not _may_join(reading, place):
            return None
    return None


def _river_after(reading: Reading, place: int) -> int | None:
    """ "Capelle aan den IJssel", "Bergen op Zoom": where the name of a place ends, if it goes on here."""
    if reading.tokens[place].folded not in BEFORE_RIVER:
        return None
    for end in range(place + 1, min(place + 3, len(reading.tokens))):
        if reading.tokens[end].text in RIVERS:
            return end
        if reading.tokens[end].folded not in ("de", "den", "d", "het", "t"):
            return None
    return None


def _may_join(reading: Reading, place: int) -> bool:
    """ "in" and "op" join a name only before another particle: "in 't Veld", not "Karin in Assen"."""
    return reading.tokens[place].folded not in PLACING_PARTICLES or reading.after(place) in AFTER_PLACING


def chain_start(reading: Reading, index: int) -> int:
    """Takes a token, gives the first token of the capitals right before it, or the token itself."""
    first = index
    while first > 0 and reading.is_joined(first) and _belongs_before(reading.tokens[first - 1]):
        first -= 1
    return first


def _belongs_before(token: Token) -> bool:
    return is_name_part(token) and not (token.is_opener and is_plain(token.text))


def with_initials(reading: Reading, index: int) -> int:
    """Takes the first capital of a name, gives where it starts with the initials and particles before it."""
    first = index
    while index - first < MOST_PARTS:
        outer = _before_particles(reading, first)
        if outer > 0 and is_linked(reading, outer) and reading.is_initial(outer - 1):
            first = outer - 1
        else:
            return outer if _follows_title(reading, outer) else _sure_start(reading, outer, first)
    return first


def _before_particles(reading: Reading, first: int) -> int:
    for _ in range(MOST_PARTICLES):
        if first == 0 or not is_linked(reading, first) or reading.tokens[first - 1].folded not in PARTICLES:
            break
        first -= 1
    return first


def _follows_title(reading: Reading, index: int) -> bool:
    return index > 0 and is_linked(reading, index) and reading.tokens[index - 1].folded in TITLES | FAMILY


def _sure_start(reading: Reading, outer: int, first: int) -> int:
    """Of particles after no title, those from the first capital or sure one: "Van Dongen", "el Amrani"."""
    for place in range(outer, first):
        token = reading.tokens[place]
        is_sure = token.folded in SURE_PARTICLES
        if is_sure and place > outer and reading.tokens[place - 1].folded == "van":
            return place - 1
        if is_sure or (
            token.has_capital
            and token.folded not in PLACING_PARTICLES
            and not (token.is_opener and token.folded == "het")
            and not (token.is_opener and is_listed_name(reading.tokens[first].text))
        ):
            return place
    return first


def only_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Takes where a word stands, gives where the name in it does: "zaak-Verhaegen", "Jansen-gezin"."""
    prefix = WORD_BEFORE_NAME.match(text, start, end)
    start = prefix.end() if prefix else start
    suffix = WORD_AFTER_NAME.search(text[start:end])
    if suffix and is_plain(suffix.group()[1:]):
        end = start + suffix.start()
    return start, end


def person(reading: Reading, first: int, last: int, label: str | None = None) -> Finding:
    """Takes the tokens of a name and the role it was announced by, gives the finding."""
    start, end = reading.tokens[with_initials(reading, first)].start, reading.tokens[last].end
    start, end = only_name(reading.text, start, end)
    if reading.is_initial(last):
        end += 1
    severity = BLOCKS if label or is_listed_name(reading.tokens[first].bare) else ASKS
    return Finding(
        start, end, reading.text[start:end], "person", severity, f"[{label}]" if label else UNKNOWN
    )
