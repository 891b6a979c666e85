"""A module "Leren kijken" with a test about two goals, in which every kind of question stands."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group

from learning.answering.asked import fields_of
from learning.authoring.loading import known, load_module
from learning.models import Attempt, LessonPage, ModulePage, TestPage
from tegenspraak.people.models import EDITORS, User
from tegenspraak.vocabulary.models import Level, Term, Theme
from tests.learning.conftest import LESSON

MODULE = """---
title: Leren kijken
summary: Kijken en opschrijven.
audience: Iedereen
minutes: 30
goals: {kijken: Je ziet meer dan je dacht., schrijven: Je schrijft op wat je zag.}
themes: [signaleren]
levels: [signaleren]
review_by: 2999-01-01
review_owner: Redactie
version: "1.2"
valid_months: 36
---
Welkom.
"""
TEST = """---
title: Toets
questions: 6
pass_mark: 80
wait_hours: 24
minutes: 20
---

::: question
key: t-een
kind: one
goal: kijken
text: Wat zie je?
answers:
  - {text: Een boze jongen, feedback: SLEUTEL dat maak je ervan.}
  - {text: Gebalde vuisten, right: true, feedback: SLEUTEL dat zag je.}
  - {text: Een lastig kind, feedback: SLEUTEL dat is een oordeel.}
:::

::: question
key: t-meer
kind: several
goal: kijken
text: Wat zijn feiten?
answers:
  - {text: Hij huilt, right: true, feedback: SLEUTEL zichtbaar.}
  - {text: Hij is verdrietig, feedback: SLEUTEL dat denk je.}
  - {text: Hij zegt niets, right: true, feedback: SLEUTEL hoorbaar.}
  - {text: Hij liegt, feedback: SLEUTEL dat weet je niet.}
:::

::: question
key: t-volgorde
kind: order
goal: kijken
text: In welke volgorde?
feedback: SLEUTEL eerst kijken.
steps:
  - {text: Kijken, feedback: SLEUTEL a}
  - {text: Opschrijven, feedback: SLEUTEL b}
  - {text: Bespreken, feedback: SLEUTEL c}
:::

::: question
key: t-paren
kind: match
goal: schrijven
text: Wat hoort bij elkaar?
pairs:
  - {left: Feit, right: Hij huilt, feedback: SLEUTEL d}
  - {left: Mening, right: Hij stelt zich aan, feedback: SLEUTEL e}
  - {left: Vraag, right: Wat is er gebeurd, feedback: SLEUTEL f}
:::

::: question
key: t-waar
kind: true_false
goal: schrijven
text: Een citaat is een feit.
right: true
feedback: SLEUTEL het geheel.
reasons:
  - {text: Want iemand zei het, right: true, feedback: SLEUTEL g}
  - {text: Want het klopt altijd, feedback: SLEUTEL h}
:::

::: question
key: t-oordeel
kind: judgement
goal: schrijven
text: Wat doe je eerst?
panel_of: SLEUTEL vijf collega's
answers:
  - {text: Ik vraag het na, panel: 4, feedback: SLEUTEL i}
  - {text: Ik schrijf het op, panel: 1, feedback: SLEUTEL j}
  - {text: Ik wacht af, panel: 0, feedback: SLEUTEL k}
:::
"""
RIGHT = {
    "t-een": 1,
    "t-meer": [0, 2],
    "t-volgorde": [0, 1, 2],
    "t-paren": [0, 1, 2],
    "t-waar": {"right": True, "reason": 0},
    "t-oordeel": 0,
}
WRONG = {
    "t-een": 0,
    "t-meer": [1],
    "t-volgorde": [2, 0, 1],
    "t-paren": [1, 2, 0],
    "t-waar": {"right": False, "reason": 1},
    "t-oordeel": 2,
}


@pytest.fixture
def vocabulary(db) -> None:
    """Only what this module names: all of it takes a second for each test."""
    Theme.objects.create(slug="signaleren", name="Signaleren")
    Level.objects.create(slug="signaleren", name="Signaleren", number=2)
    Term.objects.create(label="complexe scheiding", slug="complexe-scheiding", explanation="Iets.")


@pytest.fixture
def tested_folder(tmp_path) -> Path:
    folder = tmp_path / "kijken"
    folder.mkdir()
    (folder / "module.md").write_text(MODULE)
    for number, goal in enumerate(("kijken", "schrijven"), 1):
        text = LESSON.format(title=f"Les {number}").replace("minutes: 5", f"minutes: 5\ngoals: [{goal}]")
        (folder / f"{number:02}-les-{number}.md").write_text(text)
    (folder / "test.md").write_text(TEST)
    return folder


@pytest.fixture
def tested(vocabulary, tested_folder) -> ModulePage:
    load_module(tested_folder, known())
    return ModulePage.objects.get(slug="kijken")


@pytest.fixture
def test_page(tested) -> TestPage:
    return TestPage.objects.child_of(tested).get()


@pytest.fixture
def lessons(tested) -> list[LessonPage]:
    return list(LessonPage.objects.child_of(tested))


@pytest.fixture
def attempt(test_page, joost) -> Attempt:
    """Joost has just begun."""
    return Attempt.objects.start(test_page, by=joost)


@pytest.fixture
def editor(bram) -> User:
    bram.groups.add(Group.objects.get(name=EDITORS))
    return bram


def answer_all(attempt: Attempt, answers: dict, by: User) -> None:
    for place, values in enumerate(attempt.questions):
        attempt.answer(place, answers[values["key"]], by=by)


def passed(test_page: TestPage, by: User) -> Attempt:
    attempt = Attempt.objects.start(test_page, by=by)
    answer_all(attempt, RIGHT, by)
    return attempt.hand_in(by=by)


def failed(test_page: TestPage, by: User) -> Attempt:
    attempt = Attempt.objects.start(test_page, by=by)
    answer_all(attempt, WRONG, by)
    return attempt.hand_in(by=by)


def question(attempt: Attempt, number: int) -> str:
    return f"/leren/toets/{attempt.pk}/vraag/{number}/"


def sent(attempt: Attempt, number: int, answers: dict) -> dict[str, object]:
    """The fields of the form for the answer to the question with this number."""
    values = attempt.questions[number - 1]
    return fields_of(values, attempt.order(number - 1), answers[values["key"]])


def number_of(attempt: Attempt, key: str) -> int:
    return next(place for place, one in enumerate(attempt.questions, 1) if one["key"] == key)
