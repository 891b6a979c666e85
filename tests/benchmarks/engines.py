"""The engines that are measured, each with the same two verbs: `index` documents, `search` for their ids."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from django.db import connection
from django.db.models import Value
from django.db.models.functions import Replace
from modelsearch.backends import get_search_backend
from wagtail.search.models import IndexEntry
from whoosh import index
from whoosh.analysis import LanguageAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.qparser import OrGroup, QueryParser

from casuistry.cases.models import Case
from tegenspraak.search.find import find

from .library import Document, Library


class Engine(Protocol):
    name: str

    def index(self, documents: list[Document]) -> None: ...

    def search(self, query: str, limit: int) -> list[str]: ...


class Ours:
    """The site's own search, as the member who asks sees it."""

    def __init__(self, name: str, library: Library, backend: dict[str, str]) -> None:
        self.name, self.library, self.backend = name, library, backend

    def index(self, documents: list[Document]) -> None:
        self.library.use(self.backend)
        self.library.index()

    def search(self, query: str, limit: int) -> list[str]:
        found = find(query, self.library.reader, kinds=["case"], per_page=limit)
        return [hit.object.external_id for hit in found.hits]


class StockWhoosh:
    """Whoosh with the Dutch analyser and the query parser that it brings."""

    def __init__(self, name: str, folder: Path, group: Any = None) -> None:
        self.name, self.folder, self.group = name, folder, group

    def index(self, documents: list[Document]) -> None:
        if not index.exists_in(str(self.folder)):
            writer = index.create_in(str(self.folder), self._schema()).writer(limitmb=256)
            for document in documents:
                writer.add_document(id=document["id"], text=f"{document['title']}\n{document['text']}")
            writer.commit()
        self.searcher = index.open_dir(str(self.folder)).searcher()
        options = {"group": self.group} if self.group else {}
        self.parser = QueryParser("text", self._schema(), **options)

    def search(self, query: str, limit: int) -> list[str]:
        return [hit["id"] for hit in self.searcher.search(self.parser.parse(query), limit=limit)]

    def _schema(self) -> Schema:
        return Schema(id=ID(stored=True), text=TEXT(analyzer=LanguageAnalyzer("nl")))


class StockWagtail:
    """Wagtail's own backend for the database that is used; on PostgreSQL with its Dutch configuration."""

    def __init__(self, library: Library) -> None:
        self.library = library
        on_postgres = connection.vendor == "postgresql"
        self.name = "PostgreSQL dutch" if on_postgres else "Wagtail, SQLite"
        options = {"SEARCH_CONFIG": "dutch"} if on_postgres else {}
        self.backend = get_search_backend("wagtail.search.backends.database", **options)

    def index(self, documents: list[Document]) -> None:
        self.library.indexed = ("", [])  # ours may stand in the same table
        rows = self.backend.get_index_for_model(Case)
        rows.reset()
        rows.add_items(Case, list(Case.objects.prefetch_related("observations")))
        if connection.vendor == "sqlite":
            # It compares keys as text, and SQLite keeps a UUID without hyphens: nothing would be found.
            bare = Replace("object_id", Value("-"), Value(""))
            IndexEntry.objects.update(object_id=bare)

    def search(self, query: str, limit: int) -> list[str]:
        return [case.external_id for case in self.backend.search(query, Case.objects.all())[:limit]]


def engines(library: Library, folder: Path) -> list[Engine]:
    """The others first: on PostgreSQL ours writes in the same table as Wagtail's."""
    chosen: list[Engine] = [
        StockWhoosh("Whoosh, all words", folder),
        StockWhoosh("Whoosh, any word", folder, OrGroup),
        StockWagtail(library),
        Ours("ours", library, library.whoosh),
    ]
    if connection.vendor == "postgresql":
        chosen.insert(3, Ours("ours, PostgreSQL", library, library.postgres))
    return chosen
