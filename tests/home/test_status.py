"""What whoever watches over the server can ask, without signing in."""

import pytest
from django.test import Client
from modelsearch.backends import get_search_backend

from tegenspraak.search.models import MOST_TRIES, Outbox
from tegenspraak.search.rebuild import rebuild
from tegenspraak.vocabulary.models import Theme


@pytest.fixture
def store(db):
    store = get_search_backend().store
    rebuild(store)
    return store


def status(client=None):
    answer = (client or Client()).get("/status/")
    assert answer.status_code == 200
    return answer.json()


@pytest.fixture
def administrator(sign_in, samira):
    samira.is_administrator = True
    samira.save()
    return sign_in(samira)


@pytest.mark.whoosh
def test_how_much_there_is_and_what_waits_is_for_administrators(store, sign_in, daan):
    """A count would tell everybody when somebody shares or withdraws."""
    for client in (Client(), sign_in(daan)):
        assert status(client) == {"status": "ok", "search": {"state": "ok"}}


@pytest.mark.whoosh
def test_it_says_that_all_is_well(store, administrator):
    said = status(administrator)
    assert said["status"] == "ok"
    assert said["search"]["state"] == "ok"
    assert said["search"]["waiting"] == said["search"]["set_aside"] == 0


@pytest.mark.whoosh
def test_a_missing_or_broken_index_is_said_and_the_site_goes_on(store, administrator):
    (store.root / "current").write_text("garbage")
    assert status(administrator) == {
        "status": "ok",
        "search": {
            "state": "broken",
            "documents": 0,
            "waiting": 0,
            "set_aside": 0,
            "oldest_waiting_seconds": 0,
        },
    }
    (store.root / "current").unlink()
    assert status()["search"]["state"] == "missing"


@pytest.mark.whoosh
def test_what_waits_is_counted_and_never_named(store, administrator):
    Theme.objects.create(name="Kwaakzwemvlies", slug="kwaak")
    Outbox.objects.create(label="vocabulary.theme", object_pk="77777", tries=MOST_TRIES)
    said = status(administrator)
    assert (said["search"]["waiting"], said["search"]["set_aside"]) == (1, 1)
    assert "77777" not in str(said)
    assert "kwaak" not in str(said).lower()


def test_an_engine_with_an_index_of_its_own_is_ok(db, settings):
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
    assert status()["search"] == {"state": "ok"}
