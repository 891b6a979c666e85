"""What the database and the index do not agree on; what differs goes into the outbox."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from modelsearch.index import get_indexed_models

from .documents import label_of
from .engine import Engine
from .models import Outbox
from .rebuild import purge
from .store import RebuildRunning, Store
from .sync import BATCH, Row, drain, enqueue, read, store_of_index
from .writing import digest_of


@dataclass
class Drift:
    """Rows that the index lacks, that it should not hold, and of which it holds other words."""

    missing: list[Row] = field(default_factory=list)
    extra: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        return [*self.missing, *self.extra, *self.changed]


def check(store: Store, repair: bool = True, deep: bool = False) -> Drift:
    """Compares the keys; with `deep` also every word, which costs as much as a rebuild.

    What waits in the outbox is no drift. With `repair` the rest is put there.
    """
    waiting = {Row.of(str(row)).key for row in Outbox.objects.waiting()}
    held = Engine(store).digests()
    should = {row.key: row for row in _should_be_held()}
    drift = Drift(
        missing=[row for key, row in should.items() if key not in held and key not in waiting],
        extra=[_row(key) for key in held.keys() - should.keys() - waiting],
    )
    if deep:
        both = [row for key, row in should.items() if key in held and key not in waiting]
        drift.changed = list(_changed(both, held))
    if repair and drift.rows:
        enqueue(store, drift.rows)
    return drift


def _should_be_held() -> Iterator[Row]:
    for model in get_indexed_models():
        for pk in model.get_indexed_objects().order_by().values_list("pk", flat=True):
            yield Row(label_of(model), str(pk))


def _row(key: str) -> Row:
    label, _, pk = key.partition(":")
    return Row(label, pk)


def _changed(rows: list[Row], held: dict[str, str]) -> Iterator[Row]:
    for start in range(0, len(rows), BATCH):
        some = {row.key: row for row in rows[start : start + BATCH]}
        documents, gone, _refused = read(list(some.values()))
        yield from (some[one.key] for one in documents if digest_of(one) != held[one.key])
        yield from (some[key] for key in gone)


# --- Once a day ----------------------------------------------------------------------------------


def repair_daily() -> int:
    """Finds what the index missed, and gives how many objects that were."""
    store = store_of_index()
    if store is None:
        return 0
    drain(store)
    return len(check(store).rows)


def purge_daily() -> int:
    """Purges the files of what was deleted; 1 when there was something to purge."""
    store = store_of_index()
    if store is None:
        return 0
    drain(store)
    try:
        return int(purge(store))
    except RebuildRunning:
        return 0  # that one leaves nothing behind either
