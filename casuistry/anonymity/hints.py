"""Advice: facts that tell little alone and much together, such as an origin, a profession, a drieling."""

import re
from collections.abc import Iterator
from functools import cache

from tegenspraak.dutch import fold

from .findings import ADVISES, Finding
from .people import ROLE_OF
from .reading import Reading
from .vocabulary import entries, origins

RARE = re.compile(r"\b(?:eeneiige|twee-eiige)\s+tweeling\w{0,4}\b", re.IGNORECASE)
PROFESSION = re.compile(
    r"\b(?:werkt|werkte|werkzaam|werk)\s(?:nu\s|momenteel\s|al\sjaren\s)?als\s(?:een\s|zelfstandig\s|zzp'?er\s)?"
    r"(?P<it>[a-zë]{4,40})|\b(?:van\sberoep|beroep:)\s(?P<it2>[a-zë]{4,40})|"
    r"\b(?:is|was|werd)\s(?:zelf\s|een\s|ook\s)?(?P<it3>rechter|officier\svan\sjustitie|advocaat|psychiater|huisarts|"
    r"kinderarts|politieagent|politieman|agent|arts|jeugdbeschermer|leerkracht|directeur)\b",
    re.IGNORECASE,
)
MANY_CHILDREN = re.compile(
    r"\b(?:zeven|acht|negen|tien|elf|twaalf|dertien|veertien|[7-9]|1\d)\s"
    r"(?:kinderen|broers|zussen|dochters|zonen)\b",
    re.IGNORECASE,
)
# "de enige Poolse monteur in het dorp"
ONLY_ONE = re.compile(
    r"\b(?:de|het|als)\s(?P<it>enige)\s(?:[\w-]+\s){0,4}?(?:in|van|op)\s"
    r"(?:het dorp|de stad|de straat|de buurt|de wijk|de school|school|de klas|[A-ZÀ-Ž]|heel)",
)
PROFESSION_ENDINGS = (
    "monteur",
    "schipper",
    "voetballer",
    "fokker",
    "kweker",
    "houder",
    "bouwer",
    "commandant",
    "chirurg",
)
SHORTEST_BEFORE_ENDING = 3
LONGEST_SENTENCE = 30
IS = frozenset(("is", "was", "werd", "als", "wordt", "zijn"))
OF_FAMILY_WORDS = (
    "moeder vader stiefmoeder stiefvader pleegmoeder pleegvader oma opa tante oom broer zus zoon man"
)
OF_FAMILY = frozenset(ROLE_OF[word] for word in OF_FAMILY_WORDS.split())
BEFORE_COUNTRY = frozenset(("in", "uit", "naar", "nr", "via", "vanuit"))
SHORTEST_OPEN_FACT, LONGEST_WORD = 4, 30
NO_HINT = frozenset(
    (
        "huishouder",
        "kluishouder",
        "vergunninghouder",
        "statushouder",
        "rekeninghouder",
        "boekhouder",
        "toezichthouder",
    )
)
# What is worth a mark in the text; the other kinds only count in `recognisable`.
CATEGORY_OF = {
    "profession": "profession",
    "illness": "rare",
    "faith": "rare",
    "media": "rare",
    "family": "rare",
}
SUGGESTION_OF = {
    "profession": "[beroep]",
    "illness": "[aandoening]",
    "faith": "[geloof]",
    "media": "[publiciteit]",
    "family": "[kinderen]",
}


def hints(reading: Reading) -> Iterator[Finding]:
    """Takes a reading, gives what a second reader should weigh."""
    for match in RARE.finditer(reading.text):
        yield Finding(*match.span(), match.group(), "rare", ADVISES, "[kinderen]")
    for match in MANY_CHILDREN.finditer(reading.text):
        yield Finding(*match.span(), match.group(), "rare", ADVISES, "[kinderen]")
    for kind, start, end in rare_facts(reading):
        if kind in CATEGORY_OF and (kind != "profession" or _is_of_family(reading, start)):
            text = reading.text[start:end]
            yield Finding(start, end, text, CATEGORY_OF[kind], ADVISES, SUGGESTION_OF[kind])
    for match in PROFESSION.finditer(reading.text):
        start, end = match.span(match.lastgroup or 0)
        yield Finding(start, end, reading.text[start:end], "profession", ADVISES, "[beroep]")
    for index, token in enumerate(reading.tokens):
        is_country = token.has_capital or reading.before(index) in BEFORE_COUNTRY
        if is_country and token.folded in origins():
            yield Finding(token.start, token.end, token.text, "origin", ADVISES, "[herkomst]")


def _is_of_family(reading: Reading, start: int) -> bool:
    """Whether a profession is told of somebody: "is burgemeester", "vader, imam"; not "de imam belde"."""
    index = reading.within(start, start + 1).start
    first = index
    while first > 0 and index - first < LONGEST_SENTENCE and not reading.tokens[first].is_opener:
        first -= 1
    words = [token.folded for token in reading.tokens[first : index + 1]]
    return bool(IS.intersection(words[-5:])) or any(ROLE_OF.get(word) in OF_FAMILY for word in words)


@cache
def _facts() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The facts under their first word, the longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, entry in entries("rare.txt"):
        parts = tuple(fold(part) for part in entry.split())
        index.setdefault(parts[0].rstrip("*"), []).append((parts, kind))
    for facts in index.values():
        facts.sort(key=lambda fact: -len(fact[0]))
    return index


def rare_facts(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Takes a reading, gives the kind of each rare fact in it and where it stands."""
    for index, token in enumerate(reading.tokens):
        for parts, kind in _candidates(token.folded):
            last = index + len(parts) - 1
            if last < len(reading.tokens) and _stands(reading, index, parts):
                yield kind, token.start, reading.tokens[last].end
                break
        else:
            if _is_profession(token.folded):
                yield "profession", token.start, token.end


def _candidates(word: str) -> list[tuple[tuple[str, ...], str]]:
    """The facts that may begin with this word, with an open ending or without."""
    facts = _facts()
    if word in facts:
        return facts[word]
    for length in range(min(len(word), LONGEST_WORD) - 1, SHORTEST_OPEN_FACT, -1):
        found = [fact for fact in facts.get(word[:length], ()) if fact[0][0].endswith("*")]
        if found:
            return found
    return []


def _stands(reading: Reading, index: int, parts: tuple[str, ...]) -> bool:
    for offset, part in enumerate(parts):
        token = reading.tokens[index + offset]
        if offset and not reading.is_joined(index + offset):
            return False
        if part == "*":
            if not token.has_capital:
                return False
        elif token.folded != part and not (part.endswith("*") and token.folded.startswith(part[:-1])):
            return False
    return True


def _is_profession(word: str) -> bool:
    if word in NO_HINT or not word.endswith(PROFESSION_ENDINGS):
        return False
    return any(
        word.endswith(end) and len(word) - len(end) >= SHORTEST_BEFORE_ENDING for end in PROFESSION_ENDINGS
    )
