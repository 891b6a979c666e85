"""A missing or broken index is noticed, whatever is wrong with it, and made anew."""

import pytest

from tegenspraak.search import indexer
from tegenspraak.search.health import health, state
from tegenspraak.search.models import MOST_TRIES, Outbox
from tegenspraak.search.rebuild import rebuild
from tegenspraak.search.store import Store
from tegenspraak.vocabulary.models import Theme


@pytest.fixture
def store(backend, make_theme):
    """A whole index with a few themes in it."""
    for number in range(3):
        make_theme(f"Gezag {number}", "Een kind en twee ouders.")
    rebuild(backend.store)
    return backend.store


def one(store, ending):
    return next(file for file in sorted(store.current().iterdir()) if file.name.endswith(ending))


def truncate(store, ending):
    file = one(store, ending)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


HARM = {
    "postings cut short": lambda store: truncate(store, ".pst"),
    "terms cut short": lambda store: truncate(store, ".trm"),
    "keys cut short": lambda store: truncate(store, "key.col"),
    "a column is gone": lambda store: one(store, "key.col").unlink(),
    "terms are gone": lambda store: one(store, ".trm").unlink(),
    "the contents are empty": lambda store: one(store, ".toc").write_bytes(b""),
    "the contents are garbage": lambda store: one(store, ".toc").write_bytes(b"\x80garbage" * 40),
    "the contents are gone": lambda store: one(store, ".toc").unlink(),
    "the folder is empty": lambda store: [file.unlink() for file in store.current().iterdir()],
    "current is garbage": lambda store: (store.root / "current").write_bytes(b"\xff\x00../../etc"),
    "current is empty": lambda store: (store.root / "current").write_text(""),
    "current leads nowhere": lambda store: (store.root / "current").write_text("generation-1-gone"),
}


def test_a_whole_index_is_ok(store, backend):
    assert state(store) == "ok"
    assert health(store).documents == backend.engine.count() >= 3


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM.keys())
def test_harm_is_noticed_said_and_healed(store, backend, harm, caplog):
    harm(store)
    assert state(store) == "broken"
    assert health(store).documents == 0
    assert indexer.heal(store)
    assert "is broken" in caplog.text
    assert "Gezag" not in caplog.text
    assert state(store) == "ok"
    assert len(backend.search("gezag", Theme)) == 3
    assert not indexer.heal(store)


def test_no_index_is_missing(tmp_path, db):
    assert state(Store(tmp_path / "never")) == "missing"


def test_an_older_version_is_missing_and_swept_by_the_new_one(store):
    old = store.current().rename(store.root / "generation-0-old")
    (store.root / "current").write_text(old.name)
    assert state(store) == "missing"
    assert indexer.heal(store)
    assert not old.exists()


def test_what_was_saved_since_it_went_missing_is_no_whole_index(make_theme, indexed, backend):
    make_theme("Gezag")
    indexed()
    assert backend.engine.is_readable()
    assert state(backend.store) == "missing"


def test_a_writer_that_was_killed_leaves_nothing_broken(store):
    (store.current() / "MAIN_0000000000000000.trm").write_bytes(b"half")
    assert state(store) == "ok"


def test_health_counts_what_waits_and_what_was_set_aside(store):
    Outbox.objects.create(label="vocabulary.theme", object_pk="1")
    Outbox.objects.create(label="vocabulary.theme", object_pk="2", tries=MOST_TRIES)
    found = health(store)
    assert (found.waiting, found.set_aside) == (1, 1)
    assert 0 <= found.oldest_waiting_seconds < 60
