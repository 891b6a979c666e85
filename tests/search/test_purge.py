"""What left the index stands in none of its files."""

import pytest

from tegenspraak.search.models import Outbox
from tegenspraak.search.rebuild import Beside, Twin, purge, rebuild
from tegenspraak.search.store import RebuildRunning
from tegenspraak.search.sync import drain
from tegenspraak.vocabulary.models import Theme

WORD = "kwaakzwemvlies"


@pytest.fixture
def store(backend, make_theme):
    for number in range(30):
        make_theme(f"Gezag {number}", "Een kind en twee ouders.")
    rebuild(backend.store)
    return backend.store


@pytest.fixture
def planted(store, make_theme):
    theme = make_theme("School", f"Een {WORD} in de klas.")
    drain(store)
    assert stands(store)
    return theme


def stands(store):
    """Whether the word stands anywhere in the folder, as bytes."""
    files = [file for file in store.root.rglob("*") if file.is_file()]
    return any(WORD.encode() in file.read_bytes() for file in files)


def withdraw(theme, monkeypatch):
    monkeypatch.setattr(Theme, "get_indexed_objects", lambda: Theme.objects.exclude(pk=theme.pk))
    theme.save()


def rewrite(theme, monkeypatch):
    theme.explanation = "Iets anders."
    theme.save()


def delete(theme, monkeypatch):
    theme.delete()


@pytest.mark.parametrize("act", [withdraw, rewrite, delete])
def test_a_word_that_left_is_in_no_file_after_a_purge(store, planted, backend, monkeypatch, act):
    act(planted, monkeypatch)
    drain(store)
    assert stands(store)
    assert not backend.search(WORD, Theme)
    assert purge(store)
    assert not stands(store)
    assert len(backend.search("gezag", Theme)) == 30
    assert not purge(store)


def test_only_files_that_hold_something_deleted_are_written_anew(store, planted):
    first = {file.name for file in store.current().glob("*.trm")}
    planted.delete()
    drain(store)
    purge(store)
    assert len(first) > 1
    assert len(first & {file.name for file in store.current().glob("*.trm")}) == len(first) - 1


def test_a_purge_keeps_what_may_be_found(store, planted, backend):
    Theme.objects.get(name="Gezag 3").delete()
    drain(store)
    before = backend.engine.digests()
    assert purge(store)
    assert backend.engine.digests() == before
    assert [str(theme) for theme in backend.search(WORD, Theme)] == ["School"]
    assert store.is_whole()
    assert store.is_unharmed()


def test_what_is_saved_during_a_purge_is_in_it(store, planted, backend, make_theme):
    with Twin(store) as twin:
        make_theme("Gezag erbij")
        Theme.objects.get(name="Gezag 3").delete()
        drain(store)
        assert len(backend.search("gezag", Theme)) == 30
        twin.swap()
    found = {str(theme) for theme in backend.search("gezag", Theme)}
    assert len(found) == 30
    assert "Gezag erbij" in found
    assert list(store.root.glob("generation-*")) == [store.current()]


@pytest.mark.parametrize("making", [Twin, Beside])
def test_what_is_indexed_in_one_go_meanwhile_is_in_it(store, backend, make_theme, making):
    with making(store) as new:
        theme = make_theme("Roodborstje")
        Outbox.objects.all().delete()  # as a bulk_create, which tells nobody
        backend.add_bulk(Theme, iter([theme]))
        new.swap()
    assert [str(theme) for theme in backend.search("roodborstje", Theme)] == ["Roodborstje"]


def test_a_purge_that_was_killed_is_swept(store, planted):
    twin = Twin(store)
    twin.__enter__()
    twin.lock.close()  # as the system does when a process dies
    assert store.has_leftovers()
    planted.delete()
    drain(store)
    purge(store)
    assert not store.has_leftovers()
    assert not stands(store)


def test_a_purge_and_a_rebuild_wait_for_each_other(store, planted):
    planted.delete()
    drain(store)
    with Twin(store), pytest.raises(RebuildRunning):
        purge(store)


def test_when_and_how_long_is_kept(store, planted):
    assert store.last_purge() == (float("inf"), 0.0)
    planted.delete()
    drain(store)
    purge(store)
    ago, took = store.last_purge()
    assert ago < 60
    assert 0 < took < 60
