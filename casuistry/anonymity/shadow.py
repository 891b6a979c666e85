"""A text as a reader sees it: signs that nobody sees, or that only look different, made plain."""

import re
import unicodedata

# Letters that only look different: bold or wide ones, which nobody needs to write about a child.
DISGUISES = ("<font>", "<wide>", "<narrow>")
HYPHENS = {ord(sign): "-" for sign in "\u2010\u2011\u2012\u2212"}
# Drawn as nothing, though their category says letter, sign or accent.
UNSEEN = re.compile(r"[\0\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0e\U000e0100-\U000e01ef]")
ON_A_DIGIT = re.compile(r"(?<=\d)[\u0300-\u036f\u20d0-\u20f0\ufe0f]+")
# A word of so many letters is no word and no name; patterns would look for one from each of its letters.
ENDLESS = re.compile(r"[\w'’.-]{150,}")
FILLER = "·"
JOINER = "\u200d"  # between two emoji it makes one picture of them


def plain(text: str) -> tuple[str, list[int] | None]:
    """Takes a text, gives it as the patterns should read it, and where each of its characters stood.

    The second part has for each character of the first its place in `text`; None where nothing changed.
    """
    shadow, places = _as_seen(text)
    if not ENDLESS.search(shadow):
        return shadow, places
    return ENDLESS.sub(lambda run: FILLER * len(run.group()), shadow), places or list(range(len(text)))


def _as_seen(text: str) -> tuple[str, list[int] | None]:
    if text.isascii():
        return text, None
    marks = {place for match in ON_A_DIGIT.finditer(text) for place in range(*match.span())}
    pairs = [
        (sign, place) for place in range(len(text)) if place not in marks for sign in _plain(text, place)
    ]
    shadow = "".join(sign for sign, _ in pairs)
    return (text, None) if shadow == text else (shadow, [place for _, place in pairs])


def _plain(text: str, place: int) -> str:
    """What a reader sees of the sign at `place`, or the sign of ASCII that it stands for (a raised digit)."""
    sign = text[place].translate(HYPHENS)
    if sign == JOINER or UNSEEN.match(sign):
        return ""
    shown = seen(sign, 0)
    simple = unicodedata.normalize("NFKC", shown)
    return simple if len(simple) == 1 and simple.isascii() else shown


def seen(text: str, place: int) -> str:
    """What a reader sees of the sign at `place`; nothing for a sign that is not drawn."""
    sign = text[place]
    if sign.isascii():
        return sign
    kind = unicodedata.category(sign)
    if kind == "Zs":
        return " "
    if kind == "Nd":
        return str(unicodedata.digit(sign))
    if kind in ("Cf", "Cs"):
        return sign if sign == JOINER and _joins_pictures(text, place) else ""
    if unicodedata.decomposition(sign).startswith(DISGUISES):
        return unicodedata.normalize("NFKC", sign)
    return sign


def _joins_pictures(text: str, place: int) -> bool:
    around = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
    return len(around) == 2 and not any(sign.isalnum() or sign.isspace() for sign in around)
