"""What higher rooms show on the page of a theme. They register in their `AppConfig.ready()`."""

from collections.abc import Callable
from typing import Any

from tegenspraak.vocabulary.models import Theme

ThemePanel = Callable[[Theme, Any], str | None]

_panels: list[ThemePanel] = []


def register(panel: ThemePanel) -> None:
    """`panel(theme, user)` gives safe HTML with its own heading, or None when it has nothing to show."""
    if panel not in _panels:
        _panels.append(panel)


def panels_for(theme: Theme, user: Any) -> list[str]:
    """The HTML of every panel that has something for `user`, in the order in which they registered."""
    return [html for panel in _panels if (html := panel(theme, user))]
