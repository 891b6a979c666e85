"""What the index holds of a question, read from its index alone: which documents have which terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from modelsearch.index import get_indexed_models
from rapidfuzz.distance import Levenshtein

from ..documents import labels_of
from ..gathered import Family, Gathered, Postings, Wanted, bare, starred
from ..nodes import Like
from ..terms import WHOLE_WEIGHT
from .conditions import ENTRY
from .vectors import LEVELS, quoted, weighing

ASKED = "unnest(%s::text[], %s::float[], %s::text[]::tsquery[]) AS asked(name, weight, query)"
ANSWERS = """
WITH found AS MATERIALIZED ({found})
SELECT name, weight, array_agg(id), NULL, NULL, NULL, NULL FROM found GROUP BY name, weight
UNION ALL
SELECT NULL, NULL, array_agg(id), content_type_id, array_agg(object_id), array_agg(title_norm),
    (SELECT count(*) FROM {table})
FROM {table} WHERE id IN (SELECT id FROM found) GROUP BY content_type_id
ORDER BY 2
"""
MOST_READ = 2000  # vectors that are read to learn which terms a misspelled word may be
Row = tuple[str, ...]
Asked = tuple[str, float, str]  # the name under which the documents are given, the weight, the tsquery


def gather(connection: Any, table: str, wanted: Wanted) -> Gathered:
    """The postings of what is wanted. One question to the database, whatever the number of documents."""
    of_row = {_row_name(row): row for row in wanted.rows}
    rows: dict[Row, Collection[int]] = dict.fromkeys(wanted.rows, ())
    parts: dict[str, list[Postings]] = defaultdict(list)
    described = []
    for name, weight, numbers, *description in _answers(connection, table, wanted):
        if name is None:
            described.append((numbers, *description))
        elif name in of_row:
            rows[of_row[name]] = numbers
        else:
            parts[name].append(Postings(np.array(numbers, np.int64), np.full(len(numbers), weight)))
    postings = {name: _together(found) for name, found in parts.items()}
    return replace(_gathered(described), postings=postings, rows=rows)


def _together(parts: list[Postings]) -> Postings:
    """The numbers rising, each once with the most that it weighs; the parts come with rising weights."""
    numbers = np.concatenate([part.numbers for part in parts])[::-1]
    weights = np.concatenate([part.weights for part in parts])[::-1]
    rising, first = np.unique(numbers, return_index=True)
    return Postings(rising, weights[first])


def _answers(connection: Any, table: str, wanted: Wanted) -> list[tuple]:
    """Names with a weight and the documents that have it, lighter weights first; then what those are."""
    in_title, in_autocomplete = (
        f"JOIN {table} entry ON {column} @@ query" for column in ("title", "autocomplete")
    )
    # To see whether words stand in a row their places have to be read, of all that hold them: up to a
    # number, what is hidden would push out what is not.
    in_body = f"JOIN {table} entry ON body @@ query"
    questions = [
        ([*_terms(wanted)], in_title),
        ([*_begun_titles(wanted)], in_autocomplete),
        ([*_rows(wanted)], in_body),
    ]
    asked = [(values, join) for values, join in questions if values]
    if not asked:
        return []
    found = " UNION ALL ".join(f"SELECT name, weight, id FROM {ASKED} {join}" for _, join in asked)
    params = [list(column) for values, _ in asked for column in zip(*values, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(ANSWERS.format(found=found, table=table), params)
        return cursor.fetchall()


def _terms(wanted: Wanted) -> Iterator[Asked]:
    """Each term at each weight that it may have in a document."""
    for term in wanted.terms | {term for row in wanted.rows for term in row}:
        for level, weight in enumerate(LEVELS):
            yield term, weight, quoted(weighing(term, level))


def _begun_titles(wanted: Wanted) -> Iterator[Asked]:
    for beginning in wanted.beginnings:
        yield starred(beginning), WHOLE_WEIGHT, quoted(beginning)


def _rows(wanted: Wanted) -> Iterator[Asked]:
    for row in wanted.rows:
        yield _row_name(row), 0.0, " <-> ".join(map(quoted, row))


def _row_name(row: Row) -> str:
    """A name for a row of terms; no term has a space in it."""
    return " ".join(("", *row))


def _gathered(described: list[tuple]) -> Gathered:
    """How many documents there are; and of some, which rows they are and how long."""
    labels = _labels() if described else {}
    families: list[Family] = []
    total, numbers, lengths = 0, [np.empty(0, np.int64)], [np.empty(0)]
    for ids, content_type, pks, long, count in described:
        known, total = labels[content_type], count
        families.append(Family.of(known, ids, bare(",".join(pks)).split(",")))
        numbers.append(np.array(ids, np.int64))
        lengths.append(np.array(long))
    order = np.argsort(np.concatenate(numbers))
    rising, long_of = np.concatenate(numbers)[order], np.concatenate(lengths)[order]
    return Gathered(
        total=total,
        families=lambda numbers: families,  # described are those that were gathered, and no others
        lengths=lambda some: long_of[np.searchsorted(rising, some)],
    )


def _labels() -> dict[int, frozenset[str]]:
    """For the content type of each indexed model, as which models its rows are searched."""
    content_types = ContentType.objects.get_for_models(*get_indexed_models())
    return defaultdict(
        frozenset, {found.pk: frozenset(labels_of(model)) for model, found in content_types.items()}
    )


def terms_like(connection: Any, table: str, like: Like, among: QuerySet) -> list[str]:
    """The terms a letter or two away from this one that begin with the same two letters, nearest first.

    Only entries of the rows `among` are read: of hidden ones neither a term nor their number counts.
    """
    column = "autocomplete" if like.in_titles else "body"
    begin = like.term[:2]
    try:
        entries, params = among.order_by().values(f"{ENTRY}__pk").query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT term FROM (SELECT {column} FROM {table} "
            f"WHERE {column} @@ %s::tsquery AND id IN ({entries}) LIMIT %s) few, "
            f"unnest(tsvector_to_array({column})) AS term WHERE starts_with(term, %s)",
            [quoted(begin, ":*"), *params, MOST_READ, begin],
        )
        known = [term for (term,) in cursor.fetchall()]
    furthest = 2 if len(like.term) > 5 else 1
    away = {term: Levenshtein.distance(like.term, term, score_cutoff=furthest) for term in known}
    return sorted((term for term in away if away[term] <= furthest), key=lambda term: (away[term], term))
