"""The module “Alles in één” with answers to its questions, in lessons, tests and refreshers."""

from itertools import count

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from learning.answering.activities import in_lesson
from learning.authoring.loading import known, load_module
from learning.models import Answer, Attempt, LessonPage, ModulePage, Refresher, TestPage
from learning.reports.question_report import Order, Row, report_of, table_of
from tegenspraak.people.models import EDITORS
from tests.conftest import person
from tests.learning.rich import change

FEW = "minder dan vijf"
NUMBERS = count()
RIGHT = {
    "one": 1,
    "several": [0, 1],
    "order": [0, 1, 2],
    "match": [0, 1, 2],
    "true_false": {"right": False, "reason": 0},
    "judgement": 2,
}
WRONG = {
    "one": 0,
    "several": [0, 2],
    "order": [0, 2, 1],
    "match": [0, 2, 1],
    "true_false": {"right": True, "reason": 0},
    "judgement": 1,
}
# Key of the question in the bank, by its kind.
BANK = {kind: f"t-{kind.replace('_', '-')}" for kind in RIGHT}


def people(number):
    return [person(f"Lezer{next(NUMBERS)}") for _n in range(number)]


def lesson_of(module):
    return LessonPage.objects.child_of(module).get(title="Doen")


def answer_in_lesson(module, key, *answers):
    """Somebody else gives each answer."""
    lesson = lesson_of(module)
    values = in_lesson(lesson)[key][1]
    for answer in answers:
        Answer.objects.give(lesson, values, answer, by=people(1)[0])


def take_test(module, user, answers, handed_in=True):
    """`answers` by the key of the question; the whole bank is drawn."""
    attempt = Attempt.objects.start(TestPage.objects.child_of(module).get(), by=user)
    for place, one in enumerate(attempt.questions):
        if one["key"] in answers:
            attempt.answer(place, answers[one["key"]], by=user)
    if handed_in:
        attempt.hand_in(by=user)


def refresh(module, user, key, *answers):
    (asked,) = (row.values for row in rows_in(module) if row.values["key"] == key)
    refresher = Refresher.objects.get_or_create(user=user, module=module, goal=asked["goal"])[0]
    for answer in answers:
        refresher.answer(asked, answer, turn=refresher.answers.count(), by=user)


def rows_in(module, order=Order.MODULE) -> list[Row]:
    return [row for section in report_of(module, order) for row in section.rows]


def row_of(module, key) -> Row:
    (row,) = (row for row in rows_in(module) if row.values["key"] == key)
    return row


@pytest.fixture
def whole(rich) -> ModulePage:
    """ "Alles in één", in whose test every question of the bank is drawn."""
    change(rich / "test.md", "questions: 5", "questions: 7")
    return rich


@pytest.fixture
def module(few_words, own_files, whole) -> ModulePage:
    load_module(whole, known([whole]))
    return ModulePage.objects.get(slug="alles")


@pytest.fixture
def rewrite(module, whole):
    """An editor changes words in a file of the module, which is loaded anew."""

    def rewritten(name, *pairs):
        for old, new in pairs:
            change(whole / name, old, new)
        load_module(whole, known([whole]))

    return rewritten


@pytest.fixture
def editor(bram):
    bram.groups.add(Group.objects.get(name=EDITORS))
    return bram


def address(name="question_report", *more):
    return reverse(f"learning:{name}", args=["alles", *more])


def line_with(module, key):
    row = row_of(module, key)
    return next(
        line
        for line in table_of(report_of(module))
        if line[0] == row.question.page.title and row.text in line and line[1] == row.goal
    )
