"""Advice: facts that tell little alone and much together, such as an origin, a profession, a drieling."""

import re
from collections.abc import Iterator

from .findings import ADVISES, Finding
from .reading import Reading
from .vocabulary import origins

RARE = re.compile(r"\b(?:drieling|vierling|(?:eeneiige|twee-eiige)\s+tweeling)\w{0,4}\b", re.IGNORECASE)
PROFESSION = re.compile(
    r"\b(?:werkt|werkte|werkzaam|werk)\s(?:nu\s|momenteel\s|al\sjaren\s)?als\s(?:een\s|zelfstandig\s|zzp'?er\s)?(?P<it>[a-zë]{4,40})|"
    r"\b(?:van\sberoep|beroep:)\s(?P<it2>[a-zë]{4,40})",
    re.IGNORECASE,
)


def hints(reading: Reading) -> Iterator[Finding]:
    """Takes a reading, gives what a second reader should weigh."""
    for match in RARE.finditer(reading.text):
        yield Finding(*match.span(), match.group(), "rare", ADVISES, "[kinderen]")
    for match in PROFESSION.finditer(reading.text):
        start, end = match.span("it") if match.group("it") else match.span("it2")
        yield Finding(start, end, reading.text[start:end], "profession", ADVISES, "[beroep]")
    for token in reading.tokens:
        if token.has_capital and token.folded in origins():
            yield Finding(token.start, token.end, token.text, "origin", ADVISES, "[herkomst]")
