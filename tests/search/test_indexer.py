"""The threads of a server, and the worker: what is saved is soon found, and nobody waits for it."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction

from tegenspraak.search import indexer, sync
from tegenspraak.search.health import state
from tegenspraak.search.indexer import Indexer, Server, heal, serve
from tegenspraak.search.models import Outbox
from tegenspraak.search.rebuild import rebuild
from tegenspraak.search.store import Store
from tegenspraak.vocabulary.models import Theme

ROOT = Path(__file__).parents[2]
really = pytest.mark.django_db(transaction=True)


@pytest.fixture
def store(backend):
    return backend.store


@pytest.fixture
def as_before(monkeypatch):
    """What a server changes in this process is put back."""
    monkeypatch.setattr(sync, "_tell", sync._tell)
    monkeypatch.setattr(os, "register_at_fork", lambda **calls: None)


@pytest.fixture
def server(store, as_before, monkeypatch):
    """A server whose threads run, on a whole index."""
    rebuild(store)
    made = []

    class Kept(Server):
        def __init__(self, store):
            super().__init__(store)
            made.append(self)

    monkeypatch.setattr(indexer, "Server", Kept)
    monkeypatch.setattr(indexer, "START_AFTER", 0.0)
    serve()
    (server,) = made
    until(lambda: server._indexer)
    yield server
    threads = server._indexer.threads
    server.stop()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()


def until(is_so, seconds=30.0):
    """However slow the machine: what never happens is what fails here, `make bench` tells how soon."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


def found(backend, word="gezag"):
    return {str(theme) for theme in backend.search(word, Theme)}


@really
def test_a_save_is_soon_found_and_need_not_wait(server, make_theme, backend, monkeypatch):
    writing = threading.Event()
    as_ever = sync.Engine.write

    def slow(self, documents, gone=()):
        assert threading.current_thread() is not threading.main_thread()
        assert writing.wait(30)
        as_ever(self, documents, gone)

    monkeypatch.setattr(sync.Engine, "write", slow)
    make_theme("Gezag")  # comes back while the index is held up
    assert found(backend) == set()
    writing.set()
    until(lambda: found(backend) == {"Gezag"})
    until(lambda: not Outbox.objects.exists())


@really
def test_what_another_process_left_is_found_too(server, backend, monkeypatch):
    monkeypatch.setattr(indexer, "LOOK_EVERY", 0.1)
    with monkeypatch.context() as patch:
        patch.setattr(sync, "_tell", lambda store: None)  # it was killed before it could say so
        Theme.objects.create(name="Gezag", slug="gezag")
    until(lambda: found(backend) == {"Gezag"})


@really
def test_what_was_killed_before_it_left_a_row_is_found_after_a_restart(server, backend, monkeypatch):
    Theme.objects.bulk_create([Theme(name="Gezag", slug="gezag")])
    again = Indexer(server.store)
    again.care()
    until(lambda: found(backend) == {"Gezag"})


@really
def test_saves_of_many_threads_are_all_found(server, backend):
    def save(first):
        for number in range(first, first + 10):
            with transaction.atomic():
                Theme.objects.create(name=f"Gezag {number}", slug=str(number))
        connections.close_all()

    writers = [threading.Thread(target=save, args=(first,)) for first in (0, 100, 200, 300)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    until(lambda: len(found(backend)) == 40)


@really
def test_a_fault_is_logged_without_words_and_tried_again(server, backend, monkeypatch, caplog):
    def fail(self, documents, gone=()):
        raise OSError("no room for Karin")

    with monkeypatch.context() as patch:
        patch.setattr(sync.Engine, "write", fail)
        Theme.objects.create(name="Gezag", slug="gezag")
        until(lambda: "OSError" in caplog.text)
    server.wake()
    until(lambda: found(backend) == {"Gezag"})
    assert "Karin" not in caplog.text


@really
def test_an_index_that_goes_missing_comes_back_by_itself(server, backend, make_theme):
    make_theme("Gezag")
    until(lambda: found(backend) == {"Gezag"})
    (server.store.root / "current").unlink()
    make_theme("Gezag nieuw")
    until(lambda: found(backend) == {"Gezag", "Gezag nieuw"})
    until(lambda: state(server.store) == "ok")


@really
def test_words_that_left_are_purged_when_it_is_quiet(server, backend, make_theme, monkeypatch):
    monkeypatch.setattr(indexer, "QUIET_SECONDS", 0.0)
    theme = make_theme("Gezag", "kwaakzwemvlies")
    make_theme("School")
    until(lambda: found(backend) == {"Gezag"})
    theme.delete()
    until(lambda: not Outbox.objects.exists())
    server._indexer._woken[server._indexer.care].set()
    until(lambda: server.store.last_purge()[0] < 60)
    files = [file for file in server.store.root.rglob("*") if file.is_file()]
    assert not any(b"kwaakzwemvlies" in file.read_bytes() for file in files)


def test_a_purge_waits_until_it_is_quiet_and_takes_a_small_share_of_the_time(tmp_path, monkeypatch):
    indexer_ = Indexer(Store(tmp_path))
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    for busy_at, last, expected in [
        (0.0, (float("inf"), 0.0), True),
        (999.0, (float("inf"), 0.0), False),
        (0.0, (30.0, 0.1), False),
        (0.0, (61.0, 0.1), True),
        (0.0, (500.0, 30.0), False),
        (0.0, (700.0, 30.0), True),
    ]:
        indexer_._busy_at = busy_at
        indexer_.store.last_purge = lambda last=last: last
        assert indexer_._is_time_to_purge() is expected


def test_with_a_worker_a_server_only_leaves_rows(as_before, settings, store, make_theme, caplog):
    settings.SEARCH_INDEXER = "worker"
    before = threading.active_count()
    serve()
    assert threading.active_count() == before
    assert "is missing" in caplog.text
    assert sync._tell(store) is None
    make_theme("Gezag")
    assert Outbox.objects.count() == 1


def test_an_engine_with_an_index_of_its_own_needs_nobody(db, as_before, settings):
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
    before = sync._tell
    serve()
    assert sync._tell is before
    with pytest.raises(CommandError, match="keeps its own index"):
        call_command("search_worker", once=True)


def test_who_forks_leaves_the_work_to_its_children(store, monkeypatch):
    started = []
    monkeypatch.setattr(Indexer, "start", lambda self: started.append(self))
    monkeypatch.setattr(indexer, "START_AFTER", 0.0)
    server = Server(store)
    server.wake()
    server.stop()
    assert started[0]._stopped.is_set()
    server._lock.acquire()  # a thread of the parent held it
    server.start_in_child()
    until(lambda: len(started) == 2)
    assert not started[1]._stopped.is_set()


def test_who_forks_at_once_never_starts(store, monkeypatch):
    started = []
    monkeypatch.setattr(Indexer, "start", lambda self: started.append(self))
    monkeypatch.setattr(indexer, "START_AFTER", 0.2)
    server = Server(store)
    server.start_soon()
    server.stop()
    time.sleep(0.4)
    assert started == []


def test_healing_sweeps_what_a_killed_rebuild_left(store, make_theme):
    make_theme("Gezag")
    rebuild(store)
    store.new_generation()
    store.start_touched()
    assert not heal(store)
    assert not store.has_leftovers()


def worker(**options):
    said = io.StringIO()
    call_command("search_worker", stdout=said, **options)
    return said.getvalue().strip()


def test_the_worker_can_be_run_once(make_theme, backend):
    make_theme("Gezag")
    assert worker(once=True) == "Search index: 0 taken, made anew."
    make_theme("Gezag twee").delete()
    make_theme("Gezag drie")
    assert worker(once=True) == "Search index: 3 taken."
    Theme.objects.get(name="Gezag drie").delete()
    assert worker(once=True) == "Search index: 1 taken, purged."
    assert found(backend) == {"Gezag"}


def test_the_worker_says_when_another_one_rebuilds(store, db):
    with store.rebuilding(), pytest.raises(CommandError, match="Another process is rebuilding"):
        worker(once=True)


def test_the_worker_stops_cleanly_when_it_is_told_to(tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "DEBUG": "1",
        "DATA_DIR": str(tmp_path),
        "EMAIL_URL": "dummy://",
    }
    command = [sys.executable, "manage.py", "search_worker"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert "looks after" in process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    assert process.wait(15) == 0
