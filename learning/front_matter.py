"""Reading a module's Markdown files, strictly. Needs no database.

A module is a folder `<slug>/` with `module.md` and lessons `NN-<slug>.md`, each with YAML front matter
between two lines of ---. Everything that is wrong is told at once, each with file, line and fault.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from learning.markup import MarkupFault, Piece, mentions, pieces
from tegenspraak.dutch import fold

LESSON_FILE = re.compile(r"(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)\.md")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_MINUTES = 1200


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
    """What a module may refer to: slugs of themes and levels, folded names of glossary terms."""

    themes: Collection[str]
    levels: Collection[str]
    terms: Collection[str]


@dataclass(frozen=True)
class LessonFile:
    slug: str
    values: dict[str, Any]
    pieces: list[Piece]


@dataclass(frozen=True)
class ModuleFiles:
    slug: str
    values: dict[str, Any]
    introduction: str
    lessons: list[LessonFile]


def read_module(folder: Path, known: Known) -> ModuleFiles:
    """The checked content of the module in `folder`. Raises FaultyModule."""
    faults: list[Fault] = []
    if not SLUG.fullmatch(folder.name):
        faults.append(Fault(folder, 1, "a folder's name has small letters, digits and hyphens only"))
    main = File(folder / "module.md", faults, known)
    values = main.front_matter(module_rules(known))
    lessons = [read_lesson(path, faults, known) for path in lesson_paths(folder, faults)]
    if not lessons:
        faults.append(Fault(folder, 1, "there is no lesson; name lessons like 01-begin.md"))
    main.check_text()
    if faults:
        raise FaultyModule(faults)
    return ModuleFiles(folder.name, values, main.body.strip(), lessons)


def lesson_paths(folder: Path, faults: list[Fault]) -> list[Path]:
    """The lesson files of `folder` in order; names that cannot be become faults."""
    paths = sorted(path for path in folder.glob("*.md") if path.name != "module.md")
    seen: dict[str, str] = {}
    for path in paths:
        match = LESSON_FILE.fullmatch(path.name)
        if match is None:
            faults.append(
                Fault(path, 1, "a lesson is called NN-name.md, with small letters, digits and hyphens")
            )
            continue
        for part in match.groups():
            if part in seen:
                faults.append(Fault(path, 1, f"“{part}” stands in {seen[part]} already"))
            seen[part] = path.name
    return [path for path in paths if LESSON_FILE.fullmatch(path.name)]


def read_lesson(path: Path, faults: list[Fault], known: Known) -> LessonFile:
    file = File(path, faults, known)
    values = file.front_matter(LESSON_RULES)
    file.check_text()
    return LessonFile(path.stem[3:], values, file.pieces())


class Loader(yaml.SafeLoader):
    """What only looks like a date or a number (2026-02-30) stays the words it is: its rule refuses it."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, TypeError, KeyError, AttributeError):
            self.recursive_objects.pop(node, None)
            return node.value


class File:
    """One Markdown file with front matter; whatever is wrong with it is added to `faults`."""

    def __init__(self, path: Path, faults: list[Fault], known: Known) -> None:
        self.path, self.faults, self.known = path, faults, known
        self.matter, self.body, self.body_line = "", "", 1
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
        lines = text.splitlines()
        ends = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
        if len(ends) < 2 or ends[0] != 0:
            self.fault(1, "must begin with front matter between two lines of ---")
            return
        self.matter = "\n".join(lines[1 : ends[1]])
        self.body = "\n".join(lines[ends[1] + 1 :])
        self.body_line = ends[1] + 2

    def front_matter(self, rules: "Rules") -> dict[str, Any]:
        """The values of the front matter, checked by `rules`."""
        values: dict[str, Any] = {}
        for key, value, line in self.pairs():
            if key in values:
                self.fault(line, f"“{key}” stands here twice")
            elif key not in rules:
                self.fault(line, f"unknown key “{key}”; known are {', '.join(rules)}")
            elif wrong := rules[key].check(value):
                self.fault(line, f"“{key}” {wrong}")
            values[key] = value
        for key, rule in rules.items():
            if self.matter and rule.is_required and key not in values:
                self.fault(1, f"“{key}” is missing")
        return values

    def pairs(self) -> list[tuple[str, Any, int]]:
        """Key, value and line of each line of front matter."""
        try:
            loader = Loader(self.matter)
            node = loader.get_single_node()
            if node is None:
                return []
            if not isinstance(node, yaml.MappingNode):
                self.fault(2, "front matter must be lines of “key: value”")
                return []
            return [
                (str(key.value), loader.construct_object(value, deep=True), key.start_mark.line + 2)
                for key, value in node.value
            ]
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            self.fault(mark.line + 2 if mark else 2, f"is no good YAML: {getattr(error, 'problem', error)}")
        except RecursionError:
            self.fault(2, "is no good YAML: lists within lists without end")
        return []

    def pieces(self) -> list[Piece]:
        try:
            found = pieces(self.body)
        except MarkupFault as fault:
            self.fault(self.body_line + fault.line - 1, str(fault))
            return []
        if self.matter and not found:
            self.fault(self.body_line, "there is no text")
        return found

    def check_text(self) -> None:
        """Terms must be in the glossary, and the title is the only first-level heading."""
        for mention in mentions(self.body):
            if fold(mention.name) not in self.known.terms:
                self.fault(
                    self.body_line + mention.line - 1,
                    f"[[{mention.name}]] is no preferred or loaded name in the glossary",
                )
        for number, line in enumerate(self.body.splitlines()):
            if line.startswith("# "):
                self.fault(self.body_line + number, "a heading in the text begins with ##; # is the title")


# --- What each key must be ------------------------------------------------------------------------

Check = Callable[[Any], str | None]


@dataclass(frozen=True)
class Rule:
    check: Check
    is_required: bool = True


Rules = dict[str, Rule]


def line_of_text(longest: int) -> Check:
    def check(value: Any) -> str | None:
        if not isinstance(value, str) or not value.strip():
            return f"must be text; put quotes around “{value}”"
        return f"has more than {longest} characters" if len(value) > longest else None

    return check


def whole_minutes(value: Any) -> str | None:
    good = type(value) is int and 0 < value <= LONGEST_MINUTES
    return None if good else f"must be a whole number of minutes from 1 to {LONGEST_MINUTES}, not “{value}”"


def a_date(value: Any) -> str | None:
    return None if type(value) is date else f"must be a date like 2026-11-23, not “{value}”"


def list_of(check: Check, least: int = 1, most: int | None = None) -> Check:
    def check_all(value: Any) -> str | None:
        if not isinstance(value, list):
            return "must be a list"
        if len(value) < least or (most and len(value) > most):
            return f"must have {least} to {most} items" if most else f"must have at least {least} item"
        wrong = [f"item {number} {told}" for number, item in enumerate(value, 1) if (told := check(item))]
        return "; ".join(wrong) or None

    return check_all


def one_of(known: Collection[str], what: str) -> Check:
    def check(value: Any) -> str | None:
        return None if isinstance(value, str) and value in known else f"“{value}” is no known {what}"

    return check


def a_source(value: Any) -> str | None:
    """Title and the day it was seen, and perhaps an address and a note."""
    if not isinstance(value, dict):
        return "must have the keys title, url, seen and note"
    rules = {"title": line_of_text(250), "url": a_web_address, "seen": a_date, "note": line_of_text(250)}
    for key, item in value.items():
        if key not in rules:
            return f"has an unknown key “{key}”"
        if wrong := rules[key](item):
            return f"“{key}” {wrong}"
    missing = [key for key in ("title", "seen") if key not in value]
    return f"has no “{missing[0]}”" if missing else None


def a_web_address(value: Any) -> str | None:
    good = isinstance(value, str) and re.fullmatch(r"https?://[^\s/]+\.[^\s]+", value)
    return None if good else f"must be an address that begins with https://, not “{value}”"


def module_rules(known: Known) -> Rules:
    return {
        "title": Rule(line_of_text(120)),
        "summary": Rule(line_of_text(500)),
        "audience": Rule(line_of_text(250)),
        "minutes": Rule(whole_minutes),
        "goals": Rule(list_of(line_of_text(250))),
        "themes": Rule(list_of(one_of(known.themes, "theme"), most=4)),
        "levels": Rule(list_of(one_of(known.levels, "level"), most=5)),
        "sources": Rule(list_of(a_source), is_required=False),
        "review_by": Rule(a_date),
        "review_owner": Rule(line_of_text(120)),
        "version": Rule(line_of_text(20)),
    }


LESSON_RULES: Rules = {
    "title": Rule(line_of_text(120)),
    "summary": Rule(line_of_text(250), is_required=False),
    "minutes": Rule(whole_minutes),
    "sources": Rule(list_of(a_source)),
}
