"""A file of cases: one JSON object a line, {"id", "title", "text", "themes": []}. Read strictly.

No message holds a word of a case: they name the line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casuistry.cases.kinds import text_of
from casuistry.cases.models import Case

LONGEST_ID = 200
# What looks like the slug of a theme is told again; anything else may be words about somebody.
SLUG = re.compile(r"[a-z0-9-]{1,60}")
MOST_FAULTS = 20


@dataclass(frozen=True)
class CaseInFile:
    """One line; `themes` are the primary keys of themes."""

    id: str
    title: str
    text: str
    themes: frozenset[Any] = frozenset()

    def content(self) -> dict[str, Any]:
        """As `Case.content()` of a case that says just this."""
        return {"title": self.title, "question": "", "situation": self.text, "observations": []}


class FaultyFile(ValueError):
    """Nothing of the file can be used before its faults, each a line of text, are mended."""

    def __init__(self, faults: list[str]) -> None:
        more = len(faults) - MOST_FAULTS
        shown = faults[:MOST_FAULTS] + ([f"and {more} more lines"] if more > 0 else [])
        super().__init__("\n".join(shown))


def read(lines: Iterable[bytes], themes: Mapping[str, Any]) -> list[CaseInFile]:
    """Takes the lines of a file and the themes by slug and by name in lower case. Raises FaultyFile."""
    cases: dict[str, CaseInFile] = {}
    faults = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            case = case_in(line, themes)
            if case.id in cases:
                raise ValueError("this id stands in the file already")
            cases[case.id] = case
        except ValueError as fault:
            faults.append(f"line {number}: {fault}")
    if faults:
        raise FaultyFile(faults)
    return list(cases.values())


def case_in(line: bytes, themes: Mapping[str, Any]) -> CaseInFile:
    """Raises ValueError that says what is wrong with this line."""
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("this is not UTF-8") from None
    except (ValueError, RecursionError):
        raise ValueError("this is not JSON") from None
    if not isinstance(data, dict):
        raise ValueError('this is not an object {"id", "title", "text", "themes"}')
    title = words(data, "title").strip()
    if not title:
        raise ValueError('"title" is empty')
    return CaseInFile(id_in(data), title, words(data, "text"), themes_in(data, themes))


def words(data: dict[str, Any], name: str) -> str:
    """The text in a field, if it is one that every database can keep."""
    value = data.get(name)
    if not isinstance(value, str):
        raise ValueError(f'"{name}" is missing or no text')
    if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise ValueError(f'"{name}" holds a sign that is no text')
    return value


def id_in(data: dict[str, Any]) -> str:
    is_number = type(data.get("id")) is int
    name = str(data["id"]) if is_number else words(data, "id").strip()
    if not 0 < len(name) <= LONGEST_ID:
        raise ValueError(f'"id" must have 1 to {LONGEST_ID} characters')
    return name


def themes_in(data: dict[str, Any], known: Mapping[str, Any]) -> frozenset[Any]:
    names = data.get("themes", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError('"themes" is not a list of texts')
    unknown = [
        repr(name) if SLUG.fullmatch(name) else f"number {place} of the list"
        for place, name in enumerate(names, start=1)
        if name.casefold() not in known
    ]
    if unknown:
        raise ValueError(f"no such theme: {', '.join(unknown)}")
    return frozenset(known[name.casefold()] for name in names)


def as_line(case: Case) -> str:
    """A case as a line of such a file. The text is all that readers read, without whose fact it is."""
    line = {
        "id": case.external_id or str(case.pk),
        "title": case.title,
        "text": text_of(case),
        "themes": sorted(theme.slug for theme in case.themes.all()),
    }
    return json.dumps(line, ensure_ascii=False)
