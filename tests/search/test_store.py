"""Generations, locks and several writers at the same moment."""

import fcntl
import multiprocessing
import threading
import time

import pytest
from django.core.management import call_command
from django.db import connection
from modelsearch.backends import get_search_backend

from tegenspraak.search import nodes
from tegenspraak.search.documents import Document
from tegenspraak.search.engine import Engine
from tegenspraak.search.store import RebuildRunning, Store
from tegenspraak.search.sync import Row, synchronise
from tegenspraak.search.terms import Term
from tegenspraak.search.writing import new_generation
from tegenspraak.vocabulary.models import Theme


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "index")


def document(number, word="gezag"):
    return Document(f"a.a:{number}", ("a.a",), text=[Term(word, 1.0, 0), Term(f"nummer{number}", 1.0, 1)])


def write(store, *documents, gone=()):
    with store.writing():
        Engine(store).write(documents, gone)


def found(store, word="gezag"):
    return {hit.pk for hit in Engine(store).search(nodes.Word(word))}


def write_twelve(root, first):
    store = Store(root)
    for number in range(first, first + 12):
        write(store, document(number))


def test_two_processes_that_write_at_once_lose_nothing(store):
    start = multiprocessing.get_context("fork").Process
    writers = [start(target=write_twelve, args=(str(store.root), first)) for first in (0, 100)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert found(store) == {str(number) for first in (0, 100) for number in range(first, first + 12)}


@pytest.mark.parametrize("kind", ["writing", "rebuilding"])
def test_a_process_that_is_forked_while_a_thread_writes_keeps_nobody_waiting(store, kind):
    held, done = threading.Event(), threading.Event()

    def hold():
        with getattr(store, kind)():
            held.set()
            done.wait(10)

    writer = threading.Thread(target=hold)
    writer.start()
    held.wait(10)
    fork = multiprocessing.get_context("fork")
    runs = fork.Event()
    child = fork.Process(target=_live_on, args=(runs,), daemon=True)
    child.start()
    try:
        assert runs.wait(10)
        assert not is_free(store, kind), "The child must not free what its parent holds."
        done.set()
        writer.join(10)
        assert child.is_alive()
        assert is_free(store, kind)
    finally:
        child.kill()
        child.join(10)


def _live_on(runs):
    runs.set()
    time.sleep(60)


def is_free(store, kind):
    name = {"writing": "write.lock", "rebuilding": "rebuild.lock"}[kind]
    with (store.root / name).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def test_a_child_that_was_forked_while_it_wrote_can_write_itself(store):
    start = multiprocessing.get_context("fork").Process
    with store.writing():
        child = start(target=write_twelve, args=(str(store.root), 0), daemon=True)
        child.start()
    child.join(20)
    child.kill()
    assert child.exitcode == 0
    assert len(found(store)) == 12


def test_threads_that_write_at_once_lose_nothing_and_a_reader_never_fails(store):
    writers = [threading.Thread(target=write_twelve, args=(store.root, first)) for first in (0, 100, 200)]
    for writer in writers:
        writer.start()
    seen = 0
    while any(writer.is_alive() for writer in writers):
        now = len(found(store))
        assert now >= seen
        seen = now
    assert len(found(store)) == 36


def test_a_document_is_replaced_and_removed_by_its_key(store):
    write(store, document(1), document(2))
    write(store, document(1, "school"), gone=["a.a:2"])
    assert found(store) == set()
    assert found(store, "school") == {"1"}
    assert Engine(store).count() == 1


def test_classes_that_moved_since_do_not_matter(store):
    write(store, document(1))
    (toc,) = store.current().glob("*.toc")
    toc.write_bytes(toc.read_bytes().replace(b"tegenspraak.search.writing", b"tegenspraak.search.waiting"))
    write(store, document(2))
    assert found(store) == {"1", "2"}


def test_a_writer_that_fails_leaves_the_index_as_it_was(store):
    write(store, document(1))
    with pytest.raises(AttributeError):
        write(store, document(2), None)
    write(store, document(3))
    assert found(store) == {"1", "3"}


def test_a_swap_shows_the_new_generation_and_sweeps_the_old(store):
    write(store, document(1))
    old = store.current()
    assert found(store) == {"1"}
    with store.writing():
        store.use(new_generation(store))
    assert found(store) == set()
    assert not old.exists()


def test_an_index_that_cannot_be_read_finds_nothing_and_says_so_in_the_log(store, caplog):
    write(store, document(1))
    for file in store.current().glob("*.toc"):
        file.write_bytes(b"broken")
    assert found(store) == set()
    assert "cannot be read" in caplog.text


def test_only_one_rebuild_runs_at_a_time(store):
    lock = store.rebuilding()
    with pytest.raises(RebuildRunning):
        Store(store.root).rebuilding()
    lock.close()
    store.rebuilding().close()


# With the database


@pytest.fixture
def rebuilder(db):
    backend = get_search_backend()
    return backend.rebuilder_class(backend.get_index_for_model(Theme))


def themes_found(word):
    return {str(theme) for theme in get_search_backend().search(word, Theme)}


def test_searching_goes_on_during_a_rebuild(make_theme, indexed, rebuilder):
    make_theme("Gezag")
    indexed()
    rebuilder.start()
    assert themes_found("gezag") == {"Gezag"}
    rebuilder.finish()
    assert themes_found("gezag") == set()


def test_what_is_saved_during_a_rebuild_is_in_it(make_theme, rebuilder, django_capture_on_commit_callbacks):
    kept, gone = make_theme("Gezag blijft"), make_theme("Gezag verdwijnt")
    index = rebuilder.start()
    index.add_items(Theme, [kept, gone])
    with django_capture_on_commit_callbacks(execute=True):
        Theme.objects.create(name="Gezag erbij", slug="erbij")
        Theme.objects.get(pk=gone.pk).delete()
        kept.name = "Gezag nieuw"
        kept.save()
    rebuilder.finish()
    assert themes_found("gezag") == {"Gezag nieuw", "Gezag erbij"}
    assert get_search_backend().engine.count() == 2


def test_a_rebuild_that_was_killed_is_swept_by_the_next(rebuilder, make_theme):
    rebuilder.start()
    rebuilder.beside.lock.close()  # as the system does when a process dies
    store = rebuilder.beside.store
    again = type(rebuilder)(get_search_backend().get_index_for_model(Theme))
    again.start().add_items(Theme, [make_theme("Gezag")])
    again.finish()
    assert list(store.root.glob("generation-*")) == [store.current()]
    assert themes_found("gezag") == {"Gezag"}


def test_the_index_follows_the_database_whatever_it_held(make_theme, indexed, backend):
    theme = make_theme("Gezag")
    indexed()
    Theme.objects.filter(pk=theme.pk).update(name="School")
    synchronise(backend.store, {Row("vocabulary.theme", str(theme.pk))})
    assert themes_found("gezag") == set()
    assert themes_found("school") == {"School"}


@pytest.mark.parametrize("command", ["rebuild_search", "wagtail_update_index", "update_index"])
def test_a_rebuild_indexes_every_registered_model_and_says_so(make_theme, db, capsys, command, only_themes):
    make_theme("Gezag")
    call_command(command)
    assert "vocabulary.Theme" in capsys.readouterr().out
    assert themes_found("gezag") == {"Gezag"}


@pytest.fixture
def only_themes(monkeypatch):
    command = "modelsearch.management.commands.rebuild_modelsearch_index"
    monkeypatch.setattr(f"{command}.get_indexed_models", lambda: [Theme])


@pytest.mark.django_db(transaction=True)
def test_a_transaction_of_many_saves_writes_the_index_once(make_theme, monkeypatch):
    from django.db import transaction

    from tegenspraak.search import sync

    written = []
    monkeypatch.setattr(sync, "synchronise", lambda store, touched: written.append(len(touched)))
    with transaction.atomic():
        for number in range(5):
            make_theme(f"Gezag {number}")
    assert written == [5]
    assert connection.in_atomic_block is False
