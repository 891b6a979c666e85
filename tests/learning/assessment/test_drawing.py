"""Thinking about a test; no database."""

import random
from collections import Counter
from datetime import date, datetime

import pytest

from learning.answering import asked, questions
from learning.assessment.marking import draw, may_refresh, months_later, next_try_at, per_cent, result
from tests.learning.assessment.conftest import RIGHT, TEST, WRONG


def bank(**goals: int) -> list[dict]:
    return [{"key": f"{goal}-{n}", "goal": goal} for goal, many in goals.items() for n in range(many)]


def test_a_draw_is_spread_evenly_over_the_goals():
    drawn = draw(bank(a=30, b=10, c=20, d=7), 20, random.Random(1))
    assert Counter(one["goal"] for one in drawn) == {"a": 5, "b": 5, "c": 5, "d": 5}


def test_what_does_not_go_round_evenly_differs_by_one():
    for seed in range(20):
        counts = Counter(one["goal"] for one in draw(bank(a=30, b=30, c=30), 20, random.Random(seed)))
        assert sorted(counts.values()) == [6, 7, 7]


def test_a_goal_with_few_questions_leaves_its_share_to_the_others():
    counts = Counter(one["goal"] for one in draw(bank(a=2, b=30), 20, random.Random(3)))
    assert counts == {"a": 2, "b": 18}


def test_nothing_is_drawn_twice_and_never_more_than_there_is():
    drawn = draw(bank(a=3, b=2), 20, random.Random(4))
    assert sorted(one["key"] for one in drawn) == ["a-0", "a-1", "a-2", "b-0", "b-1"]
    assert draw([], 20, random.Random(4)) == []


def test_the_order_is_mixed_and_differs_each_time():
    orders = {tuple(one["key"] for one in draw(bank(a=5, b=5), 10, random.Random(n))) for n in range(10)}
    assert len(orders) == 10
    assert any(len({one[0] for one in order[:5]}) == 2 for order in orders)


def test_the_bank_stays_as_it_was():
    asked_of = bank(a=5)
    draw(asked_of, 3, random.Random(1))
    assert asked_of == bank(a=5)


def test_a_result_is_told_per_goal():
    found = result(bank(a=2, b=2), {0: 1.0, 1: 0.5, 2: 1.0}, 60)
    assert (found.per_cent, found.is_passed) == (62.5, True)
    assert [(goal.key, goal.per_cent, goal.is_enough) for goal in found.goals] == [
        ("a", 75.0, True),
        ("b", 50.0, False),
    ]


@pytest.mark.parametrize(("right", "total", "mark"), [(16, 20, 80), (57, 100, 57), (7, 10, 70), (29, 50, 58)])
def test_exactly_enough_is_enough(right, total, mark):
    found = result(bank(a=total), dict.fromkeys(range(right), 1.0), mark)
    assert found.is_passed
    assert not result(bank(a=total), dict.fromkeys(range(right - 1), 1.0), mark).is_passed


def test_a_test_without_questions_is_never_passed():
    assert not result([], {}, 1).is_passed
    assert per_cent(0, 0) == 0


def test_months_end_where_the_month_ends():
    assert months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_later(date(2026, 12, 1), 36) == date(2029, 12, 1)
    assert months_later(date(2024, 2, 29), 12) == date(2025, 2, 28)


def test_one_may_refresh_ninety_days_before_the_end():
    assert not may_refresh(None, date(2026, 1, 1))
    assert not may_refresh(date(2026, 12, 31), date(2026, 10, 1))
    assert may_refresh(date(2026, 12, 31), date(2026, 10, 2))
    assert may_refresh(date(2026, 12, 31), date(2030, 1, 1))


def test_waiting_counts_in_hours():
    assert next_try_at(datetime(2026, 3, 28, 12), 24) == datetime(2026, 3, 29, 12)


def all_kinds() -> list[dict]:
    import yaml

    blocks = TEST.split("::: question\n")[1:]
    return [yaml.safe_load(block.split("\n:::")[0]) for block in blocks]


@pytest.mark.parametrize("values", all_kinds(), ids=lambda values: values["kind"])
@pytest.mark.parametrize("answers", [RIGHT, WRONG], ids=["right", "wrong"])
def test_what_was_answered_fills_the_form_as_it_was_sent(values, answers):
    answer = answers[values["key"]]
    for seed in ("a", "b", "c"):
        order = questions.mixed(values, seed)
        fields = asked.fields_of(values, order, answer)
        assert questions.read(values, order, lambda name, fields=fields: fields.get(name, [])) == answer


@pytest.mark.parametrize("values", all_kinds(), ids=lambda values: values["kind"])
def test_what_is_shown_before_handing_in_holds_no_key(values):
    shown = repr(asked.show(values, questions.mixed(values, "zaad"), lambda name: []))
    assert "SLEUTEL" not in shown
    assert "panel" not in shown


@pytest.mark.parametrize("values", all_kinds(), ids=lambda values: values["kind"])
@pytest.mark.parametrize("answers", [RIGHT, WRONG, {}], ids=["right", "wrong", "none"])
def test_after_handing_in_every_part_says_what_there_is_to_know(values, answers):
    parts = asked.parts_of(values, answers.get(values["key"]))
    assert all("SLEUTEL" in part.feedback for part in parts)
    assert len(parts) >= 2
