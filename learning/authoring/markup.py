r"""The marks that our Markdown has more than others: blocks and glossary terms. Plain Python.

::: tip Titel          a callout of one of four kinds, until the next :::
::: question           a block written in YAML, until the next :::
::: text               running text that is a block of its own, beside other running text
\:::                   a line of text that begins with :::
[[complexe scheiding]] or [[complexe scheiding|vechtscheiding]]: a term that is explained in place
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from learning.authoring.block_rules import KINDS

CALLOUT_KINDS = ("signaal", "wet", "tip", "let_op")
TEXT = "text"

TERM = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]|\n]+))?\]\]")
FENCE = re.compile(r"^:::[ \t]*(.*?)[ \t]*$")
LIKE_FENCE = re.compile(r"^(\\*:::)", re.MULTILINE)
NO_FENCE = re.compile(r"^\\(?=\\*:::)")
FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\](:?)")


class MarkupFault(ValueError):
    """Something in a text that cannot be loaded, and the line on which it stands (the first is 1)."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line


@dataclass
class Piece:
    """A stretch of running text, or a block when `kind` is set: a callout, text, or one written in YAML."""

    line: int
    kind: str = ""
    title: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()

    @property
    def is_yaml(self) -> bool:
        return self.kind in KINDS


def pieces(text: str) -> list[Piece]:
    """The running text and blocks of `text` in order, empty stretches left out. Raises MarkupFault."""
    found = [Piece(line=1)]
    for number, line in enumerate(text.split("\n"), 1):
        if fence := FENCE.match(line):
            found.append(after_fence(fence.group(1), found[-1], number))
        else:
            found[-1].lines.append(line if found[-1].is_yaml else NO_FENCE.sub("", line))
    if found[-1].kind:
        raise MarkupFault(found[-1].line, f"“{found[-1].kind}” is never closed with :::")
    for piece in found:
        if not piece.is_yaml:
            check_footnotes(piece)
    return [piece for piece in found if piece.text]


def after_fence(words: str, open_piece: Piece, line: int) -> Piece:
    """The piece that begins at a ::: with `words` behind it. Raises MarkupFault."""
    if not words:
        if not open_piece.kind:
            raise MarkupFault(line, "::: closes what was never opened")
        if not open_piece.text:
            raise MarkupFault(open_piece.line, f"“{open_piece.kind}” is empty")
        return Piece(line=line + 1)
    if open_piece.kind:
        raise MarkupFault(line, f"a block inside the block of line {open_piece.line}; close that one first")
    kind, _, title = words.partition(" ")
    known = (TEXT, *CALLOUT_KINDS, *KINDS)
    if kind not in known:
        raise MarkupFault(line, f"unknown block “{kind}”; known are {', '.join(known)}")
    if kind not in CALLOUT_KINDS and title.strip():
        raise MarkupFault(line, f"nothing stands behind “{kind}” on its first line")
    return Piece(line=line, kind=kind, title=title.strip())


def without_fences(text: str) -> str:
    """`text` as it stands in a file: no line of it begins or ends a block."""
    return LIKE_FENCE.sub(r"\\\1", text)


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


LINK = re.compile(r"\]\((les|module):([^)\s]*)\)")


@dataclass(frozen=True)
class Link:
    """A link to a lesson of the same module, by the name of its file, or to another module by its slug."""

    kind: str
    to: str
    line: int


def links(text: str) -> Iterator[Link]:
    """Every link in `text` to a lesson or a module."""
    for match in LINK.finditer(text):
        yield Link(match.group(1), match.group(2), text.count("\n", 0, match.start()) + 1)


def with_addresses(text: str, module: str, modules: str) -> str:
    """`text` with those links as addresses; `module` and `modules` are those of the module and of all."""
    return LINK.sub(
        lambda found: (
            f"]({module}{found.group(2)[3:]}/)"
            if found.group(1) == "les"
            else f"]({modules}{found.group(2)}/)"
        ),
        text,
    )
