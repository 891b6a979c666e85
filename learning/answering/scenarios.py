"""A scenario: where a path through it leads, and what ends it has. Plain Python.

A scenario is a mapping as `block_rules` checks it. A path is what somebody chose, as a list of
{"node": key, "choice": place}; it begins at the start.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Values = Mapping[str, Any]
Path = Sequence[Mapping[str, Any]]
LONGEST_PATH = 200  # ways may lead back: somebody who goes round and round has seen it by then


class NoSuchChoice(ValueError):
    """There is no such choice where the path has led."""


def here(values: Values, path: Path) -> str:
    """The key of the node where `path` has led."""
    if not path:
        return str(values["start"])
    last = path[-1]
    return str(values["nodes"][last["node"]]["choices"][last["choice"]]["to"])


def is_at_end(values: Values, path: Path) -> bool:
    return "end" in values["nodes"][here(values, path)]


def onwards(values: Values, path: Path, choice: int) -> list[Mapping[str, Any]]:
    """`path` with one more choice. Raises NoSuchChoice."""
    key = here(values, path)
    if not 0 <= choice < len(values["nodes"][key].get("choices", ())) or len(path) >= LONGEST_PATH:
        raise NoSuchChoice
    return [*path, {"node": key, "choice": choice}]


def ends_of(values: Values) -> list[str]:
    """The keys of all ends, as written."""
    return [key for key, node in values["nodes"].items() if "end" in node]
