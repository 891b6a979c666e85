"""Wagtail's PostgreSQL backend, fed with our own Dutch terms: what SEARCH_URL=postgres names.

An entry is written in the transaction of whoever saves the row: there is nothing to catch up with. What
answers is joined with the queryset that was asked about, so the database decides every hit and count.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from django.db.models import Count, FloatField, QuerySet, TextField, Value
from django.db.models.functions import Cast
from modelsearch.backends.base import FilterFieldError
from modelsearch.backends.database.postgres.postgres import (
    IndexEntry,
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
    PostgresSearchResults,
)
from modelsearch.index import get_indexed_models
from modelsearch.utils import get_content_type_pk

from ..compiler import autocomplete_node, search_node
from ..documents import document_of
from ..gathered import Gathered, Wanted
from ..nodes import Everything, Node, Nothing
from .conditions import condition, likes_in, rank, simplified, spelled_out
from .postings import gather, terms_like
from .table import vacuum, write_through
from .vectors import vectors_of

TABLE = IndexEntry._meta.db_table
BATCH = 50  # documents that are written, and in a rebuild locked, at once


class SearchQueryCompiler(PostgresSearchQueryCompiler):
    # The database filters and puts in order, so nothing has to be declared for it.

    def _get_filters_from_queryset(self, check_only: bool = False) -> None:
        """Nothing to refuse."""

    def _get_order_by(self) -> Iterable[tuple[bool, Any]]:
        """Nothing to refuse."""
        return ()

    def node(self) -> Node:
        return search_node(self.query)

    def search(
        self,
        config: Any,
        start: int | None,
        stop: int | None,
        score_field: str | None = None,
        backend: SearchBackend | None = None,
    ) -> QuerySet:
        """The rows that answer, best first. `config` is not ours: PostgreSQL stems nothing here."""
        node, names = self._asked(backend), tuple(self.fields or ())
        if isinstance(node, Nothing):
            return self.queryset.none()
        if isinstance(node, Everything):
            return self._all(score_field)[start:stop]
        return self._apply_ordering_and_scoring(
            self.queryset.filter(condition(node, names)), rank(node, names), start, stop, score_field
        )

    def _asked(self, backend: SearchBackend | None) -> Node:
        node = self.node()
        if backend and (likes := likes_in(node)):
            node = spelled_out(node, {like: backend.terms_like(like, self.queryset) for like in likes})
        return simplified(node)

    def _all(self, score_field: str | None) -> QuerySet:
        queryset = self.queryset if self.queryset.ordered else self.queryset.order_by("-pk")
        return queryset.annotate(**{score_field: Value(1.0, FloatField())}) if score_field else queryset


class AutocompleteQueryCompiler(SearchQueryCompiler, PostgresAutocompleteQueryCompiler):
    def node(self) -> Node:
        return autocomplete_node(self.query)


class SearchResults(PostgresSearchResults):
    def get_queryset(self) -> QuerySet:
        queryset = super().get_queryset()
        return queryset.prefetch_related(*self.prefetch_related) if self.prefetch_related else queryset

    def facet(self, field_name: str) -> OrderedDict[Any, int]:
        """How often each value of a filter field occurs among the hits, most frequent first."""
        if self.query_compiler._get_filterable_field(field_name) is None:
            raise FilterFieldError(
                f'Cannot facet search results with field "{field_name}". Please add '
                f"index.FilterField('{field_name}') to {self.model.__name__}.search_fields.",
                field_name=field_name,
            )
        hits = self.query_compiler.search(None, None, None, backend=self.backend)
        # Asked anew: the queryset may have joined the same relation to filter on one of its values.
        found = self.model._base_manager.filter(pk__in=hits.order_by().values("pk"))
        counted = found.values(field_name).annotate(_count=Count("pk")).order_by("-_count", field_name)
        return OrderedDict(counted.values_list(field_name, "_count"))


class Index(PostgresIndex):
    """The one index for all models: a table beside the others."""

    def add_items(self, model: Any, items: Iterable[Any]) -> None:
        content_type, waiting = get_content_type_pk(model), list(items)
        if not model.get_search_fields():
            return
        for start in range(0, len(waiting), BATCH):
            # Always in the same order: two writers of the same rows wait for each other, and never both.
            batch = {str(obj.pk): obj for obj in waiting[start : start + BATCH]}
            self._write(content_type, sorted(batch.items()))

    def _write(self, content_type: int, batch: Sequence[tuple[str, Any]]) -> None:
        """Adds or replaces entries. The search library's `title_norm` holds the length of the text."""
        params: list[Any] = []
        for pk, obj in batch:
            vectors = vectors_of(document_of(obj))
            params += [content_type, pk, vectors.title, vectors.autocomplete, vectors.body, vectors.length]
        values = ", ".join(["(%s, %s, %s::tsvector, %s::tsvector, %s::tsvector, %s, '', '')"] * len(batch))
        with self.write_connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {TABLE} (content_type_id, object_id, title, autocomplete, body, title_norm, "
                f"title_text, body_text) VALUES {values} ON CONFLICT (content_type_id, object_id) "
                "DO UPDATE SET title = EXCLUDED.title, autocomplete = EXCLUDED.autocomplete, "
                "body = EXCLUDED.body, title_norm = EXCLUDED.title_norm",
                params,
            )


class RebuiltIndex(Index):
    """The index during a rebuild: rows are read again under a lock, so that no save in between is undone."""

    def add_items(self, model: Any, items: Iterable[Any]) -> None:
        pks = [obj.pk for obj in items]
        for start in range(0, len(pks), BATCH):
            few = pks[start : start + BATCH]
            done = self._read_again(model, few, skip_locked=True)
            # Who waits for one row while it holds another may meet somebody who does the same.
            for pk in set(few) - done:
                self._read_again(model, [pk])

    def _read_again(self, model: Any, pks: list[Any], skip_locked: bool = False) -> set[Any]:
        """Writes the entries of these rows as they are now, and gives those that it did not skip."""
        with transaction.atomic(using=self.write_connection.alias):
            rows = model._base_manager.filter(pk__in=pks).select_for_update(skip_locked=skip_locked)
            locked = set(rows.values_list("pk", flat=True))
            super().add_items(model, model.get_indexed_objects().filter(pk__in=locked))
        return locked


class Rebuilder:
    """Writes every entry anew where it stands, batch by batch, then removes what should not be there.

    Searching and saving go on meanwhile, and two rebuilds at once do no harm.
    """

    def __init__(self, index: Index) -> None:
        self.index = RebuiltIndex(index.backend)

    def start(self) -> Index:
        write_through(self.index.write_connection, TABLE)
        return self.index

    def finish(self) -> None:
        models = get_indexed_models()
        content_types = ContentType.objects.get_for_models(*models)
        entries = self.index.entries
        entries.exclude(content_type__in=content_types.values()).delete()
        for model in models:
            kept = model.get_indexed_objects().order_by().annotate(_text=Cast("pk", TextField()))
            own = entries.filter(content_type=content_types[model])
            own.exclude(object_id__in=kept.values("_text")).delete()
        vacuum(self.index.write_connection, TABLE)


class SearchBackend(PostgresSearchBackend):
    query_compiler_class = SearchQueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    index_class = Index
    results_class = SearchResults
    rebuilder_class = Rebuilder
    atomic_rebuilder_class = Rebuilder

    def gather(self, wanted: Wanted) -> Gathered:
        """The postings of what is wanted, in all models. The database still has to say who may see what."""
        return gather(self._connection, TABLE, wanted)

    def terms_like(self, like: Any, among: QuerySet) -> list[str]:
        """The terms that a misspelled word may be, of those that the index holds of these rows."""
        return terms_like(self._connection, TABLE, like, among)

    @property
    def _connection(self) -> Any:
        return connections[IndexEntry._default_manager.db]
