"""A text as the patterns should read it: signs that nobody sees, or that only look different, made plain."""

import unicodedata

# Zero-width signs, the soft hyphen, marks of writing direction.
UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


def plain(text: str) -> tuple[str, list[int] | None]:
    """Takes a text, gives it without unseen signs, with plain blanks and digits, and where each sign stood.

    The second part has for each character of the first its place in `text`; None where nothing changed.
    """
    if text.isascii():
        return text, None
    kept = [(place, _plain(sign)) for place, sign in enumerate(text) if sign not in UNSEEN]
    shadow = "".join(sign for _, sign in kept)
    return (text, None) if shadow == text else (shadow, [place for place, _ in kept])


def _plain(sign: str) -> str:
    """The sign, or the plain one it stands for: a wide or Arabic digit, a blank of another width."""
    if sign.isascii():
        return sign
    if sign.isspace() and sign not in "\u0085\u2028\u2029":
        return " "
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    simple = unicodedata.normalize("NFKC", sign)
    return simple if len(simple) == 1 and simple.isascii() else sign
