"""Reading pasted e-mail addresses: plain Python, no database."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

MAX_LENGTH = 254


class Addresses(NamedTuple):
    good: list[str]
    bad: list[str]


def read(text: str) -> Addresses:
    """The addresses in `text`, lower case and each once, and the pieces that are none.

    Between addresses stand commas, semicolons, spaces or new lines; "Naam <a@b.nl>" and Outlook's
    "Achternaam, Voornaam <a@b.nl>" are one address each.
    """
    pieces = [piece for chunk in re.split(r"[;\n\r]", text) for piece in _pieces(chunk)]
    good = dict.fromkeys(piece.lower() for piece in pieces if _is_address(piece))
    bad = dict.fromkeys(piece for piece in pieces if not _is_address(piece))
    return Addresses(list(good), list(bad))


def _pieces(chunk: str) -> list[str]:
    """What might be addresses; the names that stand beside addresses in <brackets> are left out."""
    bracketed = re.findall(r"<([^<>]*)>", chunk)
    rest = re.split(r"[,\s]+", re.sub(r"<[^<>]*>", " ", chunk))
    loose = [piece.strip("\"'") for piece in rest if piece.strip("\"'")]
    if bracketed:
        loose = [piece for piece in loose if "@" in piece]
    return [piece.strip() for piece in bracketed] + loose


def _is_address(piece: str) -> bool:
    try:
        validate_email(piece)
    except ValidationError:
        return False
    return len(piece) <= MAX_LENGTH
