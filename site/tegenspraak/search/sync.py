"""From database to index: once a save has been committed, the rows it touched are read again and indexed.

What is no longer there, or may no longer be indexed, leaves the index by the same road.
"""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models, router, transaction
from modelsearch.backends import get_search_backends
from modelsearch.index import get_indexed_instance

from .documents import Document, document_of, key_of, label_of
from .engine import Engine
from .store import Store

logger = logging.getLogger(__name__)
BATCH = 200


class _Pending(threading.local):
    """What this thread's transaction has touched so far, for each index."""

    def __init__(self) -> None:
        self.touched: dict[str, dict[str, str]] = defaultdict(dict)


_pending = _Pending()


def touch(store: Store, obj: models.Model) -> None:
    """Brings the index up to date with `obj` once the transaction is committed; never when it is undone."""
    model = type(obj)
    _pending.touched[str(store.root)][key_of(obj)] = label_of(model)
    # A call for each: one that was registered inside an undone savepoint is forgotten by Django.
    transaction.on_commit(partial(_commit, store), using=router.db_for_write(model), robust=True)


def _commit(store: Store) -> None:
    """The first call after a commit does the work for all."""
    if touched := _pending.touched.pop(str(store.root), {}):
        synchronise(store, touched)


def synchronise(store: Store, touched: dict[str, str]) -> None:
    """Takes keys with the label of their model, and makes the index say what the database says."""
    with store.writing():
        documents = documents_for(touched)
        Engine(store).write(documents, gone=touched.keys() - {document.key for document in documents})
        store.note_touched(f"{label}|{key}" for key, label in touched.items())


def documents_for(touched: dict[str, str]) -> list[Document]:
    """The documents of those rows that are there and may be indexed."""
    by_model = defaultdict(list)
    for key, label in touched.items():
        by_model[label].append(key.partition(":")[2])
    return [
        document_of(obj)
        for label, pks in by_model.items()
        for start in range(0, len(pks), BATCH)
        for obj in _indexed(label, pks[start : start + BATCH])
    ]


def _indexed(label: str, pks: Iterable[str]) -> Iterable[Any]:
    model: Any = apps.get_model(label)
    return model.get_indexed_objects().filter(pk__in=pks)


def forget_what_left(sender: type[models.Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """After a save: takes out what may no longer be indexed (a case that is not shared any more).

    The search library only adds; it leaves such a row in the index as it last was.
    """
    if raw or not getattr(sender, "search_auto_update", True) or get_indexed_instance(instance) is not None:
        return
    gone = instance.get_indexed_instance() or instance
    for backend in get_search_backends(with_auto_update=True):
        backend.delete(gone)
