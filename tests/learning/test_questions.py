"""What an answer is and what it is worth. Nothing here needs a database."""

import json
from itertools import permutations

import pytest

from learning.answering.questions import (
    LONGEST_ANSWER,
    NotAnswered,
    digest_of,
    feedback,
    is_right,
    mixed,
    read,
    score,
)
from learning.answering.scenario_tree import Box


def answers(*right, total):
    return [{"text": f"a{n}", "feedback": f"f{n}", "right": n in right} for n in range(total)]


ONE = {"key": "q", "kind": "one", "text": "?", "answers": answers(1, total=3)}
SEVERAL = {"key": "q", "kind": "several", "text": "?", "answers": answers(0, 2, total=5)}
ORDER = {"key": "q", "kind": "order", "text": "?", "steps": [{"text": f"s{n}"} for n in range(4)]}
MATCH = {
    "key": "q",
    "kind": "match",
    "text": "?",
    "pairs": [{"left": f"l{n}", "right": f"r{n}", "feedback": f"f{n}"} for n in range(4)],
}
TRUE_FALSE = {
    "key": "q",
    "kind": "true_false",
    "text": "?",
    "right": False,
    "reasons": answers(1, total=3),
}
OPEN = {"key": "q", "kind": "open", "text": "?", "model": "m"}
JUDGEMENT = {
    "key": "q",
    "kind": "judgement",
    "text": "?",
    "answers": [{"text": f"a{n}", "feedback": f"f{n}", "panel": panel} for n, panel in enumerate((0, 3, 6))],
    "panel_of": "redactie",
}
ALL = [ONE, SEVERAL, ORDER, MATCH, TRUE_FALSE, OPEN, JUDGEMENT]


def sent(**fields):
    """What a form sends: `sent(step_0="1")` is the field step-0."""
    found = {
        name.replace("_", "-"): value if isinstance(value, list) else [value]
        for name, value in fields.items()
    }
    return lambda name: found.get(name, [])


# --- What it is worth -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "answer", "worth"),
    [
        (ONE, 1, 1),
        (ONE, 0, 0),
        (SEVERAL, [0, 2], 1),
        (SEVERAL, [0], 0.5),
        (SEVERAL, [0, 2, 4], 2 / 3),
        (SEVERAL, [0, 1], 0),
        (SEVERAL, [1, 3, 4], 0),
        (SEVERAL, [1], 0),
        (SEVERAL, [0, 1, 2, 3, 4], 0),
        (ORDER, [0, 1, 2, 3], 1),
        (ORDER, [1, 0, 2, 3], 0.5),
        (ORDER, [1, 2, 0, 3], 0),
        (ORDER, [3, 2, 1, 0], 0),
        (MATCH, [0, 1, 2, 3], 1),
        (MATCH, [0, 1, 3, 2], 0.5),
        (MATCH, [0, 0, 0, 0], 0),
        (TRUE_FALSE, {"right": False, "reason": 1}, 1),
        (TRUE_FALSE, {"right": False, "reason": 0}, 0.5),
        (TRUE_FALSE, {"right": True, "reason": 1}, 0),
        (OPEN, "Wat ik zag.", 1),
        (JUDGEMENT, 2, 1),
        (JUDGEMENT, 1, 0.5),
        (JUDGEMENT, 0, 0),
    ],
)
def test_an_answer_is_worth(values, answer, worth):
    assert score(values, answer) == pytest.approx(worth)
    expected = None if values["kind"] in ("open", "judgement") else worth == 1
    assert is_right(values, answer) is expected
    assert score(values, json.loads(json.dumps(answer))) == pytest.approx(worth)


@pytest.mark.parametrize("total", range(2, 9))
def test_ticking_all_or_only_what_is_wrong_gains_nothing(total):
    for number in range(1, total):
        values = {**SEVERAL, "answers": answers(*range(number), total=total)}
        assert score(values, list(range(total))) == 0
        assert score(values, list(range(number, total))) == 0
        assert score(values, [total - 1]) == 0
        assert score(values, list(range(number))) == 1


def test_no_order_but_the_right_one_is_wholly_right():
    for answer in permutations(range(4)):
        assert (score(ORDER, list(answer)) == 1) == (list(answer) == [0, 1, 2, 3])
        assert 0 <= score(ORDER, list(answer)) <= 1


# --- How it is shown --------------------------------------------------------------------------------


@pytest.mark.parametrize("values", ALL)
def test_the_order_shown_is_stable_and_whole(values):
    for seed in range(20):
        order = mixed(values, f"zaad-{seed}")
        assert order == mixed(values, f"zaad-{seed}")
        assert sorted(order) == list(range(len(order)))


@pytest.mark.parametrize("total", range(3, 9))
@pytest.mark.parametrize("values", [ORDER, MATCH])
def test_what_is_shown_is_worth_nothing_when_handed_in_like_that(values, total):
    name = "steps" if values is ORDER else "pairs"
    values = {**values, name: [{"text": str(n), "left": str(n), "right": str(n)} for n in range(total)]}
    for seed in range(200):
        order = mixed(values, f"zaad-{seed}")
        assert order != list(range(total))
        assert score(values, order) == 0


def test_it_is_mixed_for_each_seed_and_each_question_anew():
    assert len({tuple(mixed(ORDER, f"zaad-{seed}")) for seed in range(50)}) > 5
    assert len({tuple(mixed({**ONE, "key": f"q-{n}"}, "zaad")) for n in range(50)}) == 6


def test_the_order_of_a_seed_does_not_change_with_the_edition_of_the_software():
    assert mixed({**ONE, "answers": answers(1, total=6)}, "zaad") == [1, 5, 0, 2, 3, 4]


def test_a_judgement_stands_in_its_own_order():
    assert mixed(JUDGEMENT, "zaad") == [0, 1, 2]
    assert mixed(OPEN, "zaad") == []


# --- How it is read ---------------------------------------------------------------------------------


def test_what_a_form_sends_becomes_an_answer_by_places_as_written():
    assert read(ONE, [2, 0, 1], sent(answer="0")) == 2
    assert read(JUDGEMENT, [0, 1, 2], sent(answer="1")) == 1
    assert read(SEVERAL, [4, 3, 2, 1, 0], sent(answer=["0", "2", "0"])) == [2, 4]
    assert read(ORDER, [3, 1, 0, 2], sent(step_0="4", step_1="2", step_2="1", step_3="3")) == [0, 1, 2, 3]
    assert read(MATCH, [3, 1, 0, 2], sent(pair_0="2", pair_1="1", pair_2="3", pair_3="0")) == [0, 1, 2, 3]
    assert read(TRUE_FALSE, [2, 0, 1], sent(right="false", answer="2")) == {"right": False, "reason": 1}
    assert read(OPEN, [], sent(text=" Wat ik\x00 zag. ")) == "Wat ik zag."


@pytest.mark.parametrize("values", ALL)
def test_nothing_sent_is_no_answer(values):
    with pytest.raises(NotAnswered):
        read(values, mixed(values, "zaad"), sent())


BAD_PLACES = ["", " ", "-1", "3", "99", "1e3", "0x1", "1.0", "²", "\x00", "0\x00", "9" * 5000, "null", "<b>"]


@pytest.mark.parametrize("bad", BAD_PLACES)
def test_a_place_that_is_not_there_is_no_answer(bad):
    shown = [0, 1, 2]
    for values, fields in [
        (ONE, {"answer": bad}),
        (JUDGEMENT, {"answer": bad}),
        (TRUE_FALSE, {"right": "true", "answer": bad}),
        (SEVERAL, {"answer": ["0", bad]}),
        (MATCH, {"pair_0": "0", "pair_1": "1", "pair_2": bad}),
        (ORDER, {"step_0": "1", "step_1": "2", "step_2": bad if bad != "3" else "4"}),
    ]:
        with pytest.raises(NotAnswered):
            read(values, shown, sent(**fields))


def test_two_answers_to_a_question_with_one_are_no_answer():
    for values in (ONE, JUDGEMENT):
        with pytest.raises(NotAnswered):
            read(values, [0, 1, 2], sent(answer=["0", "1"]))


@pytest.mark.parametrize("numbers", ["1123", "0123", "2345", "123", "1 23", "1111"])
def test_every_step_has_a_number_of_its_own(numbers):
    fields = {f"step_{shown}": number for shown, number in enumerate(numbers)}
    with pytest.raises(NotAnswered):
        read(ORDER, [3, 1, 0, 2], sent(**fields))


@pytest.mark.parametrize("said", ["", "maybe", "True", "1", "\x00true"])
def test_true_or_false_and_nothing_else(said):
    with pytest.raises(NotAnswered):
        read(TRUE_FALSE, [0, 1, 2], sent(right=said, answer="0"))


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00", " \x00 "])
def test_an_empty_text_is_no_answer(text):
    with pytest.raises(NotAnswered):
        read(OPEN, [], sent(text=text))


def test_a_text_that_is_too_long_is_cut():
    assert len(read(OPEN, [], sent(text="x" * 1_000_000))) == LONGEST_ANSWER


# --- What it opens ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "answer"),
    [(ONE, 0), (SEVERAL, [0, 1]), (TRUE_FALSE, {"right": True, "reason": 0}), (JUDGEMENT, 0)],
)
def test_an_answer_opens_the_feedback_on_every_answer(values, answer):
    opened = feedback(values, answer)
    assert [one.feedback for one in opened] == [f"f{n}" for n in range(len(opened))]
    assert opened[0].is_chosen
    assert opened[0].is_right is (None if values is JUDGEMENT else values is SEVERAL)
    assert opened[-1].is_chosen is False


def test_order_and_match_open_whether_each_is_in_its_place():
    assert [one.is_right for one in feedback(ORDER, [1, 0, 2, 3])] == [False, False, True, True]
    assert feedback(MATCH, [0, 2, 1, 3])[1].text == "l1: r1"
    assert [one.is_right for one in feedback(MATCH, [0, 2, 1, 3])] == [True, False, False, True]
    assert feedback(OPEN, "tekst") == []


def test_a_changed_question_has_another_digest():
    assert digest_of(ONE) == digest_of(dict(reversed(list(ONE.items()))))
    assert digest_of(ONE) != digest_of({**ONE, "text": "!"})


def test_a_pair_is_told_without_a_full_stop_in_its_middle():
    pair = {"left": "Ik rook schimmel.", "right": "eigen waarneming"}
    told = feedback({**MATCH, "pairs": [pair, *MATCH["pairs"][1:]]}, [0, 1, 2, 3])
    assert told[0].text == "Ik rook schimmel: eigen waarneming"


def test_what_is_said_in_a_scenario_stands_between_one_pair_of_quotation_marks_in_the_tree():
    said = Box("klap", "Ze zwijgt.", choice="“Nee. We vragen vier maanden verlenging.”").lines[0][2]
    assert said == "“Nee. We vragen vier …”"
