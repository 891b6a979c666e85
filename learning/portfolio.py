"""The way into somebody's portfolio, for every room that has something to write down there."""

from __future__ import annotations

from datetime import date
from typing import Any

from learning.models.portfolio import PortfolioEntry

Kind = PortfolioEntry.Kind


def record(
    user: Any, *, kind: str, title: str, minutes: int, on: date, source: str, version: str = ""
) -> PortfolioEntry:
    """Writes down that `user` did this. `source` says what made it, such as "reflection:<key>".

    Recording the same source twice records it once: the entry that was there is given back as it is.
    `title` must hold nothing about a child or a family: a portfolio is shown to others.
    """
    facts = {"kind": kind, "title": title[:250], "minutes": minutes, "date": on, "version": version}
    entry, _is_new = PortfolioEntry.objects.get_or_create(user=user, source=source, defaults=facts)
    return entry
