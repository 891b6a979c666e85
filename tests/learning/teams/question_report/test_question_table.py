"""What stands out, the order, the words and the files of the report, and what it asks of the database."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from learning.answering.activities import in_lesson
from learning.models import Answer, LessonPage
from learning.reports.question_report import Order
from tests.learning.teams.conftest import words
from tests.learning.teams.question_report.conftest import (
    BANK,
    RIGHT,
    WRONG,
    address,
    answer_in_lesson,
    line_with,
    people,
    refresh,
    row_of,
    rows_in,
    take_test,
)

# --- What stands out, and the order ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "right", "is_hard", "is_easy"),
    [
        (9, 0, False, False),
        (10, 0, True, False),
        (7, 3, False, False),
        (15, 6, True, False),
        (0, 19, False, False),
        (0, 20, False, True),
        (1, 20, False, False),
    ],
)
def test_what_is_too_hard_or_too_easy_stands_out(module, wrong, right, is_hard, is_easy):
    answer_in_lesson(module, "l-one", *[0] * wrong, *[1] * right)
    row = row_of(module, "l-one")
    assert (row.is_hard, row.is_easy, bool(row.hint)) == (is_hard, is_easy, is_hard or is_easy)


def test_that_all_agree_with_the_panel_is_not_too_easy(module):
    answer_in_lesson(module, "l-judgement", *[2] * 20)
    row = row_of(module, "l-judgement")
    assert (row.right, row.hint) == ("100%", "")


def test_the_hardest_comes_first_and_what_has_no_figure_last(module, sign_in, bram):
    answer_in_lesson(module, "l-one", *[1] * 5)
    answer_in_lesson(module, "l-several", *[[0, 1]] * 4, [0, 2])
    answer_in_lesson(module, "l-order", *[[0, 2, 1]] * 5)
    answer_in_lesson(module, "l-match", *[[0, 2, 1]] * 4)
    keys = [row.values["key"] for row in rows_in(module, Order.HARDEST)]
    assert keys[:4] == ["l-order", "l-several", "l-one", "l-match"]
    client = sign_in(bram)
    page = words(client.get(address() + "?volgorde=moeilijkste"))
    assert page.index("Zet op volgorde.") < page.index("Wat zijn feiten?") < page.index("Wie mag melden?")
    assert '?volgorde=moeilijkste" aria-current="page"' in page
    table = client.get(address("export_questions", "csv") + "?volgorde=moeilijkste").content.decode()
    assert table.index("Zet op volgorde.") < table.index("Wat zijn feiten?")


@pytest.mark.parametrize("sent", ["", "x", "%00", "<script>", "moeilijkste&volgorde=module"])
def test_an_order_that_is_none_is_that_of_the_module(sign_in, bram, module, sent):
    page = words(sign_in(bram).get(address() + f"?volgorde={sent}"))
    assert '?volgorde=module" aria-current="page"' in page


# --- As text, and as a file -----------------------------------------------------------------------------


def test_html_in_a_question_and_its_answers_comes_out_as_text(module, rewrite, sign_in, bram):
    rewrite("02-doen.md", ("text: Wie mag melden?", 'text: "Wie <script>alert(1)</script> mag?"'))
    rewrite("02-doen.md", ("text: SLEUTEL niemand", 'text: "<img src=x onerror=alert(2)>"'))
    answer_in_lesson(module, "l-one", *[0] * 5)
    page = words(sign_in(bram).get(address()))
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_long_text_is_shortened_on_the_page_and_whole_in_the_file(module, rewrite):
    long = "heel " * 100 + "lang"
    rewrite("02-doen.md", ("text: SLEUTEL niemand", f"text: {long}"))
    rewrite("02-doen.md", ("text: Wie mag melden?", f"text: {long}?"))
    answer_in_lesson(module, "l-one", *[0] * 5)
    row = row_of(module, "l-one")
    assert max(len(row.short), len(row.wrong_short)) < 200 < min(len(row.text), len(row.wrong))
    assert line_with(module, "l-one")[8] == row.wrong


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_file_has_the_same_figures_and_no_formula(module, rewrite, sign_in, bram, ending):
    rewrite("02-doen.md", ("text: Wie mag melden?", 'text: "=1+1 is wat?"'))
    answer_in_lesson(module, "l-one", *[0] * 5, 1)
    answer_in_lesson(module, "l-judgement", *[2] * 5)
    response = sign_in(bram).get(address("export_questions", ending))
    assert f'filename="vragen-alles.{ending}"' in response["Content-Disposition"]
    if ending == "csv":
        text = response.content.decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    else:
        sheet = load_workbook(io.BytesIO(response.content)).active
        lines = [[str(one or "") for one in line] for line in sheet.iter_rows(values_only=True)]
    assert len(lines) == 1 + len(rows_in(module)) == 15
    assert lines[1][:1] + lines[1][3:8] == ["Doen", "'=1+1 is wat?", "6", "6", "16", ""]
    judged = next(line for line in lines if line[3] == "Wat weegt het zwaarst?")
    assert judged[6:8] == ["", "100"]


# --- Queries --------------------------------------------------------------------------------------------


def asked(client, where) -> int:
    client.get(where)
    with CaptureQueriesContext(connection) as questions:
        words(client.get(where))
    return len(questions)


def everybody_answers(module, number):
    for user in people(number):
        for lesson in LessonPage.objects.child_of(module):
            for _kind, values in in_lesson(lesson).values():
                if values.get("kind") in RIGHT:
                    Answer.objects.give(lesson, values, WRONG[values["kind"]], by=user)
        take_test(module, user, {BANK[kind]: WRONG[kind] for kind in RIGHT})
        for kind in RIGHT:
            refresh(module, user, BANK[kind], WRONG[kind])


def test_more_questions_lessons_and_answers_take_no_more_questions_to_the_database(
    module, whole, rewrite, sign_in, bram
):
    client = sign_in(bram)
    counts = [asked(client, address())]
    everybody_answers(module, 2)
    counts.append(asked(client, address()))
    for number in range(3, 7):
        for old, copy in (("01-kijken", "kijk"), ("02-doen", "doe")):
            text = re.sub(r"^key: ", f"key: nr-{number}-", (whole / f"{old}.md").read_text(), flags=re.M)
            (whole / f"{number}{len(copy)}-{copy}{number}.md").write_text(text)
    minutes = 50 + 4 * 39
    rewrite("module.md", ("minutes: 50", f"minutes: {minutes}"))
    rewrite("02-doen.md", ("SLEUTEL niemand", "Alleen de bakker"))
    rewrite("test.md", ("SLEUTEL niemand", "Alleen de bakker"))
    everybody_answers(module, 6)
    assert len(rows_in(module)) == 7 + 5 * 7
    counts.append(asked(client, address() + "?volgorde=moeilijkste"))
    counts.append(asked(client, address()))
    print(counts)
    assert len(set(counts)) == 1
    assert counts[0] <= 25
