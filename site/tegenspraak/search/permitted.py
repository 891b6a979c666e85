"""What somebody may see of what an engine proposes: the database decides, in one query for all kinds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Count, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from . import among  # noqa: F401 - the lookup `pk__among`
from .documents import label_of
from .gathered import Gathered, Key
from .registry import Kind

KIND, FACET, PK, VALUE, LABEL = (f"_search_{name}" for name in ("kind", "facet", "pk", "value", "label"))
# Up to here the database is asked about the proposals; above it, about everything that somebody may see.
FEW = 3000


@dataclass(slots=True)
class Row:
    """A permitted row: the number of its document, and the texts of its date and facet columns."""

    number: int
    kind: Kind
    pk: str
    date: str
    columns: Sequence[str]
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)


def permitted_rows(
    kinds: Collection[Kind], user: Any, gathered: Gathered, numbers: Iterable[int]
) -> list[Row]:
    """The rows among these documents that `user` may see, with what their facets need. One query or none."""
    proposed = _proposed(kinds, gathered, numbers)
    asked = [kind for kind in kinds if proposed[kind.name]]
    if not asked:
        return []
    width = max(len(columns_of(kind)) for kind in asked)
    first, *others = [_rows_of(kind, user, proposed[kind.name], width) for kind in asked]
    by_name = {kind.name: kind for kind in asked}
    rows = []
    for name, pk, date, *columns in first.union(*others, all=True) if others else first:
        number = proposed[name].get(bare(pk))
        if number is not None:
            rows.append(Row(number, by_name[name], pk, date or "", columns))
    return rows


def columns_of(kind: Kind) -> list[str]:
    """The columns that the facets of this kind read."""
    return [facet.column for facet in kind.facets if facet.column]


def _proposed(
    kinds: Collection[Kind], gathered: Gathered, numbers: Iterable[int]
) -> dict[str, dict[str, int]]:
    """For each kind the primary keys of these documents, with their numbers."""
    names = {label_of(kind.model): kind.name for kind in kinds}
    proposed: dict[str, dict[str, int]] = {kind.name: {} for kind in kinds}
    kind_of: dict[frozenset[str], list[dict[str, int]]] = {}
    for number in numbers:
        key: Key = gathered.keys(number)
        if key.labels not in kind_of:
            kind_of[key.labels] = [proposed[names[label]] for label in key.labels & names.keys()]
        for found in kind_of[key.labels]:
            found[bare(key.pk)] = number
    return proposed


def _rows_of(kind: Kind, user: Any, pks: Mapping[str, int], width: int) -> QuerySet:
    queryset = kind.visible_to(user).order_by()
    if len(pks) <= FEW:
        queryset = queryset.filter(pk__among=list(pks))
    columns: list[Any] = [Cast(F(column), TextField()) for column in columns_of(kind)]
    columns += [Value("", TextField())] * (width - len(columns))
    date = Cast(F(kind.date), TextField()) if kind.date else Value("", TextField())
    named = {f"_search_{place}": column for place, column in enumerate(columns)}
    return queryset.annotate(
        _search_kind=Value(kind.name, CharField()),
        _search_pk=Cast(F("pk"), TextField()),
        _search_date=date,
        **named,
    ).values_list("_search_kind", "_search_pk", "_search_date", *named)


def bare(pk: str) -> str:
    """A primary key as both databases and the index can agree on: SQLite stores a UUID without hyphens."""
    return pk.replace("-", "")


def related_values(
    kinds: Collection[Kind], rows: Collection[Row]
) -> Iterator[tuple[str, str, str, str, str]]:
    """All relations: kind, facet, primary key without hyphens, value, its name ("" where `named` tells it).

    One query or none.
    """
    columns = (KIND, FACET, PK, VALUE, LABEL)
    for kind, facet, pk, value, label in _together(
        relation.values_list(*columns) for relation in _relations(kinds, rows)
    ):
        yield kind, facet, bare(pk), value, label


def related_counts(
    kinds: Collection[Kind], rows: Collection[Row]
) -> Iterator[tuple[str, str, str, str, int]]:
    """The same, only counted: kind, facet, value, its name, and how many rows have it. One query or none."""
    columns = (KIND, FACET, VALUE, LABEL)
    yield from _together(
        relation.values(*columns).annotate(_search_count=Count("*")).values_list(*columns, "_search_count")
        for relation in _relations(kinds, rows)
    )


def _together(querysets: Iterable[QuerySet]) -> Iterable[Any]:
    """The rows of all of them by one query."""
    given = list(querysets)
    if not given:
        return ()
    return given[0].union(*given[1:], all=True) if len(given) > 1 else given[0]


def _relations(kinds: Collection[Kind], rows: Collection[Row]) -> Iterator[QuerySet]:
    pks: dict[str, list[str]] = {}
    for row in rows:
        pks.setdefault(row.kind.name, []).append(bare(row.pk))
    for kind in kinds:
        for facet in kind.facets:
            if facet.rows and kind.name in pks:
                yield _relation(kind, facet.name, facet.rows(), pks[kind.name])


def _relation(kind: Kind, name: str, pairs: QuerySet, pks: list[str]) -> QuerySet:
    """`pairs` is a `values_list(object, value)` or `(object, value, name)`, of fields or annotations."""
    of, value, *label = pairs._fields  # type: ignore[attr-defined]
    columns: dict[str, Any] = {
        KIND: Value(kind.name, CharField()),
        FACET: Value(name, CharField()),
        PK: Cast(F(of), TextField()),
        VALUE: Cast(F(value), TextField()),
        LABEL: Cast(F(label[0]), TextField()) if label else Value("", TextField()),
    }
    return pairs.filter(**{f"{of}__among": pks}).order_by().annotate(**columns)
