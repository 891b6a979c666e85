"""A text as a reader sees it: what hides a name or a number from the eye of the detector goes out."""

from __future__ import annotations

import re
import unicodedata

# Letters that only look different: bold or wide ones, which nobody needs to write about a child.
DISGUISES = ("<font>", "<wide>", "<narrow>")
HYPHENS = {ord(sign): "-" for sign in "\u2010\u2011\u2012\u2212"}
# Drawn as nothing, though their category says letter, sign or accent.
UNSEEN = re.compile(r"[\0\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0e\U000e0100-\U000e01ef]")
ON_A_DIGIT = re.compile(r"(?<=\d)[\u0300-\u036f\u20d0-\u20f0\ufe0f]+")
JOINER = "\u200d"  # between two emoji it makes one picture of them


def visible(text: str) -> str:
    """`text` with one kind of line end, blank, hyphen and digit, and without signs that cannot be seen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text.replace("\0", "")
    text = UNSEEN.sub("", text.translate(HYPHENS))
    text = "".join(seen(text, place) for place in range(len(text)))
    return unicodedata.normalize("NFC", ON_A_DIGIT.sub("", text))


def seen(text: str, place: int) -> str:
    """What a reader sees of the sign at `place`."""
    sign = text[place]
    if sign.isascii():
        return sign
    kind = unicodedata.category(sign)
    if kind == "Zs":
        return " "
    if kind == "Nd":
        return str(unicodedata.digit(sign))
    if kind in ("Cf", "Cs"):
        return sign if sign == JOINER and joins_pictures(text, place) else ""
    if unicodedata.decomposition(sign).startswith(DISGUISES):
        return unicodedata.normalize("NFKC", sign)
    return sign


def joins_pictures(text: str, place: int) -> bool:
    around = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
    return len(around) == 2 and not any(sign.isalnum() or sign.isspace() for sign in around)
