"""`pk__among=Keys(…)`: many keys, sent as one value, so that a thousand cost about what ten do."""

from __future__ import annotations

import json
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignObject, Lookup
from django.db.models.sql.compiler import SQLCompiler


class Keys(frozenset[str]):
    """Keys to look among. A list Django would go through one by one, each time a question is built."""


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
        keys = [int(key) for key in self.rhs if is_key(key)] if is_number else list(self.rhs)
        return f"{column} IN (SELECT value FROM json_each(%s))", (*params, json.dumps(keys))

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        column, params = self.process_lhs(compiler, connection)
        kind = self.lhs.output_field.rel_db_type(connection)
        keys = [str(key) for key in self.rhs if "int" not in (kind or "") or is_key(key)]
        return f"{column} = ANY(%s::{kind}[])", (*params, keys)


def is_key(text: object) -> bool:
    """Whether this can be a number that a database counts rows with."""
    return str(text).isdecimal() and len(str(text)) <= LONGEST_NUMBER
