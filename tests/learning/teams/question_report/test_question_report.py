"""What an editor sees of the answers to each question: figures, and never a person."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.answering.activities import in_lesson
from learning.models import Answer, LessonPage, RefresherAnswer, TestPage
from learning.reports.question_report import report_of
from learning.reports.wrong_answers import slips
from tests.conftest import person
from tests.learning.rich import QUESTIONS
from tests.learning.teams.conftest import words
from tests.learning.teams.question_report.conftest import (
    BANK,
    FEW,
    RIGHT,
    WRONG,
    address,
    answer_in_lesson,
    lesson_of,
    line_with,
    people,
    refresh,
    row_of,
    take_test,
)

# --- Who sees it ----------------------------------------------------------------------------------------


PAGES = [("question_report",), ("export_questions", "csv"), ("export_questions", "xlsx")]


@pytest.mark.parametrize("page", PAGES, ids=str)
@pytest.mark.parametrize("who", ["samira", "joost", "noor", "esther", "mirjam", "rens"])
def test_the_report_is_for_editors(request, sign_in, module, page, who):
    assert sign_in(request.getfixturevalue(who)).get(address(*page)).status_code == 403


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_visitor_signs_in_first_and_an_editor_looks(client, sign_in, bram, module, page):
    assert client.get(address(*page)).url.startswith("/account/login/")
    assert sign_in(bram).get(address(*page)).status_code == 200


def test_a_module_that_is_not_there_and_another_ending_are_not_found(sign_in, bram, module):
    client = sign_in(bram)
    assert client.get(reverse("learning:question_report", args=["nergens"])).status_code == 404
    assert client.get(address("export_questions", "pdf")).status_code == 404


def test_the_list_of_modules_leads_there_and_back_also_when_it_is_offline(sign_in, bram, module):
    module.unpublish()
    client = sign_in(bram)
    assert address() in words(client.get(reverse("learning:editors")))
    assert f'href="{reverse("learning:editors")}"' in words(client.get(address()))


def test_a_question_leads_to_its_place_in_the_cms_for_who_may_go_there(sign_in, bram, module, editor):
    row = row_of(module, "l-one")
    assert row.address.startswith(f"/beheer/pages/{lesson_of(module).pk}/edit/#:w:contentpath=body.")
    assert row.address in words(sign_in(editor).get(address()))
    editor.groups.clear()
    assert "contentpath" not in words(sign_in(editor).get(address()))


# --- Where a question stands ----------------------------------------------------------------------------


def test_lessons_come_first_and_then_the_bank_goal_by_goal(module):
    sections = report_of(module)
    assert [section.title for section in sections] == [
        "Doen",
        "Toets: Je ziet meer dan je dacht.",
        "Toets: Je weegt wat je zag.",
    ]
    assert [row.values["kind"] for row in sections[0].rows] == list(QUESTIONS)
    assert [row.values["key"] for row in sections[1].rows] == ["t-eerst"]


def test_a_module_without_questions_says_so(sign_in, bram, module):
    LessonPage.objects.child_of(module).delete()
    TestPage.objects.child_of(module).delete()
    assert 'class="empty"' in words(sign_in(bram).get(address()))


# --- Figures --------------------------------------------------------------------------------------------


NAMED = {
    "one": ["“SLEUTEL niemand”"],
    "several": ["“SLEUTEL c”"],
    "order": ["“SLEUTEL dan”", "3", "2"],
    "match": ["“SLEUTEL lb”", "“SLEUTEL rc”"],
    "true_false": [],
    "judgement": ["“SLEUTEL b”", "“SLEUTEL c”"],
}


@pytest.mark.parametrize("kind", RIGHT)
def test_every_kind_in_a_lesson_has_its_figures_and_what_goes_wrong_most(module, kind):
    key = f"l-{kind.replace('_', '-')}"
    answer_in_lesson(module, key, *[WRONG[kind]] * 5, *[RIGHT[kind]] * 3)
    row = row_of(module, key)
    # With half of the panel five people agree for a half: (5 × ½ + 3) out of 8.
    assert (row.people, row.right) == (8, "68%" if kind == "judgement" else "37%")
    assert (row.wrong_often, row.answers) == ("62%", None)
    assert row.slip in slips(row.values, WRONG[kind])
    assert [text for text in NAMED[kind] if text not in row.wrong] == []


@pytest.mark.parametrize("kind", RIGHT)
def test_every_kind_in_the_test_has_its_figures_too(module, kind):
    for user in people(5):
        take_test(module, user, {BANK[kind]: WRONG[kind]})
    row = row_of(module, BANK[kind])
    assert (row.people, row.right) == (5, "50%" if kind == "judgement" else "0%")
    assert row.wrong_often == "100%"


def test_of_an_open_question_only_the_number_of_people_is_told(module, sign_in, bram):
    answer_in_lesson(module, "l-open", *["Mijn GEHEIM"] * 6)
    row = row_of(module, "l-open")
    assert (row.people, row.right, row.wrong) == (6, "", "")
    with CaptureQueriesContext(connection) as asked:
        assert "GEHEIM" not in words(sign_in(bram).get(address()))
    assert not [one for one in asked if '"learning_answer"."text"' in one["sql"]]


def test_only_the_first_answer_in_a_lesson_counts(module):
    lesson = lesson_of(module)
    values = in_lesson(lesson)["l-one"][1]
    for user in people(5):
        Answer.objects.give(lesson, values, 0, by=user)
        Answer.objects.give(lesson, values, 1, by=user, after=1)
    assert (row_of(module, "l-one").people, row_of(module, "l-one").right) == (5, "0%")


def test_each_try_that_was_handed_in_counts_and_people_are_counted_once(module):
    someone = people(5)
    for user in someone:
        take_test(module, user, {"t-one": 0})
    for user in someone[:3]:
        take_test(module, user, {"t-one": 1})
    take_test(module, someone[4], {"t-one": 1}, handed_in=False)
    row = row_of(module, "t-one")
    assert (row.people, row.answers, row.right) == (5, 8, "37%")


def test_tries_of_a_few_people_are_not_told_however_many_there_are(module):
    for user in people(4):
        for _again in range(3):
            take_test(module, user, {"t-one": 0})
    row = row_of(module, "t-one")
    assert (row.right, row.wrong, row.answers) == ("", "", None)
    assert row.people == FEW
    assert line_with(module, "t-one")[4:10] == [FEW, FEW, "", "", "", ""]


def test_refreshing_stands_apart_and_only_the_first_time(module):
    for user in people(5):
        refresh(module, user, "t-one", 1, 0)
    row = row_of(module, "t-one")
    assert (row.people, row.right, row.refreshed) == (0, "", "100%")
    assert row_of(module, "l-one").refreshed == ""
    assert RefresherAnswer.objects.count() == 10


def test_fewer_than_five_refreshed_are_not_told(module):
    for user in people(4):
        refresh(module, user, "t-one", 1)
    assert row_of(module, "t-one").refreshed == ""
    assert line_with(module, "t-one")[11:13] == ["", FEW]


# --- Small numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "told"), [(0, 0), (1, FEW), (4, FEW)])
def test_of_fewer_than_five_people_no_figure_is_told(module, number, told):
    answer_in_lesson(module, "l-one", *[0] * number)
    row = row_of(module, "l-one")
    assert (row.people, row.right, row.wrong, row.wrong_often, row.hint) == (told, "", "", "", "")


def test_a_wrong_answer_of_fewer_than_five_people_is_not_named(module):
    answer_in_lesson(module, "l-one", *[0] * 4, *[1] * 16)
    row = row_of(module, "l-one")
    assert (row.right, row.wrong_often, row.slip) == ("80%", "", None)
    assert "niemand" not in row.wrong
    assert row.wrong
    answer_in_lesson(module, "l-one", 0)
    assert "SLEUTEL niemand" in row_of(module, "l-one").wrong


def test_no_page_tells_who_answered(module, sign_in, bram):
    lesson = lesson_of(module)
    for name in ("Wilhelmina", "Xaveria", "Ypkje", "Zwaantje", "Quirine"):
        Answer.objects.give(lesson, in_lesson(lesson)["l-one"][1], 0, by=person(name))
    page = words(sign_in(bram).get(address()))
    table = sign_in(bram).get(address("export_questions", "csv")).content.decode()
    assert not [name for name in ("Wilhelmina", "Zwaantje", "wilhelmina@") if name in page + table]
