"""Which kinds of things can be found. Rooms register theirs in `AppConfig.ready()`; none is known here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise


@dataclass(frozen=True)
class Kind:
    """One kind: its short English name, its label for people, and how an object of it is shown.

    `visible_to(user)` decides what that user may find; `title`, `url` and `text` take what passed it.
    """

    name: str
    label: str | Promise
    model: type[Model]
    visible_to: Callable[[Any], QuerySet]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    text: Callable[[Any], str]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Makes things of this kind findable; a kind that is registered again takes the place of the first."""
    _kinds[kind.name] = kind


def kinds_for(user: Any) -> tuple[Kind, ...]:
    """The kinds that `user` may search: all of them, and none for a guest, who came for one reflection."""
    return () if getattr(user, "is_guest", False) else tuple(_kinds.values())
