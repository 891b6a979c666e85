"""Reading one Markdown file with front matter, strictly. Needs no database.

Everything that is wrong is told at once, each with file, line and fault.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from learning.authoring.block_rules import faults_of_block
from learning.authoring.markup import CALLOUT_KINDS, MarkupFault, Piece, links, mentions, pieces
from learning.authoring.rules import Rules, faults_of
from tegenspraak.dutch import fold


@dataclass(frozen=True)
class Fault:
    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


class FaultyModule(Exception):
    """A module that cannot be loaded; `faults` says all that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Known:
    """What a module may refer to: slugs of themes, levels and modules, folded names of glossary terms."""

    themes: Collection[str]
    levels: Collection[str]
    terms: Collection[str]
    modules: Collection[str] = ()


@dataclass(frozen=True)
class Block:
    """A block with plain values, as docs/writing-modules.md describes them."""

    kind: str
    values: dict[str, Any]
    line: int = 1


class Strict(yaml.constructor.SafeConstructor):
    """What only looks like a date or a number (2026-02-30) stays the words it is: its rule refuses it.

    A key that stands twice in one mapping is refused: YAML would drop the first without a word.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _value in node.value:
            if str(key.value) in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"“{key.value}” stands here twice", key.start_mark
                )
            seen.add(str(key.value))
        return super().construct_mapping(node, deep=deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, TypeError, KeyError, AttributeError):
            self.recursive_objects.pop(node, None)
            return node.value


class Loader(Strict, yaml.SafeLoader):
    pass


class SwiftLoader(Strict, yaml.CSafeLoader):
    """Ten times as fast, but it recurses in C: lists within lists without end would kill the process."""


NESTED = re.compile(r"[\[{]|[-?]\s+[-?]\s")
DEEPEST = 200


def loader_of(text: str) -> Loader | SwiftLoader:
    """The fast one, unless `text` might be nested deeper than it can bear."""
    return Loader(text) if len(NESTED.findall(text)) > DEEPEST else SwiftLoader(text)


class File:
    """One Markdown file with front matter; whatever is wrong with it is added to `faults`."""

    def __init__(self, path: Path, faults: list[Fault], known: Known) -> None:
        self.path, self.faults, self.known = path, faults, known
        self.matter, self.body, self.body_line = "", "", 1
        self.is_whole = False  # it is there, and has front matter and a text
        try:
            # utf-8-sig: some editors put a mark before the first letter.
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            self.fault(1, "this file is missing")
        except (OSError, UnicodeDecodeError) as error:
            self.fault(1, f"cannot be read as UTF-8 text: {error}")
        else:
            self.part(text)

    def fault(self, line: int, text: str) -> None:
        self.faults.append(Fault(self.path, line, text))

    def part(self, text: str) -> None:
        if "\x00" in text:
            return self.fault(
                text.count("\n", 0, text.index("\x00")) + 1, "has a NUL in it, which is no text"
            )
        # Not splitlines(): that ends a line at signs that Markdown and an editor's window do not.
        lines = text.split("\n")
        ends = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
        if len(ends) < 2 or ends[0] != 0:
            return self.fault(1, "must begin with front matter between two lines of ---")
        self.is_whole = True
        self.matter = "\n".join(lines[1 : ends[1]])
        self.body = "\n".join(lines[ends[1] + 1 :])
        self.body_line = ends[1] + 2

    def front_matter(self, rules: Rules) -> dict[str, Any]:
        """The values of the front matter, checked by `rules`."""
        values, lines = self.values(self.matter, 2)
        for wrong in faults_of(values, rules) if self.is_whole else ():
            self.fault(lines.get(wrong.name, 1), str(wrong))
        return values

    def values(self, text: str, first_line: int) -> tuple[dict[str, Any], dict[str, int]]:
        """The values of lines of YAML, and the line on which each key stands."""
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key, value, line in self.pairs(text, first_line):
            if key in values:
                self.fault(line, f"“{key}” stands here twice")
            values[key] = value
            lines[key] = line
        return values, lines

    def pairs(self, text: str, first_line: int) -> list[tuple[str, Any, int]]:
        """Key, value and line of each line of YAML."""
        try:
            loader = loader_of(text)
            node = loader.get_single_node()
            if node is None:
                return []
            if not isinstance(node, yaml.MappingNode):
                self.fault(first_line, "must be lines of “key: value”")
                return []
            return [
                (str(key.value), loader.construct_object(value, deep=True), key.start_mark.line + first_line)
                for key, value in node.value
            ]
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + first_line if mark else first_line
            self.fault(line, f"is no good YAML: {getattr(error, 'problem', error)}")
        except RecursionError:
            self.fault(first_line, "is no good YAML: lists within lists without end")
        return []

    def blocks(self, goals: Collection[str] = (), is_test: bool = False) -> list[Block]:
        """The text as blocks, checked; `goals` are those that a question of a test may name."""
        return [self.block(piece, goals, is_test) for piece in self.pieces()]

    def block(self, piece: Piece, goals: Collection[str], is_test: bool) -> Block:
        line = self.body_line + piece.line - 1
        if not piece.is_yaml:
            if is_test:
                self.fault(line, "only questions stand in a test")
            if piece.kind in CALLOUT_KINDS:
                callout = {"kind": piece.kind, "title": piece.title, "text": piece.text}
                return Block("callout", callout, line)
            return Block("text", {"text": piece.text}, line)
        told_before = len(self.faults)
        values, lines = self.values("\n".join(piece.lines), line + 1)
        if is_test and piece.kind != "question":
            self.fault(line, "only questions stand in a test")
        elif values or len(self.faults) == told_before:
            for wrong in faults_of_block(piece.kind, values, goals, is_test):
                self.fault(lines.get(wrong.name, line), f"{piece.kind}: {wrong}")
        return Block(piece.kind, values, line)

    def pieces(self) -> list[Piece]:
        try:
            found = pieces(self.body)
        except MarkupFault as fault:
            self.fault(self.body_line + fault.line - 1, str(fault))
            return []
        if self.is_whole and not found:
            self.fault(self.body_line, "there is no text")
        return found

    def check_text(self) -> None:
        """Terms are in the glossary, links lead somewhere, and the title is the only first-level heading."""
        for mention in mentions(self.body):
            if fold(mention.name) not in self.known.terms:
                self.fault(
                    self.body_line + mention.line - 1,
                    f"[[{mention.name}]] is no preferred or loaded name in the glossary",
                )
        for link in links(self.body):
            if link.kind == "module" and link.to not in self.known.modules:
                self.fault(self.body_line + link.line - 1, f"there is no module “{link.to}”")
        for number, line in enumerate(self.body.split("\n")):
            if line.startswith("# "):
                self.fault(self.body_line + number, "a heading in the text begins with ##; # is the title")
