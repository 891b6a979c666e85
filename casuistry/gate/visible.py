"""A text as a reader sees it: what hides a name or a number from the eye of the detector goes out."""

import unicodedata

from casuistry.anonymity.shadow import HYPHENS, ON_A_DIGIT, UNSEEN, seen


def visible(text: str) -> str:
    """`text` with one kind of line end, blank, hyphen and digit, and without signs that cannot be seen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text.replace("\0", "")
    text = UNSEEN.sub("", text.translate(HYPHENS))
    text = "".join(seen(text, place) for place in range(len(text)))
    return unicodedata.normalize("NFC", ON_A_DIGIT.sub("", text))
