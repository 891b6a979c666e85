"""What someone wrote in the form, before and apart from the database."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Line:
    """One observation: the fact on one side, what someone makes of it on the other."""

    when: str = ""
    source: str = ""
    kind: str = "own"
    status: str = "established"
    fact: str = ""
    interpretation: str = ""
    whose: str = ""
    # Which observation this was, if any: no part of what it says.
    id: str = field(default="", compare=False)

    TEXTS = ("when", "source", "fact", "interpretation", "whose")

    @property
    def is_blank(self) -> bool:
        return not any(getattr(self, name) for name in self.TEXTS)

    def content(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if name != "id"}


@dataclass(frozen=True)
class Draft:
    """The whole of a case as its author wrote it. Two drafts are equal when they say the same."""

    title: str
    question: str = ""
    situation: str = ""
    lines: tuple[Line, ...] = ()
    register: tuple[tuple[str, str], ...] = ()
    themes: frozenset[Any] = frozenset()
    age_band: str = ""
    levels: frozenset[Any] = frozenset()

    def with_replaced(self, text: str, replacement: str) -> Draft:
        """The same draft with `text` replaced wherever it stands as a word; the register stays."""

        def swap(words: str) -> str:
            return replace_word(words, text, replacement)

        return replace(
            self,
            title=swap(self.title),
            question=swap(self.question),
            situation=swap(self.situation),
            lines=tuple(swapped(line, swap) for line in self.lines),
        )


def swapped(line: Line, swap: Callable[[str], str]) -> Line:
    texts: dict[str, Any] = {name: swap(getattr(line, name)) for name in Line.TEXTS}
    return replace(line, **texts)


def replace_word(words: str, text: str, replacement: str) -> str:
    """`words` with `text` replaced, but not inside a longer word: Jan and not January."""
    before = r"(?<!\w)" if text[:1].isalnum() else ""
    after = r"(?!\w)" if text[-1:].isalnum() else ""
    return re.sub(before + re.escape(text) + after, lambda _match: replacement, words)
