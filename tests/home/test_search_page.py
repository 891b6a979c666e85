import pytest
from django.test import Client

from casuistry.cases.models import Visibility
from tests.factories import CaseFactory


@pytest.fixture
def shared_case(samira, team, organisation, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return CaseFactory(
            author=samira,
            organisation=organisation,
            team=team,
            title="Een vechtscheiding zonder einde",
            question="Hoe blijf ik naast het kind staan?",
            situation="De ouders spreken elkaar alleen nog via advocaten.",
            visibility=Visibility.TEAM,
        )


def test_an_empty_question_asks_for_words(db):
    page = Client().get("/zoeken/?q=").content.decode()
    assert "Een half woord of een afkorting is goed genoeg" in page
    assert "resultaten" not in page


def test_a_colleague_finds_the_case_by_a_part_of_a_word(sign_in, daan, shared_case):
    page = sign_in(daan).get("/zoeken/?q=scheiding").content.decode()
    assert "Een vechtscheiding zonder einde" in page


def test_a_stranger_finds_no_title_count_or_snippet(sign_in, rens, shared_case):
    page = sign_in(rens).get("/zoeken/?q=scheiding").content.decode()
    assert "zonder einde" not in page
    assert "advocaten" not in page
    assert "Casussen (" not in page
    assert "0 resultaten" in page


def test_a_visitor_finds_no_case(shared_case):
    assert "zonder einde" not in Client().get("/zoeken/?q=vechtscheiding").content.decode()


@pytest.mark.parametrize("query", ['"', "(((", "a* OR b:", "%00", "🙂", "x" * 5000, "AND OR NOT", "[1 TO 2]"])
def test_odd_questions_do_no_harm(sign_in, samira, query):
    assert sign_in(samira).get("/zoeken/", {"q": query}).status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "abc", "99999", "1e9", "²"])
def test_odd_page_numbers_do_no_harm(sign_in, samira, page):
    assert sign_in(samira).get("/zoeken/", {"q": "scheiding", "pagina": page}).status_code == 200


def test_an_unknown_kind_finds_nothing(sign_in, samira):
    assert sign_in(samira).get("/zoeken/?q=scheiding&soort=geheim").status_code == 200
