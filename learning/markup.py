"""The marks that our Markdown has more than others: callouts and glossary terms. Plain Python.

::: tip Titel          a callout of one of four kinds, until the next :::
[[complexe scheiding]] or [[complexe scheiding|vechtscheiding]]: a term that is explained in place
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

CALLOUT_KINDS = ("signaal", "wet", "tip", "let_op")

TERM = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]|\n]+))?\]\]")
FENCE = re.compile(r"^:::[ \t]*(.*?)[ \t]*$")
FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\](:?)")


class MarkupFault(ValueError):
    """Something in a text that cannot be loaded, and the line on which it stands (the first is 1)."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line


@dataclass
class Piece:
    """A stretch of running text, or a callout when `kind` is set."""

    line: int
    kind: str = ""
    title: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


def pieces(text: str) -> list[Piece]:
    """The running text and callouts of `text` in order, empty stretches left out. Raises MarkupFault."""
    found = [Piece(line=1)]
    for number, line in enumerate(text.splitlines(), 1):
        if fence := FENCE.match(line):
            found.append(after_fence(fence.group(1), found[-1], number))
        else:
            found[-1].lines.append(line)
    if found[-1].kind:
        raise MarkupFault(found[-1].line, f"the callout “{found[-1].kind}” is never closed with :::")
    for piece in found:
        check_footnotes(piece)
    return [piece for piece in found if piece.text]


def after_fence(words: str, open_piece: Piece, line: int) -> Piece:
    """The piece that begins at a ::: with `words` behind it. Raises MarkupFault."""
    if not words:
        if not open_piece.kind:
            raise MarkupFault(line, "::: closes a callout that was never opened")
        if not open_piece.text:
            raise MarkupFault(open_piece.line, f"the callout “{open_piece.kind}” is empty")
        return Piece(line=line + 1)
    if open_piece.kind:
        raise MarkupFault(
            line, f"a callout inside the callout of line {open_piece.line}; close that one first"
        )
    kind, _, title = words.partition(" ")
    if kind not in CALLOUT_KINDS:
        raise MarkupFault(line, f"unknown callout “{kind}”; known are {', '.join(CALLOUT_KINDS)}")
    return Piece(line=line, kind=kind, title=title.strip())


def check_footnotes(piece: Piece) -> None:
    """A footnote must stand in the piece that uses it: each piece becomes a block of its own."""
    marks = FOOTNOTE.findall(piece.text)
    used, defined = {name for name, end in marks if not end}, {name for name, end in marks if end}
    for name in sorted(used ^ defined):
        raise MarkupFault(
            piece.line, f"footnote [^{name}] is not both used and written out in this piece of text"
        )


@dataclass(frozen=True)
class Mention:
    """A glossary term as a text asks for it."""

    name: str
    words: str
    line: int


def mentions(text: str) -> Iterator[Mention]:
    """Every [[term]] in `text`."""
    for match in TERM.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Mention(match.group(1).strip(), (match.group(2) or match.group(1)).strip(), line)


def replace_terms(text: str, replacement: Callable[[str, str], str]) -> str:
    """`text` with every [[name|words]] replaced by `replacement(name, words)`."""
    return TERM.sub(lambda m: replacement(m.group(1).strip(), (m.group(2) or m.group(1)).strip()), text)
