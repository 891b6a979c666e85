"""What the CMS refuses is told in Dutch, at the field concerned."""

import ast
import re
from pathlib import Path

import pytest
import yaml
from django.core.exceptions import ValidationError
from django.utils import translation

from learning.authoring import block_rules, rules
from learning.authoring.markup import pieces
from learning.authoring.plain import of_value, raw_of
from learning.blocks import LessonBody
from tests.learning import rich

TEXTS = "".join([rich.LOOKING.split("---", 2)[2], rich.STOP, rich.SCENARIO, *rich.QUESTIONS.values()])
FILES = ("picture", "audio", "video", "download")
PIECES = [piece for piece in pieces(TEXTS) if piece.is_yaml and piece.kind not in FILES]
RAWS = dict(raw_of(piece.kind, yaml.safe_load(piece.text), {}) for piece in PIECES)

ANSWERS = [{"text": f"{number}", "feedback": "want", "right": number == 1} for number in (1, 2, 3)]
NODES = RAWS["scenario"]["nodes"]


def node(number, **changes):
    """The parts of the scenario, one of them otherwise."""
    return [{**one, **changes} if place == number else one for place, one in enumerate(NODES)]


# What an editor fills in, the field at which it is told, and how the rule says it in English.
CASES = [
    ("question_one", {"answers": []}, ("answers",), "is missing"),
    ("question_one", {"key": "Met Hoofdletter"}, ("key",), "must have small letters"),
    ("question_one", {"goal": "Met Hoofdletter"}, ("goal",), "must have small letters"),
    ("question_one", {"text": "x" * 20_001}, ("text",), "has more than 20000 characters"),
    ("question_one", {"minutes": 5000}, ("minutes",), "must be a whole number of minutes"),
    ("question_one", {"answers": ANSWERS[:1]}, ("answers",), "must have 2 to 8 items"),
    ("question_one", {"answers": ANSWERS[1:]}, ("answers",), "has none that is right"),
    (
        "question_one",
        {"answers": [ANSWERS[0], {**ANSWERS[0], "text": "2"}]},
        ("answers",),
        "has more than one that is right",
    ),
    (
        "question_several",
        {"answers": [ANSWERS[0], {**ANSWERS[0], "text": "2"}]},
        ("answers",),
        "none that is not",
    ),
    (
        "question_several",
        {"answers": [*ANSWERS, {**ANSWERS[1], "feedback": "x" * 4001}]},
        ("answers", 3, "feedback"),
        "has more than 4000 characters",
    ),
    (
        "question_order",
        {"steps": [{"text": "a"}, {"text": "b"}, {"text": "a"}]},
        ("steps", 2, "text"),
        "twice",
    ),
    ("question_match", {"pairs": [{"left": "a", "right": "b"}]}, ("pairs",), "must have 3 to 8 items"),
    (
        "question_match",
        {"pairs": [{"left": f"{number}", "right": "b"} for number in range(3)]},
        ("pairs", 1, "right"),
        "“b” stands there twice",
    ),
    ("question_true_false", {"reasons": ANSWERS[1:]}, ("reasons",), "has none that is right"),
    (
        "question_judgement",
        {"answers": [{"text": f"{number}", "feedback": "b", "panel": 0} for number in range(3)]},
        ("answers",),
        "has nothing that the panel chose",
    ),
    (
        "question_judgement",
        {"answers": [{"text": f"{number}", "feedback": "b", "panel": 1001} for number in range(3)]},
        ("answers", 0, "panel"),
        "must be a whole number from 0 to 1000",
    ),
    ("stop", {"choices": [{"text": "een"}]}, ("choices",), "must have 2 to 6 items"),
    ("timeline", {"moments": [{"when": "nu", "text": "dit"}]}, ("moments",), "must have at least 2 items"),
    ("table", {"rows": [["een", "twee"]]}, ("rows", 0), "has 2 cells, and there are 3 columns"),
    ("table", {"columns": ["een"]}, ("columns",), "must have 2 to 8 items"),
    ("scenario", {"start": "Het begin"}, ("start",), "must have small letters"),
    ("scenario", {"start": "raam"}, ("start",), "names “raam”, and there is no such node"),
    ("scenario", {"nodes": NODES[:2]}, ("nodes",), "must have 3 to 60 items"),
    ("scenario", {"nodes": [*NODES, NODES[3]]}, ("nodes", 4), "must have small letters"),
    ("scenario", {"nodes": node(3, feedback="")}, ("nodes", 3), "must have either choices, or an end"),
    (
        "scenario",
        {"nodes": node(1, choices=[{"text": "a", "to": "deur"}, {"text": "b", "to": "raam"}])},
        ("nodes", 1, "choices", 1, "to"),
        "names “raam”",
    ),
    (
        "scenario",
        {"nodes": node(1, choices=[{"text": "a", "to": "deur"}, {"text": "b", "to": "zitten"}])},
        ("nodes", 3),
        "is never reached",
    ),
    (
        "scenario",
        {"nodes": node(1, choices=[{"text": "a", "to": "boos"}, {"text": "b", "to": "boos"}])},
        ("nodes", 1),
        "leads to no end",
    ),
]
# No form can do these wrong: the fields of a block are fixed, and each is of its own kind.
ONLY_IN_FILES = {
    "unknown key “%(key)s”; known are %(known)s",
    "must be text; put quotes around “%(value)s”",
    "must be true or false, not “%(value)s”",
    "must be a list",
    "must have the keys %(keys)s",
    "“%(value)s” is no known kind of question",
    "“%(value)s” is no known kind of question for a test",
    "“%(value)s” is no known goal of this module",
    "“%(value)s” is no known end",
    "must be the name of a file beside the lesson, not “%(value)s”",
    "“%(value)s” must end in %(endings)s",
}


def refused(block, change):
    """The errors of this block, as Wagtail shows them."""
    body = LessonBody().to_python([{"type": block, "value": {**RAWS[block], **change}}])
    with pytest.raises(ValidationError) as failure:
        LessonBody().clean(body)
    return failure.value.as_json_data()["blockErrors"][0]


def told_at(shown, path):
    for step in path:
        shown = shown["blockErrors"][step]
    return " ".join(shown["messages"])


@pytest.mark.parametrize(("block", "change", "path", "english"), CASES)
def test_an_editor_reads_dutch_at_the_field_concerned(block, change, path, english):
    with translation.override(None):
        assert english in told_at(refused(block, change), path)
    shown = told_at(refused(block, change), path)
    assert shown
    assert english not in shown
    assert shown[0].isupper() or shown[0] == "“"
    assert shown[-1] == "."
    assert "%(" not in shown


def told_of_files(block, change):
    """What who loads the same block from a file would read."""
    kind = "question" if block.startswith("question_") else block
    body = LessonBody().to_python([{"type": block, "value": {**RAWS[block], **change}}])
    return [str(wrong) for wrong in block_rules.faults_of_block(kind, of_value(block, body[0].value))]


@pytest.mark.parametrize(("block", "change", "path", "english"), CASES)
def test_who_loads_the_same_as_a_file_reads_english(block, change, path, english):
    told = told_of_files(block, change)
    assert english in " ".join(told)
    assert told[0].startswith(f"“{path[0]}”")


def messages_in(module):
    """The first words of all that this module gives to translate."""
    calls = [
        one for one in ast.walk(ast.parse(Path(module.__file__).read_text())) if isinstance(one, ast.Call)
    ]
    named = [one for one in calls if getattr(one.func, "id", "") in ("_", "ngettext_lazy")]
    return {word.value for one in named for word in one.args[:1]}


def test_no_rule_is_left_out_here():
    """A new rule needs a case above, or stands with those that no form can break."""
    every = messages_in(rules) | messages_in(block_rules)
    told = "\n".join(line for block, change, *_ in CASES for line in told_of_files(block, change))
    untold = {one for one in every if not re.search(re.sub(r"%\\\(.*?\\\)[sd]", ".*", re.escape(one)), told)}
    assert untold - {"must have at least %(least)d item"} == ONLY_IN_FILES


@pytest.mark.parametrize("message", sorted(ONLY_IN_FILES))
def test_what_only_files_can_do_wrong_has_its_dutch_all_the_same(message):
    assert translation.gettext(message) != message
