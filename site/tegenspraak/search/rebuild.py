"""A new generation beside the one in use: made anew from the database, or merged from the old one (a purge).

Searching and saving go on meanwhile; what is saved is noted, read again at the end, and then they are
swapped. Whoever is killed leaves the old generation in use; the next one sweeps.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from django.db import models
from modelsearch.index import get_indexed_models

from .documents import Document, label_of
from .engine import Engine
from .models import Outbox
from .store import Store, mark_whole
from .sync import BATCH, Row, read, set_aside
from .writing import merge_deleted, new_generation, update, write_into

CHUNK = 500  # so many objects are read before it is said how far it is


class Progress(NamedTuple):
    """Of one model so many objects are done, out of so many, in so many seconds."""

    label: str
    done: int
    total: int
    seconds: float


class Beside:
    """A generation in the making. Used with `with`; raises RebuildRunning when another one is being made."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Beside:
        self.lock = self.store.rebuilding()
        try:
            with self.store.writing():
                self.store.sweep()
                self.store.start_touched()
                self.generation = self.make()
        except BaseException:
            self.lock.close()
            raise
        return self

    def make(self) -> Path:
        return new_generation(self.store)

    def swap(self) -> None:
        """Adds what was saved meanwhile and puts this generation in use."""
        with self.store.writing():
            rows = [Row.of(line) for line in self.store.end_touched()]
            documents, gone, _refused = read(rows)
            update(self.generation, documents, gone)
            self.store.use(self.generation)

    def __exit__(self, *fault: object) -> None:
        with self.store.writing():
            self.store.sweep()
        self.lock.close()


class Twin(Beside):
    """Starts with all that the generation in use holds."""

    def make(self) -> Path:
        return self.store.twin()


def rebuild(store: Store, say: Callable[[Progress], None] = lambda progress: None) -> int:
    """Makes the index anew from the database, and gives how many objects it read. Raises RebuildRunning.

    `say` hears how far it is, after each five hundred objects.
    """
    with Beside(store) as beside:
        # What they tell is in the database by now, so it is read below.
        known = list(Outbox.objects.values_list("pk", flat=True))
        tally = Tally()
        # One commit, so that all lies in one part: a search looks each word up in every part.
        write_into(beside.generation, chain(*(_all_of(model, tally, say) for model in get_indexed_models())))
        mark_whole(beside.generation)
        beside.swap()
    for start in range(0, len(known), CHUNK):
        Outbox.objects.filter(pk__in=known[start : start + CHUNK]).delete()
    return tally.count


@dataclass
class Tally:
    """How many objects were read."""

    count: int = 0


def _all_of(model: type[models.Model], tally: Tally, say: Callable[[Progress], None]) -> Iterator[Document]:
    objects = model.get_indexed_objects()  # type: ignore[attr-defined]
    rows = [Row(label_of(model), str(pk)) for pk in objects.order_by("pk").values_list("pk", flat=True)]
    started = time.monotonic()
    say(Progress(model._meta.label, 0, len(rows), 0.0))
    for start in range(0, len(rows), CHUNK):
        yield from _documents(rows[start : start + CHUNK])
        done = min(start + CHUNK, len(rows))
        say(Progress(model._meta.label, done, len(rows), time.monotonic() - started))
    tally.count += len(rows)


def _documents(rows: list[Row]) -> Iterator[Document]:
    """A few at a time: while they are analysed, a thousand weigh hundreds of megabytes."""
    for start in range(0, len(rows), BATCH):
        documents, _gone, refused = read(rows[start : start + BATCH])
        yield from documents
        set_aside(refused)


def purge(store: Store) -> bool:
    """Leaves nothing in the files of what was deleted or replaced; whether there was something to leave.

    Raises RebuildRunning.
    """
    if not Engine(store).holds_deleted():
        return False
    started = time.monotonic()
    with Twin(store) as twin:
        merge_deleted(twin.generation)
        twin.swap()
    store.note_purge(time.monotonic() - started)
    return True
