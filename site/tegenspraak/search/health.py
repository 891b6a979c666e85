"""How the index is, said without a word of what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils import timezone

from .engine import Engine
from .models import Outbox
from .store import Store

State = Literal["ok", "missing", "broken"]


@dataclass(frozen=True)
class Health:
    """`waiting` rows are not indexed yet, the oldest for so many seconds; `set_aside` ones cannot be read."""

    state: State
    documents: int
    waiting: int
    set_aside: int
    oldest_waiting_seconds: int


def health(store: Store) -> Health:
    waiting = Outbox.objects.waiting()
    oldest = waiting.order_by("created_at").values_list("created_at", flat=True).first()
    now = state(store)
    return Health(
        state=now,
        documents=Engine(store).count() if now != "broken" else 0,
        waiting=waiting.count(),
        set_aside=Outbox.objects.set_aside().count(),
        oldest_waiting_seconds=max(0, int((timezone.now() - oldest).total_seconds())) if oldest else 0,
    )


def state(store: Store) -> State:
    """An index of an older version is missing too, and one with only what was saved since it went missing."""
    if store.current() is None:
        return "missing" if store.named() is None or store.is_older() else "broken"
    if not _is_unharmed(store) or not Engine(store).is_readable():
        return "broken"
    return "ok" if store.is_whole() else "missing"


def _is_unharmed(store: Store) -> bool:
    """Asked once more while nobody writes: in the middle of a commit the files are never as they were."""
    if store.is_unharmed():
        return True
    with store.writing():
        return store.is_unharmed()
