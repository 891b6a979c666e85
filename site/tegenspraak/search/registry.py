"""Which kinds of things can be found. Rooms register theirs in `AppConfig.ready()`; none is known here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.expressions import Combinable
from django.utils.functional import Promise


@dataclass(frozen=True, eq=False)
class Facet:
    """One way to narrow down what was found.

    Its values come from `column`, a field of the kind's model or an expression, that holds one value or a
    list of them; or from `rows()`, an object's primary key and a value (the themes of a case). After a value
    in a list or in `rows()` may come what people read for it, and after that a number that gives their order.
    The search counts the values of what somebody may see, and of nothing else.
    `named` tells what people read for other values; what gives more than it was asked gives them in order.
    """

    name: str
    label: str | Promise
    named: Callable[[Collection[str]], Mapping[str, Any]]
    column: str | Combinable = ""
    rows: Callable[[], QuerySet] | None = None


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind: its short English name, its label for people (`plural` for many), and how an object is shown.

    `visible_to(user)` decides what that user may find; `title`, `url` and `text` take what passed it.
    `date` is the field to sort by. What everybody may read whole (`is_public`) is also found while there is
    no index. Its `visible_to` asks the same for everybody and at every moment, as the query is written once:
    it reads neither the clock nor the database while it is made.
    """

    name: str
    label: str | Promise
    model: type[Model]
    visible_to: Callable[[Any], QuerySet]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    text: Callable[[Any], str]
    date: str = ""
    facets: tuple[Facet, ...] = ()
    is_public: bool = False
    plural: str | Promise = ""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Makes things of this kind findable; a kind that is registered again takes the place of the first."""
    _kinds[kind.name] = kind


def kinds_for(user: Any) -> tuple[Kind, ...]:
    """The kinds that `user` may search: all of them, and none for a guest, who came for one reflection."""
    return () if getattr(user, "is_guest", False) else tuple(_kinds.values())
