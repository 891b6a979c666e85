import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tegenspraak.notices.models import Notice, notify
from tests.conftest import PASSWORD
from tests.factories import CaseFactory


def test_a_visitor_signs_in_first(db):
    answer = Client().get("/mijn/")
    assert answer.status_code == 302
    assert answer.url == "/account/login/?next=/mijn/"


def test_signing_in_leads_to_the_workspace(samira):
    answer = Client().post("/account/login/", {"login": samira.email, "password": PASSWORD})
    assert answer.url == "/mijn/"


def test_an_empty_workspace_says_what_to_do_first(sign_in, samira):
    page = sign_in(samira).get("/mijn/").content.decode()
    assert "Schrijf je eerste casus" in page
    assert "Hallo Samira" in page


def test_the_workspace_shows_own_cases_and_nobody_elses(sign_in, samira, daan, organisation):
    CaseFactory(author=samira, organisation=organisation, title="Van Samira")
    CaseFactory(author=daan, organisation=organisation, title="Van Daan")
    page = sign_in(samira).get("/mijn/").content.decode()
    assert "Van Samira" in page
    assert "Van Daan" not in page


def filtered(client, words, address="/mijn/"):
    page = client.get(address, {"titel": words}).content.decode()
    return page, re.findall(r'<h[23]><a href="/casuistiek/[^"]+">([^<]+)', page)


@pytest.fixture
def titled(samira, daan, organisation):
    for title in ("Een vechtscheiding", "Nog een Scheiding", "Omgang", "Café", "Vijf", "Zes", "Zeven"):
        CaseFactory(author=samira, organisation=organisation, title=title)
    CaseFactory(author=daan, organisation=organisation, title="Scheiding van Daan", visibility="organisation")


@pytest.mark.parametrize("address", ["/mijn/", "/casuistiek/"])
def test_own_cases_are_filtered_by_half_words_of_their_titles(sign_in, samira, titled, address):
    client = sign_in(samira)
    assert filtered(client, "scheiding", address)[1] == ["Nog een Scheiding", "Een vechtscheiding"]
    assert filtered(client, "EEN  vecht", address)[1] == ["Een vechtscheiding"]
    assert filtered(client, "cafe", address)[1] == ["Café"]
    page, found = filtered(client, '<b>"waterpokken\x00', address)
    assert found == []
    assert "Geen van je casussen heeft" in page
    assert "Toon al je casussen" in page
    assert "<b>" not in page.partition("Geen van je casussen")[2].partition("Toon al")[0]
    assert "Schrijf je eerste casus" not in page


@pytest.mark.parametrize("address", ["/mijn/", "/casuistiek/"])
def test_the_filter_stands_where_there_is_something_to_filter(sign_in, samira, daan, titled, address):
    assert 'name="titel"' in sign_in(samira).get(address).content.decode()
    assert 'name="titel"' not in sign_in(daan).get(address).content.decode()
    assert len(filtered(sign_in(samira), " ", "/mijn/")[1]) == 5


def test_nobody_elses_titles_answer_to_the_filter(sign_in, samira, rens, titled):
    for address in ("/mijn/", "/casuistiek/"):
        assert filtered(sign_in(rens), "scheiding", address)[1] == []
        assert "Scheiding van Daan" not in filtered(sign_in(samira), "scheiding", address)[0]


def test_a_notice_leads_where_it_says_and_is_then_read(sign_in, samira):
    notice = notify(samira, key="k", text="Je bent uitgenodigd", path="/begrippen/")
    answer = sign_in(samira).post(f"/mijn/meldingen/{notice.pk}/")
    assert answer.url == "/begrippen/"
    assert not Notice.objects.visible_to(samira).unread().exists()


def test_nobody_opens_anothers_notice(sign_in, samira, rens):
    notice = notify(samira, key="k", text="Je bent uitgenodigd", path="/begrippen/")
    assert sign_in(rens).post(f"/mijn/meldingen/{notice.pk}/").status_code == 404


@pytest.mark.parametrize("rows", [2, 12])
def test_the_workspace_asks_the_same_number_of_queries_with_more_rows(sign_in, samira, organisation, rows):
    client = sign_in(samira)
    for number in range(rows):
        CaseFactory(author=samira, organisation=organisation)
        notify(samira, key=str(number), text="Je bent uitgenodigd", path="/begrippen/")
    client.get("/mijn/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/mijn/")
    assert len(asked) <= 22


def test_health_answers_without_signing_in(db):
    answer = Client().get("/status/")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
