"""What somebody may see of what an engine proposes: the database decides, in one query for all kinds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import repeat
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Aggregate, CharField, Count, F, JSONField, QuerySet, TextField, Value
from django.db.models.functions import Cast

from .among import Keys, Later
from .documents import label_of
from .gathered import Family, Gathered, Numbers, Permits, bare, rising
from .prepared import Prepared, together
from .registry import Facet, Kind

KIND, FACET, PK, VALUE, LABEL, PLACE = (
    f"_search_{name}" for name in ("kind", "facet", "pk", "value", "label", "place")
)
# Up to here the database is asked about the proposals; above it, about everything that somebody may see.
# That comes as one text, and costs what a thousand keys to look up cost; row by row three times as much.
FEW, FEW_ROWS = 1000, 3000


NONE: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Named(NamedTuple):
    """A value, what people read for it ("" where `Facet.named` tells), its place among others or ""."""

    value: str
    label: str = ""
    place: str = ""


@dataclass(slots=True)
class Row:
    """A permitted row: the number of its document, its primary key without hyphens, and the texts of its
    date and facet columns.

    There may be ten thousand: each object more that every row holds makes the garbage collector run.
    """

    number: int
    kind: Kind
    pk: str
    date: str
    columns: Sequence[str]
    values: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NONE)


class JSONList(Aggregate):
    """The values of a group as one JSON list."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


class Joined(Aggregate):
    """The values of a group in one text, with commas between them."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "%(function)s(%(distinct)s%(expressions)s, ',')"
        return self.as_sql(compiler, connection, function="STRING_AGG", template=template, **context)


class Sight:
    """What one person may see of some kinds: each is asked once for one search, and then narrowed."""

    def __init__(self, kinds: Sequence[Kind], user: Any) -> None:
        self.kinds, self.user = kinds, user
        self._seen: dict[str, QuerySet] = {}

    def of(self, kind: Kind) -> QuerySet:
        if kind.name not in self._seen:
            self._seen[kind.name] = kind.visible_to(self.user).order_by()
        return self._seen[kind.name]


@dataclass(frozen=True)
class Permitted:
    """Which of the documents that were gathered somebody may see, as the kinds with these names."""

    sight: Sight
    families: Sequence[tuple[str, Family]]
    _read: dict[int, tuple[str, str]] = field(default_factory=dict)

    @cached_property
    def numbers(self) -> Numbers:
        """Their numbers, rising."""
        return rising([family.numbers for _name, family in self.families])

    def rows(self, numbers: Collection[int]) -> dict[int, tuple[str, str]]:
        """The kind and the primary key of those that have these numbers."""
        if unknown := [number for number in numbers if number not in self._read]:
            wanted = np.array(unknown, np.int64)
            for name, family in self.families:
                own = family.only(wanted)
                self._read.update(zip(own.numbers.tolist(), zip(repeat(name), own.pks), strict=False))
        return {number: self._read[number] for number in numbers if number in self._read}

    def without(self, pk: str) -> Permitted:
        """All but the row with this primary key, if any is given."""
        if not pk:
            return self
        return Permitted(self.sight, [(name, family.without(pk)) for name, family in self.families])

    def read(self, numbers: Collection[int]) -> list[Row]:
        """These rows with what their facets need, in the order given. One query or none."""
        pks: dict[str, dict[str, int]] = {}
        for number, (name, pk) in self.rows(numbers).items():
            pks.setdefault(name, {})[pk] = number
        asked = [kind for kind in self.sight.kinds if kind.name in pks]
        width = max((len(column_facets(kind)) for kind in asked), default=0)
        by_name = {kind.name: kind for kind in asked}
        found: dict[int, Row] = {}
        for row in together(_columns_of(self.sight, kind, pks[kind.name], width) for kind in asked):
            name, pk, date = row[0], bare(row[1]), row[2]
            if (of := pks[name].get(pk)) is not None:
                found[of] = Row(of, by_name[name], pk, date or "", row[3:])
        return [found[number] for number in numbers if number in found]


def permitted_among(sight: Sight, gathered: Gathered) -> Permitted:
    """What may be seen of all that was gathered. One query or none.

    All of it is asked about: were the likeliest asked about first, what is hidden would push others out.
    """
    proposed = _proposed(sight.kinds, gathered)
    asked = (kind for kind in sight.kinds if kind.name in proposed)
    families: list[tuple[str, Family]] = []
    for name, pks in together(_visible(sight, kind, proposed[kind.name]) for kind in asked):
        permits = Permits(pks or "")  # none at all is NULL
        families += [(name, family.permitted(permits)) for family in proposed[name]]
    return Permitted(sight, families)


def column_facets(kind: Kind) -> list[Facet]:
    """The facets of this kind that read a column, in the order of `Row.columns`."""
    return [facet for facet in kind.facets if facet.column]


def _proposed(kinds: Collection[Kind], gathered: Gathered) -> dict[str, list[Family]]:
    """What was gathered of each kind of which there is any."""
    names = {label_of(kind.model): kind.name for kind in kinds}
    proposed: dict[str, list[Family]] = {}
    for family in gathered.families(np.append(gathered.numbers(), np.array(gathered.tail, np.int64))):
        for label in family.labels & names.keys():
            proposed.setdefault(names[label], []).append(family)
    return proposed


def _visible(sight: Sight, kind: Kind, proposed: Collection[Family]) -> QuerySet | Prepared | None:
    """One row: the kind, and the primary keys of what may be seen; as one text, as rows cost far more."""
    is_few = sum(len(family.numbers) for family in proposed) <= FEW
    pks = [pk for family in proposed for pk in family.pks] if is_few else []
    if kind.is_public:
        prepared = _prepared_visible(kind, is_few, connection.vendor)
        return prepared and prepared.among(pks)
    return _seen(kind, sight.of(kind).filter(pk__among=Keys(pks)) if is_few else sight.of(kind))


@lru_cache(maxsize=100)
def _prepared_visible(kind: Kind, is_few: bool, _vendor: str) -> Prepared | None:
    """Of what everybody may read the query is the same for everybody: what a visitor sees."""
    queryset = kind.visible_to(AnonymousUser()).order_by()
    return Prepared.of(_seen(kind, queryset.filter(pk__among=Later()) if is_few else queryset))


def _seen(kind: Kind, queryset: QuerySet) -> QuerySet:
    queryset = queryset.annotate(**{KIND: Value(kind.name, CharField())}).values(KIND)
    return queryset.annotate(**{PK: Joined(Cast(F("pk"), TextField()))}).values_list(KIND, PK)


def _column(facet: Facet) -> Any:
    return F(facet.column) if isinstance(facet.column, str) else facet.column


def _columns_of(sight: Sight, kind: Kind, pks: Collection[str], width: int) -> QuerySet | Prepared | None:
    """The columns of what may be seen. That was just asked: here it only says how many there can be."""
    if len(pks) > FEW_ROWS:
        return _columns(kind, sight.of(kind), width)
    prepared = _prepared_columns(kind, width, connection.vendor)
    return prepared and prepared.among(pks)


@lru_cache(maxsize=100)
def _prepared_columns(kind: Kind, width: int, _vendor: str) -> Prepared | None:
    every = kind.visible_to(AnonymousUser()) if kind.is_public else kind.model._default_manager.all()
    return Prepared.of(_columns(kind, every.order_by().filter(pk__among=Later()), width))


def _columns(kind: Kind, queryset: QuerySet, width: int) -> QuerySet:
    columns: list[Any] = [Cast(_column(facet), TextField()) for facet in column_facets(kind)]
    columns += [Value("", TextField())] * (width - len(columns))
    date = Cast(F(kind.date), TextField()) if kind.date else Value("", TextField())
    named = {f"_search_{place}": column for place, column in enumerate(columns)}
    return queryset.annotate(
        **{KIND: Value(kind.name, CharField()), PK: Cast(F("pk"), TextField())},
        _search_date=date,
        **named,
    ).values_list(KIND, PK, "_search_date", *named)


def related_values(kinds: Collection[Kind], rows: Collection[Row]) -> Iterator[tuple[str, str, str, Named]]:
    """All relations: kind, facet, primary key without hyphens, value. One query or none."""
    for kind, facet, pk, *value in together(_relations(kinds, rows, is_counted=False)):
        yield kind, facet, bare(pk), Named(*value)


def related_counts(kinds: Collection[Kind], rows: Collection[Row]) -> Iterator[tuple[str, str, Named, int]]:
    """The same, only counted: kind, facet, value, and how many rows have it. One query or none."""
    for kind, facet, *value, count in together(_relations(kinds, rows, is_counted=True)):
        yield kind, facet, Named(*value), count


def _relations(kinds: Collection[Kind], rows: Collection[Row], is_counted: bool) -> Iterator[Prepared | None]:
    pks: dict[str, list[str]] = {}
    for row in rows:
        pks.setdefault(row.kind.name, []).append(row.pk)
    for kind in kinds:
        for facet in kind.facets:
            if facet.rows and kind.name in pks:
                prepared = _relation(kind, facet, is_counted, connection.vendor)
                yield prepared and prepared.among(pks[kind.name])


@lru_cache(maxsize=100)
def _relation(kind: Kind, facet: Facet, is_counted: bool, _vendor: str) -> Prepared | None:
    """`Facet.rows` gives a `values_list`, of fields or annotations."""
    assert facet.rows
    pairs = facet.rows()
    of, value, *more = pairs._fields  # type: ignore[attr-defined]
    label, place = [*(Cast(F(name), TextField()) for name in more), *[Value("", TextField())] * 2][:2]
    columns: dict[str, Any] = {
        KIND: Value(kind.name, CharField()),
        FACET: Value(facet.name, CharField()),
        PK: Cast(F(of), TextField()),
        VALUE: Cast(F(value), TextField()),
        LABEL: label,
        PLACE: place,
    }
    found = pairs.filter(**{f"{of}__among": Later()}).order_by().annotate(**columns)
    if not is_counted:
        return Prepared.of(found.values_list(*columns))
    del columns[PK]
    return Prepared.of(
        found.values(*columns).annotate(_search_count=Count("*")).values_list(*columns, "_search_count")
    )
