"""What changed in a module since somebody began with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from learning.lessons.progress import Outline
from learning.models import Change, ModulePage


@dataclass(frozen=True)
class Newer:
    """A version that the reader does not know yet, and what is new since the one they know."""

    version: str
    changes: Sequence[Change]


def newer_for(module: ModulePage, outline: Outline) -> Newer | None:
    """None for who did not begin, or knows this version."""
    known = {step.progress.version for step in outline.steps if step.progress and step.progress.version}
    known.discard(module.version)
    if not known:
        return None
    oldest = min(known, key=numbers_in)
    return Newer(module.version, changes_since(list(module.changes.all()), oldest))


def changes_since(changes: Sequence[Any], version: str) -> list[Any]:
    """The changes of later versions than `version`, in their own order: the newest stands first.

    A version that is not in the list is told from the others by its figures: 1.10 is later than 1.9.
    """
    versions = [one.version for one in changes]
    if version in versions:
        return list(changes[: versions.index(version)])
    return [one for one in changes if numbers_in(one.version) > numbers_in(version)]


def numbers_in(version: str) -> tuple[int, ...]:
    return tuple(int(figures) for figures in re.findall(r"[0-9]+", version))
