"""What higher rooms show beside a lesson. They register in their `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from learning.models import LessonPage

LessonPanel = Callable[["LessonPage", Any], str | None]
BlockPanel = Callable[[str, Any], str | None]
IN_TEXT = {"case": "case", "practice": "theme"}  # blocks that a higher room shows, and the field it is given

_panels: list[LessonPanel] = []
_blocks: dict[str, BlockPanel] = {}


def register(panel: LessonPanel) -> None:
    """`panel(lesson, user)` gives safe HTML with its own heading, or None when it has nothing to show."""
    if panel not in _panels:
        _panels.append(panel)


def panels_for(lesson: LessonPage, user: Any) -> list[str]:
    """The HTML of every panel that has something for `user`, in the order in which they registered."""
    return [html for panel in _panels if (html := panel(lesson, user))]


def register_block(kind: str, panel: BlockPanel) -> None:
    """`panel(value, user)` shows the block `kind`: safe HTML, or None when it has nothing for `user`."""
    _blocks[kind] = panel


def block_for(kind: str, value: str, user: Any) -> str | None:
    """What a higher room shows for a block in a lesson; None where it has nothing, or no room does."""
    panel = _blocks.get(kind)
    return panel(value, user) if panel else None
