"""What a block must be. Nothing here needs a database."""

from copy import deepcopy

import pytest
import yaml

from learning.authoring.block_rules import BLOCKS, KINDS, QUESTION_KINDS, faults_of_block
from learning.authoring.markup import pieces
from tests.learning import rich

TEXTS = "".join([rich.LOOKING.split("---", 2)[2], rich.STOP, rich.SCENARIO])
GOOD = {piece.kind: yaml.safe_load(piece.text) for piece in pieces(TEXTS) if piece.is_yaml}
ASKED = {kind: yaml.safe_load("\n".join(text.splitlines()[1:-1])) for kind, text in rich.QUESTIONS.items()}


def told(kind, values, **options):
    return [str(wrong) for wrong in faults_of_block(kind, values, **options)]


def spoilt(values, path, new):
    """A copy of `values` with another value at `path`; None takes it away."""
    copy = deepcopy(values)
    at = copy
    for step in path[:-1]:
        at = at[step]
    if new is None:
        del at[path[-1]]
    else:
        at[path[-1]] = new
    return copy


def test_the_rich_module_has_every_kind_of_block():
    assert set(GOOD) == set(BLOCKS)
    assert set(ASKED) == set(QUESTION_KINDS)
    assert set(KINDS) == {*BLOCKS, "question"}


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_block_has_no_faults(kind):
    assert told(kind, GOOD[kind]) == []


@pytest.mark.parametrize("kind", ASKED)
def test_a_good_question_has_no_faults(kind):
    assert told("question", ASKED[kind]) == []


@pytest.mark.parametrize("kind", GOOD)
def test_a_block_refuses_an_unknown_key_and_an_empty_one(kind):
    assert told(kind, {**GOOD[kind], "kleur": "rood"})[0].startswith("unknown key “kleur”; known are")
    assert told(kind, {})


@pytest.mark.parametrize("kind", ASKED)
def test_a_question_refuses_an_unknown_key_also_inside(kind):
    assert told("question", {**ASKED[kind], "hint": "nee"})[0].startswith("unknown key “hint”")
    inside = next(name for name in ("answers", "steps", "pairs", "reasons", "model") if name in ASKED[kind])
    if inside != "model":
        assert "unknown key “hint”" in told("question", spoilt(ASKED[kind], (inside, 0, "hint"), "x"))[0]
    assert told("question", spoilt(ASKED[kind], (inside,), None)) == [f"“{inside}” is missing"]


@pytest.mark.parametrize(
    ("kind", "path", "new", "fault"),
    [
        ("one", ("answers", 1, "right"), False, "“answers” has none that is right"),
        ("one", ("answers", 0, "right"), True, "“answers” has more than one that is right"),
        ("one", ("answers", 0, "feedback"), None, "“feedback” is missing"),
        ("one", ("answers", 0, "text"), "SLEUTEL iedereen", "“SLEUTEL iedereen” stands there twice"),
        ("one", ("answers", 0, "right"), "ja", "must be true or false"),
        ("one", ("answers",), [{"text": "x", "feedback": "y", "right": True}], "must have 2 to 8"),
        ("one", ("key",), "Met Hoofdletter", "must have small letters"),
        ("one", ("key",), "a" * 81, "must have small letters"),
        ("one", ("kind",), "best", "is no known kind of question"),
        ("one", ("minutes",), 0, "must be a whole number of minutes"),
        ("one", ("minutes",), True, "must be a whole number of minutes"),
        ("several", ("answers", 2, "right"), True, "“answers” has none that is not right"),
        ("order", ("steps", 1, "text"), "SLEUTEL eerst", "“SLEUTEL eerst” stands there twice"),
        ("order", ("steps", 1), "zomaar", "must have the keys text, feedback"),
        ("match", ("pairs", 1, "left"), "SLEUTEL la", "“SLEUTEL la” stands there twice"),
        ("match", ("pairs", 1, "right"), "SLEUTEL ra", "“SLEUTEL ra” stands there twice"),
        ("true_false", ("right",), "misschien", "must be true or false"),
        ("true_false", ("reasons", 0, "right"), False, "“reasons” has none that is right"),
        ("true_false", ("reasons", 1, "right"), True, "“reasons” has more than one that is right"),
        ("open", ("model",), "  ", "must be text"),
        ("judgement", ("answers", 0, "panel"), -1, "must be a whole number"),
        ("judgement", ("answers", 0, "panel"), 1.5, "must be a whole number"),
        ("judgement", ("answers", 0, "right"), True, "unknown key “right”"),
        ("judgement", ("answers", 0, "text"), "SLEUTEL b", "“SLEUTEL b” stands there twice"),
        ("judgement", ("panel_of",), None, "“panel_of” is missing"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(kind, path, new, fault):
    assert fault in " ".join(told("question", spoilt(ASKED[kind], path, new)))


def test_a_judgement_of_nobody_is_refused():
    nobody = deepcopy(ASKED["judgement"])
    for one in nobody["answers"]:
        one["panel"] = 0
    assert told("question", nobody) == ["“answers” has nothing that the panel chose"]


@pytest.mark.parametrize("goal", ["vissen", ["kijken"], 3, None])
def test_a_question_of_a_test_names_a_goal_of_the_module(goal):
    values = {**ASKED["one"], "goal": goal}
    assert "is no known goal of this module" in told("question", values, goals={"kijken"}, is_test=True)[0]
    assert told("question", ASKED["one"], goals={"kijken"}, is_test=True) == ["“goal” is missing"]
    good = {**ASKED["one"], "goal": "kijken"}
    assert told("question", good, goals={"kijken"}, is_test=True) == []


def test_a_question_of_a_lesson_may_name_a_goal_of_the_module():
    assert told("question", {**ASKED["one"], "goal": "kijken"}, goals={"kijken"}) == []
    assert told("question", {**ASKED["one"], "goal": "vissen"}, goals={"kijken"})
    assert told("question", {**ASKED["one"], "goal": "kijken"}) == []


def test_an_open_question_does_not_stand_in_a_test():
    values = {**ASKED["open"], "goal": "kijken"}
    assert (
        "is no known kind of question for a test"
        in told("question", values, goals={"kijken"}, is_test=True)[0]
    )


@pytest.mark.parametrize(
    ("path", "new", "fault"),
    [
        (("start",), "nergens", "“start” names “nergens”, and there is no such node"),
        (("nodes", "deur", "choices", 0, "to"), "nergens", "“to” names “nergens”, and there is no such node"),
        (("nodes", "boos", "choices", 1, "to"), "zitten", "“weg” is never reached: nothing leads to it"),
        (("nodes", "weg", "end"), None, "“weg” must have either choices, or an end"),
        (("nodes", "weg", "feedback"), None, "“weg” must have either choices, or an end with feedback"),
        (("nodes", "deur", "end"), "good", "“deur” must have either choices, or an end"),
        (("nodes", "weg", "end"), "slecht", "is no known end"),
        (("nodes", "boos", "choices"), [{"text": "a", "to": "weg"}], "must have 2 to 4 items"),
        (("nodes",), {}, "must have 3 to 60 items"),
        (("nodes", "Met Hoofdletter"), {"text": "x"}, "must have small letters"),
    ],
)
def test_a_scenario_that_leads_nowhere_is_refused(path, new, fault):
    assert fault in " ".join(told("scenario", spoilt(GOOD["scenario"], path, new)))


def test_a_scenario_that_only_goes_round_is_refused():
    round_and_round = deepcopy(GOOD["scenario"])
    for node in round_and_round["nodes"].values():
        for name in ("end", "feedback"):
            node.pop(name, None)
        node["choices"] = [{"text": "verder", "to": key} for key in ("deur", "boos", "zitten", "weg")]
    assert "“nodes” “deur” leads to no end" in told("scenario", round_and_round)


@pytest.mark.parametrize(
    "name",
    [
        "../trap.png",
        "map/trap.png",
        "map\\trap.png",
        ".png",
        ".trap.png",
        "trap.svg",
        "trap.png.html",
        "trappng",
        "png",
        "",
        "a" * 120 + ".png",
        7,
        ["trap.png"],
    ],
)
def test_a_file_has_a_plain_name_with_a_good_ending(name):
    assert told("picture", {**GOOD["picture"], "file": name})


def test_capitals_in_the_ending_of_a_file_are_fine():
    assert told("picture", {**GOOD["picture"], "file": "TRAP.PNG"}) == []


@pytest.mark.parametrize(
    ("kind", "path", "new", "fault"),
    [
        ("picture", ("alt",), None, "“alt” is missing"),
        ("picture", ("alt",), "", "“alt” must be text"),
        ("audio", ("transcript",), None, "“transcript” is missing"),
        ("video", ("captions",), "film.srt", "must end in vtt"),
        ("download", ("file",), "lijst.exe", "must end in pdf"),
        ("table", ("rows", 0), ["een", "twee"], "item 1 has 2 cells, and there are 3 columns"),
        ("table", ("rows",), [], "must have at least 1 item"),
        ("table", ("rows", 0, 0), 12, "must be text; put quotes around “12”"),
        ("timeline", ("moments", 0, "when"), None, "“when” is missing"),
        ("timeline", ("moments",), "week 1", "must be a list"),
        ("stop", ("choices",), [{"text": "een"}], "must have 2 to 6 items"),
        ("stop", ("minutes",), None, "“minutes” is missing"),
        ("stop", ("commentary",), None, "“commentary” is missing"),
        ("stop", ("text",), "x" * 20_001, "has more than 20000 characters"),
    ],
)
def test_each_block_has_its_rules(kind, path, new, fault):
    assert fault in " ".join(told(kind, spoilt(GOOD[kind], path, new)))
