"""What higher rooms show beside a lesson. They register in their `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from learning.models import LessonPage

LessonPanel = Callable[["LessonPage", Any], str | None]

_panels: list[LessonPanel] = []


def register(panel: LessonPanel) -> None:
    """`panel(lesson, user)` gives safe HTML with its own heading, or None when it has nothing to show."""
    if panel not in _panels:
        _panels.append(panel)


def panels_for(lesson: LessonPage, user: Any) -> list[str]:
    """The HTML of every panel that has something for `user`, in the order in which they registered."""
    return [html for panel in _panels if (html := panel(lesson, user))]
