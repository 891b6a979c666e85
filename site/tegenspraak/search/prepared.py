"""Queries as text: several asked as one, and those of which only the keys change made once per process."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple, Self

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.utils import DEFAULT_DB_ALIAS


class Prepared(NamedTuple):
    """The text of a query. A parameter that is a function takes the keys and gives what is sent."""

    sql: str
    params: tuple[Any, ...]

    @classmethod
    def of(cls, queryset: QuerySet) -> Self | None:
        """None where nothing can answer."""
        try:
            return cls(*queryset.query.get_compiler(DEFAULT_DB_ALIAS).as_sql())
        except EmptyResultSet:
            return None

    def among(self, pks: Collection[str]) -> Self:
        """The same, asked about these keys."""
        return self._replace(params=tuple(one(pks) if callable(one) else one for one in self.params))


def together(queries: Iterable[QuerySet | Prepared | None]) -> list[tuple[Any, ...]]:
    """The rows of all of them by one query, or none. They are of texts and whole numbers only."""
    made = [one if isinstance(one, Prepared | None) else Prepared.of(one) for one in queries]
    asked = [one for one in made if one]
    if not asked:
        return []
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(one.sql for one in asked), [value for one in asked for value in one.params]
        )
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
