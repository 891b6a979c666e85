"""Our search beside Wagtail's own database backend, on the vocabulary and the modules, in one run."""

import time

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from modelsearch.backends import get_search_backend

from tegenspraak.search.find import find
from tegenspraak.search.registry import kinds_for

QUERIES = [
    "scheiding", "scheidingen", "vechtscheiding", "complexe scheiding", "OTS", "ondertoezichtstelling",
    "uithuisplaatsing", "uithuis geplaatst", "kindermishandeling", "mishandeling",
    "veiligheid van kinderen", "ouderverstoting", "geweld",
]  # fmt: skip
ROUNDS = 5


@pytest.fixture
def plain(db):
    """Wagtail's backend, with the same things in it as ours."""
    for command in ("load_vocabulary", "load_protocols", "load_modules", "rebuild_search"):
        call_command(command, verbosity=0)
    backend = get_search_backend("wagtail.search.backends.database")
    for kind in kinds_for(AnonymousUser()):
        backend.get_index_for_model(kind.model).add_items(kind.model, list(kind.model.get_indexed_objects()))
    return backend


def ours(query: str) -> int:
    return find(query, AnonymousUser()).total


def theirs(backend, query: str) -> int:
    """What a stock search page does: each kind asked, a page of each fetched."""
    found = 0
    for kind in kinds_for(AnonymousUser()):
        results = backend.search(query, kind.model._default_manager.all())
        list(results[:20])
        found += results.count()
    return found


def seconds(work, *args) -> float:
    started = time.perf_counter()
    for _ in range(ROUNDS):
        work(*args)
    return (time.perf_counter() - started) / ROUNDS


def test_search_beside_the_database_backend(plain):
    ours("warm"), theirs(plain, "warm")
    rows = [
        (query, ours(query), theirs(plain, query), seconds(ours, query), seconds(theirs, plain, query))
        for query in QUERIES
    ]
    print(f"\n{'query':26}{'ours':>6}{'theirs':>8}{'ours, ms':>10}{'theirs, ms':>12}{'ratio':>7}")
    for query, our_hits, their_hits, our_time, their_time in rows:
        times = f"{our_time * 1000:10.1f}{their_time * 1000:12.1f}{our_time / their_time:7.1f}"
        print(f"{query:26}{our_hits:6}{their_hits:8}{times}")
    totals = [sum(column) for column in list(zip(*rows, strict=True))[1:]]
    print(f"hits: {totals[0] / totals[1]:.1f} times as many; time: {totals[2] / totals[3]:.1f} times as long")
    assert all(our_hits >= their_hits for _query, our_hits, their_hits, *_times in rows)
