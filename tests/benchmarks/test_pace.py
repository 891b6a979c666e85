"""What searching and saving cost, with a thousand and with ten thousand cases."""

import json
import os
import random
import subprocess
import sys
import time
import uuid

import pytest
from django.conf import settings
from django.db import connection

from casuistry.cases.draft import Draft
from casuistry.cases.models import Case
from tegenspraak.memory import settle
from tegenspraak.search import indexer, sync
from tegenspraak.search.find import find

from .pace import HEAD, NARROWED, Spread, page, typed

MEDIAN_MS, LATE_MS, TYPED_MS = 60, 150, 300
MOST_QUERIES = 16
MOST_MB, SEARCHES = 60, 200
SAVE_MS, FINDABLE_SECONDS = 150, 2.0
WORDS = 50
UNHEARD = ("waterpokken", "hunebed", "zuurkool", "roggebrood", "veerpont", "griezelverhaal", "stoofpeer")


@pytest.fixture(scope="module", params=[1_000, 10_000])
def size(request, library, made_documents):
    """So many cases, indexed and warm: a server has answered others before."""
    library.hold(made_documents[: request.param])
    print(f"\n{request.param} cases and the rest indexed in {library.index():.1f} s")
    return request.param


@pytest.fixture(scope="module")
def asked(queries):
    return [query["query"] for half in queries("made").values() for query in half]


@pytest.fixture(scope="module")
def hidden(queries):
    """What was kept aside is measured, but not named."""
    return {query["query"] for query in queries("made")["held"]}


@pytest.fixture
def client(library, sign_in, size):
    client = sign_in(library.reader)
    settle()  # as a server does (wsgi.py)
    for words in ("veiligheid van het kind", "uithuisplaatsing", "gesprek met school"):
        page(client, {"q": words})
    return client


@pytest.fixture(scope="session")
def growth():
    """The rows of the table, printed when all sizes are done."""
    rows = {}
    yield rows
    print("\n".join(["", HEAD, *(f"{name:44}{spread}" for name, spread in sorted(rows.items()))]))


def test_a_page_of_answers_is_made_in_time(client, size, asked, hidden, growth):
    plain = Spread.of([page(client, {"q": words}) for words in asked], hidden)
    narrowed = Spread.of([page(client, {"q": words, **NARROWED}) for words in asked], hidden)
    growth[f"the page, {size:6} cases"] = plain
    growth[f"the page, narrowed and by date, {size:6} cases"] = narrowed
    for spread in (plain, narrowed):
        assert spread.median < MEDIAN_MS
        assert spread.late < LATE_MS
        assert spread.database_queries <= MOST_QUERIES


def test_typing_a_word_never_has_to_wait(client, size, made_documents, growth):
    dice = random.Random(size)
    words = {word.strip(".,:;?").lower() for one in made_documents[:500] for word in one["text"].split()}
    some = dice.sample(sorted(word for word in words if len(word) >= 5), WORDS)
    growth[f"half a word, typed, {size:6} cases"] = spread = Spread.of(
        cost for word in some for cost in typed(client, word)
    )
    assert spread.worst < TYPED_MS


def test_two_hundred_searches_leave_the_process_small(size, library, asked, queries):
    order = {
        "database": str(connection.settings_dict["NAME"]),
        "search": settings.WAGTAILSEARCH_BACKENDS["default"],
        "user": str(library.reader.pk),
        "queries": [*asked, *(query["query"] for query in queries("real")["dev"])][:SEARCHES],
    }
    command = [sys.executable, "-m", "tests.benchmarks.memory"]
    path = {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        command, input=json.dumps(order), env=os.environ | path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    grown = {name: told["after"][name] - told["before"][name] for name in told["before"]}
    sizes = ", ".join(f"{name} {told['before'][name]:.0f} to {told['after'][name]:.0f}" for name in grown)
    print(f"\nMB of a fresh process before and after {SEARCHES} searches, {size} cases: {sizes}")
    assert grown["VmRSS"] < MOST_MB


@pytest.fixture
def served(library):
    """As in a server: its indexer follows each save."""
    store = sync.store_of_index()
    if store is None:
        yield
        return
    server = indexer.Server(store)
    sync.leave_to(lambda store: server.wake())
    server.wake()
    yield
    sync.leave_to(sync.drain_or_say)
    for thread in (server._indexer.threads, server.stop())[0]:
        thread.join(10)


def about(word):
    return Draft("Buiten spelen", situation=f"Het kind wil naar buiten en niemand gaat mee. Over {word}.")


def until_found(word, user):
    """How many seconds it took until the word was found."""
    started = time.perf_counter()
    while not find(f'"{word}"', user, kinds=["case"]).total:
        assert time.perf_counter() - started < 10
        time.sleep(0.02)
    return time.perf_counter() - started


def test_a_saved_case_is_soon_found_and_its_writer_does_not_wait(size, library, served):
    author = library.colleague(f"Samira {uuid.uuid4().hex[:6]}")
    case = Case.objects.start(about("een vlieger"), by=author, submission=uuid.uuid4())
    case.share(with_="team", by=author, team=author.team_memberships.get().team, declared=True)
    saved, waited = [], []
    for word in UNHEARD:
        started = time.perf_counter()
        case.rewrite(about(word), by=author, version=case.version)
        saved.append((time.perf_counter() - started) * 1000)
        waited.append(until_found(word, library.reader))
    print(f"\nwith {size} cases: saving {max(saved):.0f} ms at most, found after {max(waited):.2f} s at most")
    Case.objects.filter(pk=case.pk).delete()
    assert max(saved) < SAVE_MS
    assert max(waited) < FINDABLE_SECONDS
