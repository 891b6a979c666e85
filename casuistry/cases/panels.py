"""What higher rooms show beside a case. They register in their `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casuistry.cases.models import Case

CasePanel = Callable[["Case", Any], str | None]

_panels: list[CasePanel] = []


def register(panel: CasePanel) -> None:
    """`panel(case, user)` gives safe HTML with its own heading, or None when it has nothing to show."""
    if panel not in _panels:
        _panels.append(panel)


def panels_for(case: Case, user: Any) -> list[str]:
    """The HTML of every panel that has something for `user`, in the order in which they registered."""
    return [html for panel in _panels if (html := panel(case, user))]
