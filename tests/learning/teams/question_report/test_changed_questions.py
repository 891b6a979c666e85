"""Answers to a question that was changed or is gone since."""

import pytest

from learning.models import TestPage
from learning.reports.question_report import per_cent
from learning.reports.wrong_answers import How, Slip, fits, moved, slips
from tests.learning.rich import QUESTIONS
from tests.learning.teams.conftest import words
from tests.learning.teams.question_report.conftest import (
    FEW,
    address,
    answer_in_lesson,
    people,
    refresh,
    row_of,
    rows_in,
    take_test,
)

# --- Changed and deleted questions ----------------------------------------------------------------------


def test_an_answer_to_other_words_is_on_an_earlier_version(module, rewrite):
    answer_in_lesson(module, "l-one", *[0] * 6)
    rewrite("02-doen.md", ("SLEUTEL niemand", "Alleen de bakker"))
    answer_in_lesson(module, "l-one", *[1] * 5)
    row = row_of(module, "l-one")
    assert (row.people, row.right, row.earlier, row.wrong) == (5, "100%", 6, "")


@pytest.mark.parametrize("number", [1, 4])
def test_a_few_answers_on_an_earlier_version_are_not_counted_aloud(module, rewrite, number):
    answer_in_lesson(module, "l-one", *[0] * number)
    rewrite("02-doen.md", ("Wie mag melden?", "Wie kan melden?"))
    assert row_of(module, "l-one").earlier == FEW


def test_in_the_test_an_option_that_is_gone_leaves_older_answers_apart(module, rewrite):
    for user in people(5):
        take_test(module, user, {"t-several": [0, 2], "t-one": 0})
    rewrite("test.md", ("  - text: SLEUTEL b\n    feedback: SLEUTEL fb\n    right: true\n", ""))
    for user in people(5):
        take_test(module, user, {"t-several": [0], "t-one": 0})
    row = row_of(module, "t-several")
    assert (row.people, row.earlier, row.right) == (5, 5, "100%")
    assert (row_of(module, "t-one").people, row_of(module, "t-one").earlier) == (10, "")


def test_refreshers_in_other_words_do_not_count(module, rewrite):
    for user in people(5):
        refresh(module, user, "t-eerst", 1)
    assert row_of(module, "t-eerst").refreshed == "100%"
    rewrite("test.md", ("Wie mag melden?", "Wie kan melden?"))
    assert row_of(module, "t-eerst").refreshed == ""


def test_other_feedback_and_a_mended_key_keep_the_answers_and_count_by_the_key_of_now(module, rewrite):
    answer_in_lesson(module, "l-one", *[0] * 6)
    mended = (("SLEUTEL nee", "Ja hoor.\n    right: true"), ("SLEUTEL ja\n    right: true", "Nee."))
    rewrite("02-doen.md", *mended)
    row = row_of(module, "l-one")
    assert (row.people, row.right, row.earlier) == (6, "100%", "")


def test_another_kind_under_the_same_key_does_not_break_anything(module, rewrite):
    answer_in_lesson(module, "l-one", *[0] * 5)
    rewrite("02-doen.md", (QUESTIONS["one"], QUESTIONS["open"].replace("l-open", "l-one")))
    assert (row_of(module, "l-one").people, row_of(module, "l-one").earlier) == (0, 5)


def test_a_question_that_is_gone_is_left_out_with_its_answers(module, rewrite, sign_in, bram):
    answer_in_lesson(module, "l-one", *[0] * 5)
    for user in people(5):
        take_test(module, user, {"t-several": [0, 2]})
        refresh(module, user, "t-several", [0, 1])
    rewrite("02-doen.md", (QUESTIONS["one"], ""))
    rewrite("module.md", ("minutes: 50", "minutes: 49"))
    bank = TestPage.objects.child_of(module).get()
    bank.bank = [dict(one) for one in bank.bank.raw_data if one["value"]["key"] != "t-several"]
    bank.save()
    keys = [row.values["key"] for row in rows_in(module)]
    assert not {"l-one", "t-several"} & set(keys)
    words(sign_in(bram).get(address()))


def test_a_test_that_was_removed_takes_its_questions_along(module, sign_in, bram):
    for user in people(5):
        take_test(module, user, {"t-one": 0})
    TestPage.objects.child_of(module).get().delete()
    assert not [row for row in rows_in(module) if row.question.is_tested]
    words(sign_in(bram).get(address()))


# --- Thinking without a database ------------------------------------------------------------------------


ONE = {"key": "a", "kind": "one", "text": "Wie?", "answers": [{"text": "Ik", "right": True}, {"text": "Jij"}]}
ORDER = {"key": "b", "kind": "order", "text": "Hoe?", "steps": [{"text": one} for one in "xyz"]}
MATCH = {
    "key": "c",
    "kind": "match",
    "text": "Wat?",
    "pairs": [{"left": one, "right": one.upper()} for one in "xyz"],
}
TRUE_FALSE = {
    "key": "d",
    "kind": "true_false",
    "text": "Zo?",
    "right": True,
    "reasons": [{"text": "a", "right": True}, {"text": "b"}],
}


def turned(values, name):
    return {**values, name: list(reversed(values[name]))}


@pytest.mark.parametrize(
    ("values", "name", "answer", "now"),
    [
        (ONE, "answers", 0, 1),
        ({**ONE, "kind": "several"}, "answers", [0], [1]),
        (ORDER, "steps", [0, 1, 2], [2, 1, 0]),
        (MATCH, "pairs", [0, 1, 2], [0, 1, 2]),
        (MATCH, "pairs", [1, 0, 2], [0, 2, 1]),
        (TRUE_FALSE, "reasons", {"right": True, "reason": 0}, {"right": True, "reason": 1}),
    ],
)
def test_an_answer_moves_along_with_its_words(values, name, answer, now):
    assert fits(values, turned(values, name))
    assert moved(values, turned(values, name), answer) == now


def test_what_people_read_before_they_answer_makes_it_another_question():
    assert not fits(ONE, {**ONE, "text": "Wie dan?"})
    assert not fits(ONE, {**ONE, "kind": "several"})
    assert not fits(ONE, {**ONE, "answers": [*ONE["answers"], {"text": "Wij"}]})
    assert not fits(MATCH, {**MATCH, "pairs": [*MATCH["pairs"][:2], {"left": "z", "right": "Q"}]})
    assert fits(ONE, {**ONE, "minutes": 4, "goal": "zien"})


def test_both_a_wrong_verdict_and_a_wrong_reason_are_seen():
    found = slips(TRUE_FALSE, {"right": False, "reason": 1})
    assert found == [Slip(How.SAID, 0), Slip(How.REASON, 1)]
    assert slips(TRUE_FALSE, {"right": True, "reason": 0}) == []


@pytest.mark.parametrize(("share", "told"), [(None, ""), (0.0, "0%"), (99.9, "99%"), (100 * 0.29, "29%")])
def test_only_what_is_always_right_is_a_hundred_per_cent(share, told):
    assert per_cent(share) == told
