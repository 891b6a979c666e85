"""What a search costs: processor time of the whole page, queries to the database, memory."""

from __future__ import annotations

import statistics
import time
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection
from django.test import Client

SEARCH = "/zoeken/"
# What a person adds to the words by clicking: a kind, a theme, an order.
NARROWED = {"soort": "case", "thema": "signaleren", "volgorde": "datum"}
SLOWEST = 4
TYPED = {"HX-Request": "true", "HX-Trigger": "zoekformulier"}


class Cost(NamedTuple):
    words: str
    milliseconds: float
    database_queries: int


class Counter:
    """Counts what goes to the database, without keeping it as Django's own capture does."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Any, *args: Any) -> Any:
        self.number += 1
        return execute(*args)


@contextmanager
def counted() -> Iterator[Counter]:
    counter = Counter()
    with connection.execute_wrapper(counter):
        yield counter


def page(client: Client, data: dict[str, str], headers: dict[str, str] | None = None) -> Cost:
    """One view of the page: its processor time, and how often it asked the database."""
    with counted() as counter:
        started = time.process_time()
        response = client.get(SEARCH, data, headers=headers)
        seconds = time.process_time() - started
    assert response.status_code == 200
    return Cost(data["q"], seconds * 1000, counter.number)


def typed(client: Client, word: str) -> Iterator[Cost]:
    """The word as one types it, from the third letter on."""
    for end in range(3, len(word) + 1):
        yield page(client, {"q": word[:end], "half": "1"}, TYPED)


class Spread(NamedTuple):
    median: float
    late: float  # 95th percentile
    worst: float
    database_queries: int
    slowest: str

    @classmethod
    def of(cls, costs: Iterable[Cost], hidden: Container[str] = ()) -> Spread:
        """Names the slowest, but for those that nobody should tune on."""
        some = sorted(costs, key=lambda cost: cost.milliseconds)
        times = [cost.milliseconds for cost in some]
        return cls(
            statistics.median(times),
            times[int(0.95 * (len(times) - 1))],
            times[-1],
            max(cost.database_queries for cost in some),
            ", ".join("…" if cost.words in hidden else cost.words for cost in reversed(some[-SLOWEST:])),
        )

    def __str__(self) -> str:
        return f"{self.median:8.0f}{self.late:8.0f}{self.worst:8.0f}{self.database_queries:9}  {self.slowest}"


HEAD = f"{'ms of processor time':44}{'median':>8}{'95%':>8}{'worst':>8}{'queries':>9}  slowest"


def resident() -> dict[str, float]:
    """Megabytes of this process: all that stands in memory, and what only this process has there."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    values = {name: value.split() for name, _, value in (line.partition(":") for line in lines)}
    return {name: int(values[name][0]) / 1024 for name in ("VmRSS", "RssAnon")}
