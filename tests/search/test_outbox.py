"""What is saved waits in the outbox, in the same transaction, until the index has it."""

from unittest.mock import Mock

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tegenspraak.search import sync
from tegenspraak.search.engine import Engine
from tegenspraak.search.models import MOST_TRIES, Outbox
from tegenspraak.search.sync import Row, drain, enqueue
from tegenspraak.vocabulary.models import Theme

really = pytest.mark.django_db(transaction=True)


@pytest.fixture
def store(backend):
    return backend.store


def waiting():
    return [(row.label, row.object_pk) for row in Outbox.objects.due()]


def found(backend, word="gezag"):
    return {str(theme) for theme in backend.search(word, Theme)}


@pytest.fixture
def poisoned(monkeypatch):
    """A theme whose explanation says "vergif" cannot be read."""

    def read(obj):
        if obj.explanation == "vergif":
            raise ValueError(f"Karin {obj.explanation}")
        return as_ever(obj)

    as_ever = sync.document_of
    monkeypatch.setattr(sync, "document_of", read)
    return lambda: monkeypatch.setattr(sync, "document_of", as_ever)


def try_again_now():
    Outbox.objects.update(due_at=None)


def test_a_save_leaves_a_row_in_its_own_transaction(make_theme):
    theme = make_theme("Gezag")
    assert connection.in_atomic_block
    assert waiting() == [("vocabulary.theme", str(theme.pk))]


def test_a_delete_leaves_a_row_too(make_theme):
    theme = make_theme("Gezag")
    Outbox.objects.all().delete()
    pk = theme.pk
    theme.delete()
    assert waiting() == [("vocabulary.theme", str(pk))]


@really
def test_what_is_undone_leaves_no_row(make_theme, backend):
    with transaction.atomic():
        make_theme("Gezag")
        assert len(waiting()) == 1
        transaction.set_rollback(True)
    assert not Outbox.objects.exists()
    assert found(backend) == set()


@really
def test_what_is_undone_in_a_savepoint_leaves_no_row_and_the_rest_is_found(make_theme, backend):
    with transaction.atomic():
        make_theme("Gezag blijft")
        undone = transaction.savepoint()
        make_theme("Gezag verdwijnt")
        transaction.savepoint_rollback(undone)
    assert found(backend) == {"Gezag blijft"}
    assert not Outbox.objects.exists()


def test_a_row_holds_nothing_of_what_it_tells_about(make_theme):
    make_theme("Gezag", "Karin slaapt bij haar oma.")
    (row,) = Outbox.objects.values()
    assert not {"gezag", "karin", "oma"} & set(str(row).lower().replace("'", " ").split())


def test_draining_takes_all_that_waits_and_says_how_many(make_theme, backend, store):
    for number in range(sync.BATCH + 3):
        make_theme(f"Gezag {number}")
    assert drain(store) == sync.BATCH + 3
    assert len(found(backend)) == sync.BATCH + 3
    assert drain(store) == 0


def test_many_saves_of_one_object_are_read_once(make_theme, store, monkeypatch):
    theme = make_theme("Gezag")
    theme.save()
    theme.save()
    read = []
    as_ever = sync.document_of
    monkeypatch.setattr(sync, "document_of", lambda obj: read.append(obj) or as_ever(obj))
    assert drain(store) == 3
    assert read == [theme]


def test_a_row_that_comes_while_others_are_taken_stays(make_theme, store, monkeypatch):
    theme = make_theme("Gezag")
    late = []

    def write(self, documents, gone=()):
        if not late:
            late.append(Outbox.objects.create(label="vocabulary.theme", object_pk=theme.pk))
            return
        assert [row.pk for row in Outbox.objects.all()] == [late[0].pk]

    monkeypatch.setattr(Engine, "write", write)
    assert drain(store) == 2


def test_who_dies_between_the_index_and_the_rows_is_read_once_more(make_theme, backend, store, monkeypatch):
    make_theme("Gezag")
    with monkeypatch.context() as patch:
        patch.setattr(sync, "_remove", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            drain(store)
    assert len(waiting()) == 1
    assert drain(store) == 1
    assert backend.engine.count() == 1


def test_what_was_never_indexed_and_may_not_be_writes_no_file(make_theme, indexed, store, monkeypatch):
    make_theme("Gezag")
    indexed()
    before = sorted(store.current().iterdir())  # what is indexed already is not written again either
    monkeypatch.setattr(Theme, "get_indexed_objects", lambda: Theme.objects.exclude(explanation="privé"))
    make_theme("School", "privé")
    assert drain(store) == 2
    assert sorted(store.current().iterdir()) == before


@really
def test_without_a_server_a_commit_is_followed_by_the_index_at_once(make_theme, backend):
    make_theme("Gezag")
    assert found(backend) == {"Gezag"}
    assert not Outbox.objects.exists()


@really
def test_a_transaction_of_many_saves_drains_once(make_theme, monkeypatch):
    told = []
    monkeypatch.setattr(sync, "_tell", told.append)
    with transaction.atomic():
        for number in range(5):
            make_theme(f"Gezag {number}")
    assert len(told) == 1


@really
def test_an_index_that_cannot_be_written_keeps_nobody_from_saving(make_theme, backend, monkeypatch, caplog):
    def fail(self, documents, gone=()):
        raise OSError("no room for Karin")

    with monkeypatch.context() as patch:
        patch.setattr(Engine, "write", fail)
        theme = make_theme("Gezag")
    assert Theme.objects.get() == theme
    assert "is behind (OSError in test_outbox.py, line " in caplog.text
    assert "Karin" not in caplog.text
    assert drain(backend.store) == 1
    assert found(backend) == {"Gezag"}


def test_one_that_cannot_be_read_does_not_stop_the_others(make_theme, backend, store, poisoned, caplog):
    for number in range(5):
        make_theme(f"Gezag {number}", "vergif" if number == 2 else "")
    assert drain(store) == 4
    assert found(backend) == {"Gezag 0", "Gezag 1", "Gezag 3", "Gezag 4"}
    assert "Karin" not in caplog.text
    (row,) = Outbox.objects.waiting()
    assert row.tries == 1
    assert row.due_at > timezone.now()
    assert drain(store) == 0


def test_after_enough_tries_it_is_set_aside_and_kept(make_theme, store, poisoned):
    theme = make_theme("Gezag", "vergif")
    for _ in range(MOST_TRIES + 2):
        drain(store)
        try_again_now()
    assert not Outbox.objects.due().exists()
    assert [row.object_pk for row in Outbox.objects.set_aside()] == [str(theme.pk)]


def test_set_aside_twice_is_one_row(make_theme, store, poisoned):
    for _ in range(2):
        theme = make_theme("Gezag", "vergif") if not Theme.objects.exists() else Theme.objects.get()
        enqueue(store, [Row("vocabulary.theme", str(theme.pk))])
        for _ in range(MOST_TRIES):
            drain(store)
            try_again_now()
    assert Outbox.objects.count() == 1


def test_what_can_be_read_again_is_not_set_aside_any_more(make_theme, backend, store, poisoned):
    theme = make_theme("Gezag", "vergif")
    Outbox.objects.update(tries=MOST_TRIES)
    poisoned()
    theme.save()
    assert drain(store) == 1
    assert not Outbox.objects.exists()
    assert found(backend) == {"Gezag"}


def test_the_database_is_no_fault_of_a_row(make_theme, store, monkeypatch):
    from django.db import OperationalError

    def away(obj):
        raise OperationalError

    make_theme("Gezag")
    monkeypatch.setattr(sync, "document_of", away)
    with pytest.raises(OperationalError):
        drain(store)
    assert [row.tries for row in Outbox.objects.all()] == [0]


def test_a_row_of_a_model_that_is_no_more_leaves_the_index(db, store):
    enqueue(store, [Row("vocabulary.once", "1")])
    assert drain(store) == 1
    assert not Outbox.objects.exists()
