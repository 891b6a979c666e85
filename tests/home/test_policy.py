"""The Content-Security-Policy of every answer, and pages that help when something went wrong."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tegenspraak.home import search_page

PUBLIC = ["/", "/account/login/", "/begrippen/", "/reflectie/methoden/", "/zoeken/?q=kind"]
OF_MEMBERS = ["/mijn/", "/casuistiek/", "/casuistiek/nieuw/", "/reflectie/", "/account/", "/account/2fa/"]
# What each directive may hold on our own pages.
OWN = {"'self'", "'none'", "data:"}


def policy_of(answer) -> dict[str, set[str]]:
    directives = answer.headers["Content-Security-Policy"].split(";")
    return {name: set(sources) for name, *sources in (one.split() for one in directives if one.strip())}


def assert_strict(answer) -> None:
    policy = policy_of(answer)
    assert set().union(*policy.values()) <= OWN
    assert policy["default-src"] == {"'self'"}
    assert policy["object-src"] == {"'none'"}
    assert policy["base-uri"] == policy["form-action"] == policy["frame-ancestors"] == {"'self'"}
    assert "data:" not in policy.get("script-src", set())


def words(answer) -> str:
    html = answer.content.decode()
    assert '<html lang="nl">' in html
    assert html.count("<h1") == 1
    return re.sub(r"<[^>]+>", " ", html[html.index("<main") :])


@pytest.fixture
def editor(sign_in, bram) -> Client:
    bram.grant_editor(by=None)
    return sign_in(bram)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_runs_nothing_inline_and_nothing_of_another_host(db, client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert_strict(answer)


@pytest.mark.parametrize("address", OF_MEMBERS)
def test_a_page_of_members_runs_nothing_inline_and_nothing_of_another_host(sign_in, samira, address):
    answer = sign_in(samira).get(address)
    assert answer.status_code == 200
    assert_strict(answer)


@pytest.mark.parametrize(
    "name", ["wagtailadmin_home", "wagtailadmin_account", "wagtailsnippets_vocabulary_term:list"]
)
def test_the_cms_may_run_inline_script_but_no_eval_and_nothing_of_another_host(editor, name):
    answer = editor.get(reverse(name))
    assert answer.status_code == 200
    policy = policy_of(answer)
    assert set().union(*policy.values()) <= OWN | {"'unsafe-inline'"}
    assert policy["script-src"] == policy["style-src"] == {"'self'", "'unsafe-inline'"}


@pytest.mark.parametrize("address", ["/beheerder/", "/zoeken/?q=/beheer/", "/mijn/?next=/beheer/"])
def test_an_address_that_looks_like_the_cms_is_held_strictly(sign_in, samira, address):
    assert_strict(sign_in(samira).get(address))


def test_a_lost_page_in_the_cms_asks_nothing_of_another_host(editor):
    answer = editor.get("/beheer/bestaat-niet/")
    assert answer.status_code == 404
    assert set().union(*policy_of(answer).values()) <= OWN | {"'unsafe-inline'"}


@pytest.mark.parametrize(
    "address",
    ["/bestaat-niet/", "/casuistiek/36c62ab6-3c30-4317-a422-9ac53320c01b/", "/begrippen/bestaat-niet/"],
)
def test_a_lost_page_says_so_and_offers_to_search(sign_in, samira, address):
    answer = sign_in(samira).get(address)
    assert answer.status_code == 404
    assert_strict(answer)
    assert "We vinden deze pagina niet" in words(answer)
    assert 'name="q"' in answer.content.decode()


def test_a_closed_page_says_whom_to_ask(sign_in, samira):
    answer = sign_in(samira).get("/beheer/")
    assert answer.status_code == 403
    assert "beheerder van je organisatie" in words(answer)


def test_a_plain_member_gets_the_same_help_on_our_own_pages(sign_in, samira, organisation):
    answer = sign_in(samira).get(reverse("people:organisation", args=[organisation.slug]))
    assert answer.status_code == 403
    assert_strict(answer)
    assert "beheerder van je organisatie" in words(answer)


def test_a_form_from_an_expired_page_says_that_the_text_is_not_lost(samira):
    client = Client(enforce_csrf_checks=True)
    client.force_login(samira)
    answer = client.post(reverse("account_change_password"), {"oldpassword": "geheim"})
    assert answer.status_code == 403
    assert_strict(answer)
    assert "niet kwijt" in words(answer)
    assert "geheim" not in answer.content.decode()


def test_a_crash_says_sorry_under_the_same_policy_and_tells_no_secret(sign_in, samira, monkeypatch):
    def crash(*args, **kwargs):
        raise RuntimeError("een geheim")

    monkeypatch.setattr(search_page, "find", crash)
    client = sign_in(samira)
    client.raise_request_exception = False
    answer = client.get("/zoeken/?q=kind")
    assert answer.status_code == 500
    assert_strict(answer)
    assert "Er ging bij ons iets mis" in words(answer)
    assert "geheim" not in answer.content.decode()


def test_an_address_that_is_not_ours_is_refused(db, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    answer = Client().get("/", headers={"host": "elders.test"})
    assert answer.status_code == 400
    assert "elders.test" not in answer.content.decode()


def test_every_answer_keeps_to_itself_where_it_came_from(db, client):
    headers = client.get("/").headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
