"""What somebody may see of what an engine proposes: the database decides, in one query for all kinds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.db.models import Aggregate, CharField, Count, F, JSONField, QuerySet, TextField, Value
from django.db.models.functions import Cast

from . import among  # noqa: F401 - the lookup `pk__among`
from .documents import label_of
from .gathered import Gathered
from .registry import Facet, Kind

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


class JSONList(Aggregate):
    """The values of a group as one JSON list."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


@dataclass(frozen=True)
class Permitted:
    """Which of the documents that were gathered somebody may see, by number: their kind and primary key."""

    kinds: Sequence[Kind]
    user: Any
    rows: Mapping[int, tuple[str, str]]

    def read(self, numbers: Iterable[int]) -> list[Row]:
        """These rows with what their facets need, in the order given. One query or none."""
        order = list(numbers)
        pks: dict[str, dict[str, int]] = {}
        for number in order:
            name, pk = self.rows[number]
            pks.setdefault(name, {})[pk] = number
        asked = [kind for kind in self.kinds if kind.name in pks]
        width = max((len(column_facets(kind)) for kind in asked), default=0)
        by_name = {kind.name: kind for kind in asked}
        found: dict[int, Row] = {}
        for name, pk, date, *columns in together(
            _columns(kind, self.user, pks[kind.name], width) for kind in asked
        ):
            if (of := pks[name].get(bare(pk))) is not None:
                found[of] = Row(of, by_name[name], pk, date or "", columns)
        return [found[number] for number in order if number in found]


def permitted_among(kinds: Sequence[Kind], user: Any, gathered: Gathered) -> Permitted:
    """What `user` may see of all that was gathered. One query or none.

    All of it is asked about: were the likeliest asked about first, what is hidden would push others out.
    """
    proposed = _proposed(kinds, gathered)
    visible = together(_visible(kind, user, proposed[kind.name]) for kind in kinds if proposed[kind.name])
    rows = {
        proposed[name][pk]: (name, pk)
        for name, pks in visible
        for pk in map(bare, pks or ())  # PostgreSQL: none at all is NULL
        if pk in proposed[name]
    }
    return Permitted(kinds, user, rows)


def column_facets(kind: Kind) -> list[Facet]:
    """The facets of this kind that read a column, in the order of `Row.columns`."""
    return [facet for facet in kind.facets if facet.column]


def _proposed(kinds: Collection[Kind], gathered: Gathered) -> dict[str, dict[str, int]]:
    """For each kind the primary keys of the documents, without hyphens, with their numbers."""
    names = {label_of(kind.model): kind.name for kind in kinds}
    proposed: dict[str, dict[str, int]] = {kind.name: {} for kind in kinds}
    kind_of: dict[frozenset[str], list[dict[str, int]]] = {}
    keys = gathered.keys
    for number in chain(gathered.numbers().tolist(), gathered.tail):
        pk, labels = keys(number)
        if labels not in kind_of:
            kind_of[labels] = [proposed[names[label]] for label in labels & names.keys()]
        for found in kind_of[labels]:
            found[bare(pk)] = number
    return proposed


def _seen(kind: Kind, user: Any, pks: Collection[str]) -> QuerySet:
    """What `user` may see of these; of everything where they are many, since that costs less."""
    queryset = kind.visible_to(user).order_by()
    return queryset.filter(pk__among=list(pks)) if len(pks) <= FEW else queryset


def _visible(kind: Kind, user: Any, pks: Mapping[str, int]) -> QuerySet:
    """One row: the kind, and the primary keys of what may be seen; as one list, as rows cost far more."""
    queryset = _seen(kind, user, pks).annotate(**{KIND: Value(kind.name, CharField())}).values(KIND)
    return queryset.annotate(**{PK: JSONList(Cast(F("pk"), TextField()))}).values_list(KIND, PK)


def _columns(kind: Kind, user: Any, pks: Mapping[str, int], width: int) -> QuerySet:
    columns: list[Any] = [Cast(F(facet.column), TextField()) for facet in column_facets(kind)]
    columns += [Value("", TextField())] * (width - len(columns))
    date = Cast(F(kind.date), TextField()) if kind.date else Value("", TextField())
    named = {f"_search_{place}": column for place, column in enumerate(columns)}
    return (
        _seen(kind, user, pks)
        .annotate(
            **{KIND: Value(kind.name, CharField()), PK: Cast(F("pk"), TextField())},
            _search_date=date,
            **named,
        )
        .values_list(KIND, PK, "_search_date", *named)
    )


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
    for kind, facet, pk, value, label in together(
        relation.values_list(*columns) for relation in _relations(kinds, rows)
    ):
        yield kind, facet, bare(pk), value, label


def related_counts(
    kinds: Collection[Kind], rows: Collection[Row]
) -> Iterator[tuple[str, str, str, str, int]]:
    """The same, only counted: kind, facet, value, its name, and how many rows have it. One query or none."""
    columns = (KIND, FACET, VALUE, LABEL)
    yield from together(
        relation.values(*columns).annotate(_search_count=Count("*")).values_list(*columns, "_search_count")
        for relation in _relations(kinds, rows)
    )


def together(querysets: Iterable[QuerySet]) -> Iterable[Any]:
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
