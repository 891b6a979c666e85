import pytest
from django.db import OperationalError
from django.test import Client

from tegenspraak.home import search_page, views
from tests.factories import CaseFactory


@pytest.fixture
def broken(monkeypatch):
    """The status page raises what the test wants."""

    def raising(error: Exception) -> Client:
        class Broken:
            def ensure_connection(self) -> None:
                raise error

        monkeypatch.setattr(views, "connection", Broken())
        return Client(raise_request_exception=False)

    return raising


def test_a_fault_of_ours_gives_a_page_that_helps_and_tells_no_detail(db, broken):
    answer = broken(ValueError("Karin")).get("/status/")
    assert answer.status_code == 500
    assert "Karin" not in answer.content.decode()
    assert "Tegenspraak" in answer.content.decode()


def test_health_says_that_the_database_is_away(db, broken):
    answer = broken(OperationalError("away")).get("/status/")
    assert answer.status_code == 503
    assert answer.json() == {"status": "no database"}


def test_a_database_that_is_away_asks_to_come_back_in_a_moment(db, monkeypatch, sign_in, samira):
    def fail(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(search_page, "find", fail)
    client = sign_in(samira)
    client.raise_request_exception = False
    answer = client.get("/zoeken/?q=school")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "We zijn zo terug" in answer.content.decode()


def test_an_unknown_page_says_where_to_go(db):
    answer = Client().get("/bestaat-niet/")
    assert answer.status_code == 404
    assert "We vinden deze pagina niet" in answer.content.decode()


def test_a_form_from_an_expired_page_says_that_the_words_are_still_there(samira):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/account/login/", {"login": samira.email, "password": "x"})
    assert answer.status_code == 403
    assert "ga terug" in answer.content.decode().lower()


def test_the_demo_shows_no_developers_page_to_who_may_not_see_a_case(settings, sign_in, rens, samira):
    settings.DEBUG = True
    case = CaseFactory(author=samira, title="Geheim")
    answer = sign_in(rens).get(f"/casuistiek/{case.pk}/")
    assert answer.status_code == 404
    assert "We vinden deze pagina niet" in answer.content.decode()
    assert "No Case matches" not in answer.content.decode()
