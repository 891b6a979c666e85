"""A search backend for Wagtail on Whoosh: what WAGTAILSEARCH_BACKENDS names.

The engine proposes keys; every hit, count and facet then comes out of the queryset that was asked about.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, QuerySet
from modelsearch.backends.base import (
    BaseIndex,
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
    FilterFieldError,
)

from . import nodes
from .compiler import autocomplete_node, search_node
from .documents import Document, document_of, label_of
from .engine import Engine
from .gathered import Gathered, Wanted
from .rebuild import Beside
from .store import Store, mark_whole
from .sync import Row, drain, row_of, touch
from .writing import new_generation, write_into

# Up to here the database is asked about the proposals; above it, about everything it would show.
FEW = 500


class SearchQueryCompiler(BaseSearchQueryCompiler):
    DEFAULT_OPERATOR = "and"

    # The database filters and puts in order, so nothing has to be declared for it. Wagtail's own listing of
    # pages offers a filter and an order that its search fields do not declare: a refusal is an error page.

    def _get_filters_from_queryset(self, check_only: bool = False) -> None:
        """Nothing to refuse."""

    def _get_order_by(self) -> Iterable[tuple[bool, Any]]:
        """Nothing to refuse."""
        return ()

    def node(self) -> nodes.Node:
        return search_node(self.query)

    def proposals(self, engine: Engine) -> dict[str, float] | None:
        """Primary keys as text with their scores, best first; None where everything answers."""
        node = self.node()
        if isinstance(node, nodes.Everything):
            return None
        label = label_of(self.queryset.model)
        return {hit.pk: hit.score for hit in engine.search(node, self.fields or ()) if label in hit.labels}


class AutocompleteQueryCompiler(SearchQueryCompiler):
    def node(self) -> nodes.Node:
        return autocomplete_node(self.query)


class SearchResults(BaseSearchResults):
    supports_facet = True

    def _do_search(self) -> list[Model]:
        scores = self.query_compiler.proposals(self.backend.engine)
        pks = self._ordered(scores)[self.start : self.stop]
        objects = fetched(self._queryset(), pks)
        if self._score_field:
            for obj in objects:
                setattr(obj, self._score_field, (scores or {}).get(str(obj.pk), 1.0))
        return objects

    def _do_count(self) -> int:
        scores = self.query_compiler.proposals(self.backend.engine)
        return len(self._ordered(scores)[self.start : self.stop])

    def facet(self, field_name: str) -> OrderedDict[Any, int]:
        """How often each value of a filter field occurs among the hits, most frequent first."""
        if self.query_compiler._get_filterable_field(field_name) is None:
            raise FilterFieldError(
                f'Cannot facet search results with field "{field_name}". Please add '
                f"index.FilterField('{field_name}') to {self.model.__name__}.search_fields.",
                field_name=field_name,
            )
        scores = self.query_compiler.proposals(self.backend.engine)
        # Asked anew: the queryset may have joined the same relation to filter on one of its values.
        within = self.query_compiler.queryset.order_by().values("pk")
        rows = set(self.model._base_manager.filter(pk__in=within).values_list("pk", field_name))
        counts = Counter(value for pk, value in rows if scores is None or str(pk) in scores)
        return OrderedDict(counts.most_common())

    def _queryset(self) -> QuerySet:
        queryset = self.query_compiler.queryset
        return queryset.prefetch_related(*self.prefetch_related) if self.prefetch_related else queryset

    def _ordered(self, scores: dict[str, float] | None) -> list[Any]:
        """The primary keys of what both answers and stands in the queryset, in the order that was asked."""
        queryset = self.query_compiler.queryset
        if scores is not None and self.query_compiler.order_by_relevance:
            permitted = permitted_among(queryset, scores)
            return [permitted[pk] for pk in scores if pk in permitted]
        if not queryset.ordered:
            # The same order on each page.
            queryset = queryset.order_by("-pk")
        pks = dict.fromkeys(queryset.values_list("pk", flat=True))
        return [pk for pk in pks if scores is None or str(pk) in scores]


class Index(BaseIndex):
    """The one index for all models: the generation in use, or the one that a rebuild is making."""

    def __init__(self, backend: SearchBackend, generation: Any = None) -> None:
        super().__init__(backend)
        self.generation = generation

    def __str__(self) -> str:
        return str(self.backend.store.root)

    def refresh(self) -> None:
        """Indexes at once what was saved so far, in the open transaction as well."""
        drain(self.backend.store)

    def add_item(self, obj: Any) -> None:
        touch(self.backend.store, obj)

    def delete_item(self, item: Any) -> None:
        touch(self.backend.store, item)

    def add_items(self, model: type[Model], items: Iterable[Any]) -> None:
        rows: list[Row] = []
        documents = _documents(items, rows)
        if self.generation:
            write_into(self.generation, documents)
            return
        with self.backend.store.writing():
            self.backend.engine.write(documents)
            # A rebuild or a purge that is under way ends with these too.
            self.backend.store.note_touched(map(str, rows))

    def reset(self) -> None:
        with self.backend.store.writing():
            self.backend.store.use(new_generation(self.backend.store))


def _documents(items: Iterable[Any], rows: list[Row]) -> Iterator[Document]:
    """One at a time, since a thousand weigh hundreds of megabytes; `rows` gets each that was read."""
    for obj in items:
        rows.append(row_of(obj))
        yield document_of(obj)


class Rebuilder:
    """Makes the index anew for the commands of the search library; our own is `rebuild.rebuild`."""

    def __init__(self, index: Index) -> None:
        self.backend = index.backend
        self.beside = Beside(index.backend.store)

    def start(self) -> Index:
        """Gives the index to fill. Raises RebuildRunning where another process is at it."""
        return Index(self.backend, self.beside.__enter__().generation)

    def finish(self) -> None:
        mark_whole(self.beside.generation)
        self.beside.swap()
        self.beside.__exit__()


class SearchBackend(BaseSearchBackend):
    query_compiler_class = SearchQueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    index_class = Index
    results_class = SearchResults
    rebuilder_class = Rebuilder
    # A full disk must not keep anybody from saving; the log says so and a rebuild mends it.
    catch_indexing_errors = True

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        if not params.get("PATH"):
            raise ImproperlyConfigured("The search backend needs a PATH: SEARCH_URL=whoosh:///path/to/folder")
        self.store = Store(params["PATH"])
        self.engine = Engine(self.store)

    def gather(self, wanted: Wanted) -> Gathered | None:
        """The postings of what is wanted, in all models; None where there is no index that can be read.

        The database still has to say who may see what.
        """
        return self.engine.gather(wanted)


def permitted_among(queryset: QuerySet, pks: Collection[str]) -> dict[str, Any]:
    """The proposed primary keys (as text) that stand in the queryset, with their real value: one query."""
    queryset = queryset.order_by()
    if len(pks) <= FEW:
        queryset = queryset.filter(pk__in=list(pks))
    return {str(pk): pk for pk in queryset.values_list("pk", flat=True) if str(pk) in pks}


def fetched(queryset: QuerySet, pks: list[Any]) -> list[Any]:
    """The objects with these primary keys, in this order, as far as the queryset still holds them."""
    found: dict[Any, Any] = {}
    for start in range(0, len(pks), FEW):
        found |= {obj.pk: obj for obj in queryset.order_by().filter(pk__in=pks[start : start + FEW])}
    return [found[pk] for pk in pks if pk in found]
