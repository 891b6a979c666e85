"""Narrowing down: the values of facets, and how many permitted rows each would leave."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .permitted import Named, Row, column_facets, related_counts, related_values
from .registry import Facet, Kind

YEAR = "jaar"
TO_THE_HOUR = 13  # signs of a moment as the database writes it
Narrowed = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class ShownFacet:
    """A facet with the values that occur; `count` is what choosing that value would show."""

    name: str
    label: str | Promise
    values: list[FacetValue]


class Facets:
    """The facets of the rows that somebody may see."""

    def __init__(self, kinds: Collection[Kind], rows: Sequence[Row], narrowed: Narrowed) -> None:
        self.kinds = kinds
        self.narrowed = {name: frozenset(values) for name, values in narrowed.items() if values}
        self._labels: dict[str, dict[str, str]] = defaultdict(dict)
        self._places: dict[str, dict[str, int]] = defaultdict(dict)
        self._counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        if self.narrowed:
            self._read_columns(rows)
            self._read_relations(rows)
        else:
            self._count_columns(rows)
            self._count_relations(rows)

    def kept(self, rows: Iterable[Row], without: str = "") -> list[Row]:
        """The rows that fit every chosen value; `without` leaves one facet out of account."""
        chosen = [(name, values) for name, values in self.narrowed.items() if name != without]
        if not chosen:
            return list(rows)
        return [
            row
            for row in rows
            if all(not values.isdisjoint(row.values.get(name, ())) for name, values in chosen)
        ]

    def shown(self, rows: Sequence[Row]) -> list[ShownFacet]:
        """Every facet with at least two values, or a chosen one, among these rows."""
        facets = []
        for name, (label, named) in self._known().items():
            counts = Counter(value for row in self.kept(rows, name) for value in row.values.get(name, ()))
            for kind in {row.kind.name for row in rows}:
                counts += self._counted[kind, name]
            chosen = self.narrowed.get(name, frozenset())
            counts.update(dict.fromkeys(chosen - counts.keys(), 0))
            labels = self._named(name, counts, named)
            values = _values(name, counts, chosen, labels, self._places[name])
            if len(values) > 1 or (chosen and values):
                facets.append(ShownFacet(name, label, values))
        return facets

    def _named(self, name: str, counts: Counter[str], named: Any) -> Mapping[str, Any]:
        """The names of these values; nobody is asked for what came along with them."""
        known = {value: label for value, label in self._labels[name].items() if value in counts}
        return known if counts.keys() <= known.keys() else {**named(list(counts)), **known}

    def _read_columns(self, rows: Sequence[Row]) -> None:
        facets = {kind.name: column_facets(kind) for kind in self.kinds}
        for row in rows:
            row.values = {
                facet.name: values
                for facet, column in zip(facets[row.kind.name], row.columns, strict=False)
                if (values := self._values_in(facet, column))
            }
            if row.date:
                row.values = {**row.values, YEAR: (_year(row.date[:TO_THE_HOUR]),)}

    def _count_columns(self, rows: Sequence[Row]) -> None:
        """Where nothing is narrowed it is enough to count each column as a whole."""
        for kind in self.kinds:
            own = [row for row in rows if row.kind is kind]
            for place, facet in enumerate(column_facets(kind)):
                for column, count in Counter(row.columns[place] for row in own).items():
                    for value in self._values_in(facet, column):
                        self._counted[kind.name, facet.name][value] += count
            for moment, count in Counter(row.date[:TO_THE_HOUR] for row in own if row.date).items():
                self._counted[kind.name, YEAR][_year(moment)] += count

    def _values_in(self, facet: Facet, column: str | None) -> tuple[str, ...]:
        return tuple(self._met(facet.name, one) for one in _several(column))

    def _met(self, facet: str, one: Named) -> str:
        """The value, after its name and place were noted."""
        if one.label:
            self._labels[facet][one.value] = one.label
        if one.place:
            self._places[facet][one.value] = int(one.place)
        return one.value

    def _count_relations(self, rows: Sequence[Row]) -> None:
        """The same of relations, where the database can count: a fifth of the work for many rows."""
        for kind, name, one, count in related_counts(self.kinds, rows):
            self._counted[kind, name][self._met(name, one)] += count

    def _read_relations(self, rows: Sequence[Row]) -> None:
        by_pk = {(row.kind.name, row.pk): row for row in rows}
        for kind, name, pk, one in related_values(self.kinds, rows):
            if of := by_pk.get((kind, pk)):
                of.values = {**of.values, name: (*of.values.get(name, ()), self._met(name, one))}

    def _known(self) -> dict[str, tuple[Any, Any]]:
        """Every facet once, in the order of the kinds, the year last."""
        found: dict[str, tuple[Any, Any]] = {}
        facet: Facet
        for facet in (facet for kind in self.kinds for facet in kind.facets):
            found.setdefault(facet.name, (facet.label, facet.named))
        return found | {YEAR: (_("Year"), _years)}


@lru_cache(maxsize=4096)
def _year(moment: str) -> str:
    """The year here of a moment to the hour, as the database writes it: that of Greenwich."""
    at = datetime.fromisoformat(moment)
    return str(timezone.localtime(at if timezone.is_aware(at) else at.replace(tzinfo=UTC)).year)


def _years(values: Collection[str]) -> dict[str, str]:
    return {value: value for value in values if len(value) == 4 and value.isdecimal()}


@lru_cache(maxsize=4096)
def _several(column: str | None) -> tuple[Named, ...]:
    """The values in one column: a text, or a list as JSON."""
    if not column:
        return ()
    if column.startswith("["):
        found = (one if isinstance(one, list) else [one] for one in json.loads(column))
        return tuple(Named(*map(str, one)) for one in found)
    return (Named(column),)


def _values(
    name: str,
    counts: Counter[str],
    chosen: frozenset[str],
    labels: Mapping[str, Any],
    known: Mapping[str, int],
) -> list[FacetValue]:
    values = [
        FacetValue(value, str(labels[value]), count, value in chosen)
        for value, count in counts.items()
        if value in labels
    ]
    if name == YEAR:
        return sorted(values, key=lambda one: one.value, reverse=True)
    # In their own order where they have one (ages, levels), else the most frequent first.
    places = _in_order(counts, labels) if counts.keys() - known.keys() else known
    if places:
        return sorted(values, key=lambda one: places[one.value])
    return sorted(values, key=lambda one: (-one.count, one.label))


def _in_order(counts: Counter[str], labels: Mapping[str, Any]) -> dict[str, int]:
    """The places of labels where somebody gave more than those that were asked."""
    return {value: place for place, value in enumerate(labels)} if set(labels) - counts.keys() else {}
