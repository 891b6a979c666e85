"""Words that judge in a fact: asked about, never refused."""

import pytest

from casuistry.cases.forms import LineForm
from casuistry.cases.judging import LIST, MOST_ASKED, judging, judging_stems
from casuistry.cases.models import Case, Observation, Visibility
from tests.factories import CaseFactory

ASKED = "“agressieve”: wat zag of hoorde je?"


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("De agressieve vader leek onwillig.", ["agressieve", "leek", "onwillig"]),
        ("Hij komt altijd te laat. ALTIJD!", ["altijd"]),
        ("Ze zei: “Hij is altijd lui.”", []),
        ('Ze zei: "Hij is altijd lui." Dat is overdreven.', ["overdreven"]),
        ("Zij huilde en sloeg de deur dicht.", []),
        ("Een ongeluk, gelijk daarna, luid.", []),
        ("Ze vonden een lijk in de tuin.", []),
        ("", []),
    ],
)
def test_words_that_judge_are_found_as_written(fact, words):
    assert judging(fact) == words


def test_at_most_five_are_asked_about():
    assert len(judging("Agressief, labiel, lui, koppig, dwars, brutaal en vijandig.")) == MOST_ASKED


def test_the_list_has_no_word_twice():
    lines = [line for line in LIST.read_text().splitlines() if not line.startswith("#")]
    assert len(judging_stems()) == len(lines)


def test_the_form_asks_about_what_stands_on_the_screen():
    sent = LineForm({"fact": "Een agressieve vader."})
    assert sent.is_valid()
    assert sent.judging == LineForm(initial={"fact": "Een agressieve vader."}).judging == ["agressieve"]
    assert LineForm().judging == []


@pytest.mark.django_db
def test_only_the_author_is_asked(samira, daan, team, sign_in):
    case: Case = CaseFactory(author=samira, team=team, visibility=Visibility.TEAM)
    Observation.objects.create(case=case, position=0, fact="Een agressieve vader.")
    pages = [case.get_absolute_url(), f"{case.get_absolute_url()}bewerken/"]
    assert all(ASKED in sign_in(samira).get(page).content.decode() for page in pages)
    assert ASKED not in sign_in(daan).get(pages[0]).content.decode()
