"""From database to index: what was saved waits in the outbox until it has been read again and indexed.

What is no longer there, or may no longer be indexed, leaves the index by the same road.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from django.apps import apps
from django.db import DatabaseError, models, router, transaction
from django.db.models import Q
from django.utils import timezone
from modelsearch.backends import get_search_backends
from modelsearch.backends.base import get_model_root
from modelsearch.index import get_indexed_instance

from .documents import Document, document_of, label_of
from .engine import Engine
from .models import MOST_TRIES, Outbox
from .store import Store

logger = logging.getLogger(__name__)
# So many objects in one commit of the index: fifty weigh some ten megabytes while they are analysed.
BATCH = 50
# Within this time whoever writes very many objects at once has indexed them.
PROMISED_FOR = timedelta(minutes=1)


def kind_and_place(error: Exception) -> str:
    """What kind of fault it was and where, without its message: that may quote what somebody wrote."""
    *_before, last = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"


class Row(NamedTuple):
    """An object by the label of its model and its primary key as text."""

    label: str
    pk: str

    @property
    def key(self) -> str:
        """How the index calls it, also when the model is no more."""
        model = _model(self.label)
        return f"{label_of(get_model_root(model)) if model else self.label}:{self.pk}"

    def __str__(self) -> str:
        return f"{self.label}|{self.pk}"

    @classmethod
    def of(cls, line: str) -> Row:
        label, _, pk = line.partition("|")
        return cls(label, pk)


def store_of_index() -> Store | None:
    """The store of the index that follows each save; None where the search engine keeps its own."""
    stores = (getattr(backend, "store", None) for backend in get_search_backends(with_auto_update=True))
    return next(filter(None, stores), None)


# --- Into the outbox -----------------------------------------------------------------------------


def touch(store: Store, obj: models.Model) -> None:
    """Puts `obj` in the outbox, in the transaction of who saves or deletes it."""
    enqueue(store, [row_of(obj)])


def row_of(obj: models.Model) -> Row:
    return Row(label_of(type(obj)), str(obj.pk))


def promise(objects: Iterable[models.Model]) -> list[Outbox]:
    """Leaves rows, in the transaction of who writes, for what that one indexes itself as soon as it is over.

    Whoever did so hands them to `kept`. Where they were killed before, the rows are due a minute later.
    """
    rows = [(one.label, one.pk) for one in map(row_of, objects)]
    due_at = timezone.now() + PROMISED_FOR
    return Outbox.objects.bulk_create(
        [Outbox(label=label, object_pk=pk, due_at=due_at) for label, pk in rows]
    )


def kept(promised: Iterable[Outbox]) -> None:
    """What was promised stands in the index."""
    Outbox.objects.filter(pk__in=[row.pk for row in promised]).delete()


def enqueue(store: Store, rows: Iterable[Row]) -> None:
    """Puts rows in the outbox; once that is committed, somebody is told."""
    Outbox.objects.bulk_create([Outbox(label=row.label, object_pk=row.pk) for row in rows])
    _pending.roots.add(str(store.root))
    # A call for each: one that was registered inside an undone savepoint is forgotten by Django.
    transaction.on_commit(partial(_committed, store), using=router.db_for_write(Outbox), robust=True)


class _Pending(threading.local):
    """The indexes that this thread's transaction has rows for."""

    def __init__(self) -> None:
        self.roots: set[str] = set()


_pending = _Pending()


def _committed(store: Store) -> None:
    """The first call after a commit does the work for all."""
    if str(store.root) in _pending.roots:
        _pending.roots.discard(str(store.root))
        _tell(store)


def drain_or_say(store: Store) -> None:
    """What follows a commit where no server runs: the index is brought up to date at once."""
    try:
        drain(store)
    except Exception as error:
        # The row is safe in the outbox; who saved has nothing to do with it.
        logger.error("The search index is behind (%s): what was saved waits.", kind_and_place(error))


_tell: Callable[[Store], None] = drain_or_say


def leave_to(tell: Callable[[Store], None]) -> None:
    """From now on `tell` is called after each commit; a server wakes its indexer by it."""
    global _tell
    _tell = tell


# --- Out of the outbox ---------------------------------------------------------------------------


def drain(store: Store) -> int:
    """Brings the index up to date with all that waits, and gives how many rows it took.

    Rows go after the index has them: who is killed halfway leaves rows to be read once more. Raises what the
    database or the files raise; an object that cannot be read is tried again later, then set aside.
    """
    taken = 0
    # Looked at before the turn to write comes: mostly there is nothing, and then nobody has to wait.
    while Outbox.objects.due().exists():
        with store.writing():
            waiting = list(Outbox.objects.due()[:BATCH])
            refused = synchronise(store, {Row.of(str(row)) for row in waiting})
            done = [row for row in waiting if Row.of(str(row)) not in refused]
            _remove(done)
            _postpone([row for row in waiting if row not in done])
        taken += len(done)
    return taken


def _postpone(rows: list[Outbox]) -> None:
    """Tries these later; one row is enough for an object that was set aside."""
    for row in rows:
        row.postpone()
        if row.tries == MOST_TRIES:
            aside = Outbox.objects.set_aside().filter(label=row.label, object_pk=row.object_pk)
            aside.exclude(pk=row.pk).delete()


def _remove(done: list[Outbox]) -> None:
    """Removes these rows, and older ones of the same objects that were set aside."""
    pks = defaultdict(list)
    for row in done:
        pks[row.label].append(row.object_pk)
    which = Q(pk__in=[row.pk for row in done])
    for label, some in pks.items():
        which |= Q(tries__gte=MOST_TRIES, label=label, object_pk__in=some)
    Outbox.objects.filter(which).delete()


def set_aside(rows: Iterable[Row]) -> None:
    """Keeps rows that cannot be read for a person to look at."""
    aside = [Outbox(label=row.label, object_pk=row.pk, tries=MOST_TRIES) for row in rows]
    Outbox.objects.bulk_create(aside)


def synchronise(store: Store, rows: Collection[Row]) -> set[Row]:
    """Makes the index say what the database says of these rows, and gives those that could not be read.

    The caller holds `store.writing`.
    """
    documents, gone, refused = read(list(rows))
    Engine(store).write(documents, gone)
    store.note_touched(map(str, rows))
    return refused


def read(rows: Sequence[Row]) -> tuple[list[Document], set[str], set[Row]]:
    """The documents of these rows, the keys of what is no longer there, and the rows that cannot be read."""
    documents, refused = _readable(rows)
    keys = {row.key for row in rows if row not in refused}
    return documents, keys - {document.key for document in documents}, refused


def _readable(rows: Sequence[Row]) -> tuple[list[Document], set[Row]]:
    """One object that cannot be read must not take the others with it: it is found by halving."""
    try:
        return documents_for(rows), set()
    except (DatabaseError, OSError):
        raise
    except Exception as error:
        if len(rows) == 1:
            # Its words may stand in the message.
            logger.error("The search index could not read %s (%s).", rows[0], kind_and_place(error))
            return [], set(rows)
    half = len(rows) // 2
    first, second = _readable(rows[:half]), _readable(rows[half:])
    return first[0] + second[0], first[1] | second[1]


def documents_for(rows: Iterable[Row]) -> list[Document]:
    """The documents of those rows that are there and may be indexed."""
    by_model = defaultdict(list)
    for row in rows:
        by_model[row.label].append(row.pk)
    return [document_of(obj) for label, pks in by_model.items() for obj in _indexed(label, pks)]


def _indexed(label: str, pks: list[str]) -> Iterable[Any]:
    model = _model(label)
    return model.get_indexed_objects().filter(pk__in=pks) if model else []


def _model(label: str) -> Any:
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def forget_what_left(sender: type[models.Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """After a save: takes out what may no longer be indexed (a case that is not shared any more).

    The search library only adds; it leaves such a row in the index as it last was.
    """
    if raw or not getattr(sender, "search_auto_update", True) or get_indexed_instance(instance) is not None:
        return
    gone = instance.get_indexed_instance() or instance
    for backend in get_search_backends(with_auto_update=True):
        backend.delete(gone)
