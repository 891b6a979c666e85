"""Words that judge, where a fact should stand. A question to the author, never an error.

Which words those are stands in `data/judging_words.txt`; the list is open.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from tegenspraak import dutch

LIST = Path(__file__).with_name("data") / "judging_words.txt"
MOST_ASKED = 5
OTHER_WORDS = {"lijk"}  # the same stem, another word
# What somebody said is a fact, whatever the words.
QUOTED = re.compile(r"“[^”\n]*”|„[^”\n]*”|‘[^’\n]*’(?!\w)|\"[^\"\n]*\"")


@cache
def judging_stems() -> frozenset[str]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(stem_of(line) for line in lines if line and not line.startswith("#"))


def stem_of(word: str) -> str:
    return dutch.stem(dutch.fold(word))


def judging(text: str) -> list[str]:
    """Takes a fact, gives the words in it that judge, as written; each once, five at most, no quotes."""
    found: dict[str, str] = {}
    for word in dutch.words(QUOTED.sub(" ", text)):
        stem = stem_of(word.text)
        if stem in judging_stems() and word.text.lower() not in OTHER_WORDS:
            found.setdefault(stem, word.text)
    return list(found.values())[:MOST_ASKED]
