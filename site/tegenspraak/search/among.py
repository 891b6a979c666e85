"""`pk__among=Keys(…)`: many keys, sent as one value, so that a thousand cost about what ten do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignObject, Lookup
from django.db.models.sql.compiler import SQLCompiler


class Keys(frozenset[str]):
    """Keys to look among. A list Django would go through one by one, each time a question is built."""


class Later:
    """In the place of keys that are given when the query is asked: `prepared.Prepared`."""


LONGEST_NUMBER = 18  # digits that always fit in 63 bits
Sql = tuple[str, tuple[Any, ...]]


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup):
    """Takes keys as texts, a UUID without hyphens. Keys that the database has not are no fault."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        column, params = self.process_lhs(compiler, connection)
        # SQLite compares a number with a number, a text with a text.
        is_number = "int" in (self.lhs.output_field.rel_db_type(connection) or "")
        return f"{column} IN (SELECT value FROM json_each(%s))", (*params, self._sent(as_json, is_number))

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        column, params = self.process_lhs(compiler, connection)
        kind = self.lhs.output_field.rel_db_type(connection)
        return f"{column} = ANY(%s::{kind}[])", (*params, self._sent(as_list, "int" in (kind or "")))

    def _sent(self, send: Callable[[bool, Iterable[str]], Any], is_number: bool) -> Any:
        """What goes to the database, or the function that gives it for the keys that come later."""
        if isinstance(self.rhs, Later):
            return partial(send, is_number)
        return send(is_number, self.rhs)


def as_json(is_number: bool, keys: Iterable[str]) -> str:
    return json.dumps([int(key) for key in keys if is_key(key)] if is_number else list(keys))


def as_list(is_number: bool, keys: Iterable[str]) -> list[str]:
    return [str(key) for key in keys if not is_number or is_key(key)]


def is_key(text: object) -> bool:
    """Whether this can be a number that a database counts rows with."""
    return str(text).isdecimal() and len(str(text)) <= LONGEST_NUMBER
