"""The search page as it is asked for: by a form, by htmx, by an address that somebody made up."""

import re
import time
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode

from casuistry.cases.models import Case, Visibility
from learning.authoring.loading import known, load_module
from tegenspraak.home.search_page import other_names
from tegenspraak.search.find import Correction, Found, Via
from tegenspraak.search.registry import kinds_for
from tegenspraak.vocabulary.models import Term, Theme
from tests.conftest import ON_POSTGRES
from tests.factories import CaseFactory
from tests.learning.conftest import write_module

MOST_QUERIES = 16
SLOWEST = 0.5  # seconds of the processor: what else this machine does is not measured
TYPING = {"HX-Request": "true", "HX-Trigger": "zoekformulier"}


@pytest.fixture
def shared_case(samira, team, organisation):
    case = CaseFactory(
        author=samira,
        organisation=organisation,
        team=team,
        title="Een vechtscheiding zonder einde",
        question="Hoe blijf ik naast het kind staan?",
        situation="De ouders spreken elkaar alleen nog via advocaten.",
        visibility=Visibility.TEAM,
    )
    call_command("rebuild_search", verbosity=0)
    return case


@pytest.fixture
def many_cases(samira, team, organisation):
    """Two themes, two years, twenty-five cases about a vechtscheiding."""
    themes = [Theme.objects.create(name=name, slug=name.lower()) for name in ("Omgang", "Veiligheid")]
    for number in range(25):
        case = CaseFactory(
            author=samira, organisation=organisation, team=team, visibility=Visibility.TEAM,
            title=f"Een vechtscheiding, de {number}e",
        )  # fmt: skip
        case.themes.add(themes[number % 2])
    call_command("rebuild_search", verbosity=0)


def seen(client: Client, headers=None, **parameters) -> str:
    response = client.get("/zoeken/", parameters, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def titles(page: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", title) for title in re.findall(r"<h3><a[^>]*>(.*?)</a></h3>", page)]


def test_an_empty_question_asks_for_words(db):
    Theme.objects.create(name="Omgang", slug="omgang")
    page = seen(Client(), q="")
    assert "Een half woord of een afkorting is goed genoeg" in page
    assert "Omgang" in page
    assert "zoektelling" not in page


def test_a_colleague_finds_the_case_by_a_part_of_a_word(sign_in, daan, shared_case):
    page = seen(sign_in(daan), q="scheiding")
    assert titles(page) == ["Een vechtscheiding zonder einde"]
    assert "<mark>vechtscheiding</mark>" in page
    assert "<title>Zoeken: scheiding – Tegenspraak</title>" in page


def test_a_stranger_finds_no_title_count_or_snippet(sign_in, rens, shared_case):
    for headers in (None, TYPING):
        page = seen(sign_in(rens), headers, q="scheiding")
        assert "zonder einde" not in page
        assert "advocaten" not in page
        assert "Casussen (" not in page
        assert "0 resultaten" in page


def test_a_visitor_finds_no_case_and_reads_how_to_come_further(shared_case):
    page = seen(Client(), q="vechtscheiding")
    assert "zonder einde" not in page
    assert "/account/login/?next=%2Fzoeken%2F%3Fq%3Dvechtscheiding" in page


def test_while_typing_only_the_part_below_the_field_comes_with_its_address(sign_in, daan, shared_case):
    response = sign_in(daan).get("/zoeken/", {"q": "vechtsch", "half": "1"}, headers=TYPING)
    page = response.content.decode()
    assert titles(page) == ["Een vechtscheiding zonder einde"]
    assert "<html" not in page
    assert page.startswith("<title>Zoeken: vechtsch – Tegenspraak</title>")
    assert response.headers["HX-Replace-Url"] == "/zoeken/?q=vechtsch&half=1"
    assert titles(seen(sign_in(daan), q="vechtsch", half="1")) == titles(page)


def test_a_choice_is_a_step_that_one_can_take_back(sign_in, daan, shared_case):
    response = sign_in(daan).get("/zoeken/?q=vechtscheiding&soort=case", headers={"HX-Request": "true"})
    assert response.headers["HX-Push-Url"] == "/zoeken/?q=vechtscheiding&soort=case"
    assert "HX-Replace-Url" not in response.headers


def test_kinds_are_counted_and_several_can_be_chosen(sign_in, daan, shared_case):
    Term.objects.create(label="vechtscheiding", slug="vechtscheiding", explanation="Een strijd.")
    call_command("rebuild_search", verbosity=0)
    client = sign_in(daan)
    page = seen(client, q="vechtscheiding")
    assert re.findall(r'id="soort-\w+"[^>]*>([^<]+)', page) == ["Alles (2)", "Casussen (1)", "Begrippen (1)"]
    page = seen(client, q="vechtscheiding", soort="term")
    assert titles(page) == ["vechtscheiding"]
    assert 'href="/zoeken/?q=vechtscheiding&amp;soort=term&amp;soort=case"' in page
    assert '<input type="hidden" form="zoekformulier" name="soort" value="term">' in page
    assert len(titles(seen(client, q="vechtscheiding", soort=["term", "case"]))) == 2


def test_on_paper_stand_the_kinds_that_were_chosen(sign_in, daan, shared_case):
    client = sign_in(daan)
    on_paper = re.compile(r'<li class="only-print"><span class="tag">([^<]+)')
    assert on_paper.findall(seen(client, q="vechtscheiding", soort=["case", "term"])) == [
        "Soort: Casussen",
        "Soort: Begrippen",
    ]
    assert on_paper.findall(seen(client, q="vechtscheiding")) == []


def test_every_kind_has_a_name_for_many():
    names = {kind.name: str(kind.plural) for kind in kinds_for(AnonymousUser())}
    assert names == {
        "module": "modules",
        "lesson": "lessen",
        "case": "casussen",
        "protocol": "methoden",
        "theme": "thema's",
        "term": "begrippen",
    }


def test_a_facet_narrows_and_can_be_taken_away(sign_in, daan, many_cases):
    client = sign_in(daan)
    page = seen(client, q="vechtscheiding")
    assert "25 resultaten" in page
    assert re.findall(r'name="thema" value="(\w+)"', page) == ["omgang", "veiligheid"]
    page = seen(client, q="vechtscheiding", thema="veiligheid")
    assert "12 resultaten" in page
    assert re.search(r'value="veiligheid" checked', page)
    assert re.search(
        r'<a class="tag tag--off" href="/zoeken/\?q=vechtscheiding">.*Thema: Veiligheid</a>', page
    )
    assert "25 resultaten" in seen(client, q="vechtscheiding", thema=["veiligheid", "omgang"])


def test_a_value_that_fits_nothing_stays_chosen_and_named(sign_in, daan, shared_case):
    Theme.objects.create(name="Meldcode en melden", slug="meldcode")
    page = seen(sign_in(daan), q="vechtscheiding", thema="meldcode")
    assert "Thema: Meldcode en melden</a>" in page
    assert re.search(r'value="meldcode" checked', page)
    assert "Zoek zonder filters" in page


def test_the_newest_come_first_when_asked(sign_in, daan, many_cases):
    client = sign_in(daan)
    page = seen(client, q="vechtscheiding", volgorde="datum")
    assert titles(page)[0] == "Een vechtscheiding, de 24e"
    assert re.search(r'id="volgorde-datum"[^>]*aria-current="true"', page)
    assert not re.search(r'id="volgorde-past"[^>]*aria-current', page)


def test_pages_are_links_that_keep_the_rest(sign_in, daan, many_cases):
    client = sign_in(daan)
    page = seen(client, q="vechtscheiding", soort="case")
    assert len(titles(page)) == 20
    assert 'rel="next" href="/zoeken/?q=vechtscheiding&amp;soort=case&amp;pagina=2"' in page
    second = seen(client, q="vechtscheiding", soort="case", pagina="2")
    assert len(titles(second)) == 5
    assert not set(titles(page)) & set(titles(second))
    assert "Zo veel pagina's zijn er niet" in seen(client, q="vechtscheiding", pagina="9999")


def answered(monkeypatch, client=None, **said) -> str:
    """The page for an answer that says this; a visitor's, where no client is given."""
    given = {"query": "mishandelng", "hits": [], "total": 0, "counts": {}, "page": 1, "per_page": 20}
    monkeypatch.setattr(
        "tegenspraak.home.search_page.find", lambda *args, **kwargs: Found(**{**given, **said})
    )
    return seen(client or Client(), q=said.get("query", "mishandelng"))


@pytest.mark.django_db
def test_a_correction_is_told_and_can_be_refused(monkeypatch):
    page = answered(monkeypatch, corrections=[Correction("mishandelng", "mishandeling")])
    assert "We vonden niets over ‘mishandelng’. Je ziet wat er is over <strong>mishandeling</strong>." in page
    assert 'href="/zoeken/?q=%22mishandelng%22"' in page


@pytest.mark.django_db
def test_another_name_that_was_searched_is_told(monkeypatch):
    page = answered(monkeypatch, query="ots", via=[Via("ots", "ondertoezichtstelling")])
    assert "<b>ots</b> = ondertoezichtstelling: daar is ook op gezocht." in page


def test_a_search_without_an_index_says_so_to_whom_it_takes_something_from(monkeypatch, sign_in, daan):
    told = "Zoeken werkt nu alleen in modules, methoden en begrippen. De rest komt zo terug."
    assert told in answered(monkeypatch, sign_in(daan), is_limited=True)
    assert told not in answered(monkeypatch, sign_in(daan))
    assert told not in answered(monkeypatch, is_limited=True)


@pytest.mark.django_db
def test_large_numbers_are_written_as_we_write_them(monkeypatch):
    assert "3.012 resultaten" in answered(monkeypatch, total=3012)
    assert ">1 resultaat<" in answered(monkeypatch, total=1)


def test_a_word_that_is_typed_wrong_finds_what_was_meant(sign_in, daan, shared_case):
    page = seen(sign_in(daan), q="vechtscheidng")
    assert titles(page) == ["Een vechtscheiding zonder einde"]
    assert "<strong>vechtscheiding</strong>" in page


def test_one_letter_leaves_the_start_while_somebody_types(sign_in, daan, shared_case):
    client = sign_in(daan)
    assert "Zo vind je het" in seen(client, TYPING, q="k", half="1")
    assert "Zo vind je het" not in seen(client, TYPING, q="ki", half="1")
    assert "Zo vind je het" not in seen(client, q="k")


def test_the_words_of_one_expression_are_named_together():
    via = [Via("informatie", "privacy"), Via("delen", "privacy"), Via("ots", "toezicht"), Via("delen", "avg")]
    found = SimpleNamespace(query="informatie delen bij ots", via=[*via, Via("informatie", "avg")])
    assert other_names(found) == {"informatie delen": ["privacy", "avg"], "ots": ["toezicht"]}


def test_what_was_typed_is_shown_as_words_and_never_as_code(sign_in, daan, shared_case):
    page = seen(sign_in(daan), q='"><script>alert(1)</script>', soort="<b>", thema="<i>")
    assert "<script>alert" not in page
    assert "<b>" not in page


SIGNS = ['"', '"vecht', "(((", "-", "\\", "%", "'; --", "?*", "*kind", "[1 TO 2]", "title:^9~", "a* OR b:"]
LETTERS = ["\x00", "kind\x00eren", "\uffff", "🙂", "👩\u200d👧 gezin", "مرحبا", "\u202eגזבנ"]
WORDS = ["a", "de het een", "AND OR NOT", "x" * 10_000, "woord " * 2_000]
# Each word that stands nowhere makes others be tried; between quotes each one is a place of its own.
SLOW = ["beverengestolen" * 3, " ".join(f"uithuisplatsig{letter}" for letter in "abcdefghijklmnop")]
SLOW += ['"kind" ' * 28, '"kind gezin" ' * 15]
ODD = [*SIGNS, *LETTERS, *WORDS, *SLOW]


@pytest.mark.parametrize("query", ODD, ids=lambda query: ascii(query[:12]))
def test_odd_questions_are_answered_and_soon(sign_in, daan, shared_case, query):
    client = sign_in(daan)
    seen(client, q="warm")
    for headers, half in ((None, {}), (TYPING, {"half": "1"})):
        started = time.process_time()
        page = seen(client, headers, q=query, **half)
        assert time.process_time() - started < SLOWEST
        assert "resulta" in page or "Begin bij" in page or "Zo vind je het" in page


def test_an_address_that_is_no_text_is_answered(sign_in, daan, shared_case):
    client = sign_in(daan)
    for tail in (
        "q=%00",
        "q=a%00b&soort=%00&thema=%00",
        "q=%ff%fe",
        "q=%ed%a0%80",
        "%00=%00",
        "q",
        "&&&=",
        "q=ots&q=kind",
    ):
        assert client.get(f"/zoeken/?{tail}").status_code == 200, tail


@pytest.mark.parametrize(
    "parameters",
    [{"pagina": page} for page in ("0", "-1", "abc", "9999", "99999", "1e9", "²", "9" * 400)]
    + [
        {"soort": "geheim"},
        {"thema": "bestaat-niet"},
        {"jaar": "abc"},
        {"niveau": "x" * 5000},
        {"volgorde": "'"},
    ]
    + [{"soort": ["case"] * 1000}, {"thema": [f"t{n}" for n in range(1500)]}, {"onzin": ["1"] * 3000}],
    ids=lambda parameters: str(parameters)[:30],
)
def test_odd_addresses_are_answered_and_soon(sign_in, daan, shared_case, parameters):
    client = sign_in(daan)
    seen(client, q="warm")
    started = time.process_time()
    response = client.get("/zoeken/?" + urlencode({"q": "scheiding", **parameters}, doseq=True))
    assert response.status_code == 200
    assert time.process_time() - started < SLOWEST


def test_a_question_that_is_too_long_says_so(sign_in, daan, shared_case):
    page = seen(sign_in(daan), q="vechtscheiding " * 50)
    assert "Er is gezocht met de eerste woorden, hooguit 200 tekens." in page


def questions_for(client: Client, address: str) -> int:
    """With what it takes to remember the search, and without what is kept in memory after a first one."""
    client.get(address)
    client.get("/zoeken/?q=gezin")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_more_hits_take_no_more_questions_to_the_database(sign_in, daan, samira, team, tmp_path):
    call_command("load_vocabulary", verbosity=0)
    client, counts = sign_in(daan), {}
    addresses = (
        "/zoeken/",
        "/zoeken/?q=vechtscheiding",
        "/zoeken/?q=vechtscheiding&soort=case&thema=thema-0&jaar=2026&volgorde=datum",
        "/zoeken/?q=vechtscheidng",
    )
    for many in (2, 12):
        for number in range(Case.objects.count(), many):
            one_of_each_kind(number, samira, team, tmp_path)
        call_command("rebuild_search", verbosity=0)
        counts[many] = [questions_for(client, address) for address in addresses]
    print(counts)
    assert all(more <= few for few, more in zip(counts[2], counts[12], strict=True))
    # PostgreSQL is asked for the index too, and again for a corrected word.
    assert max(counts[2]) <= MOST_QUERIES + (2 if ON_POSTGRES else 0)


def one_of_each_kind(number: int, samira, team, folder) -> None:
    title = f"Een vechtscheiding {number}"
    Term.objects.create(label=title, slug=f"term-{number}")
    theme = Theme.objects.create(name=title, slug=f"thema-{number}")
    case = CaseFactory(
        author=samira, organisation=team.organisation, team=team, visibility=Visibility.TEAM, title=title
    )
    case.themes.add(theme)
    module = write_module(folder / f"module-{number}") / "module.md"
    module.write_text(module.read_text().replace("Leren kijken", title))
    load_module(module.parent, known())
