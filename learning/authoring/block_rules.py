"""What each block of a lesson must be, whether it comes from a file or from the CMS. Needs no database.

A block is a mapping with plain values, as it stands in the files; docs/writing-modules.md describes all.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from learning.authoring.rules import (
    LINE,
    LONG,
    Check,
    Rule,
    Rules,
    Wrong,
    Wrongs,
    a_key,
    a_yes_or_no,
    faults_of,
    having,
    line_of_text,
    list_of,
    mapping_of,
    one_of,
    optional,
    unless,
    whole_minutes,
    whole_number,
)

QUESTION_KINDS = ("one", "several", "order", "match", "true_false", "open", "judgement")
TESTED_KINDS = tuple(kind for kind in QUESTION_KINDS if kind != "open")
ENDS = ("good", "mixed", "risk")
ENDINGS = {
    "picture": ("png", "jpg", "jpeg", "webp", "gif"),
    "audio": ("mp3", "m4a", "ogg", "wav"),
    "video": ("mp4", "webm"),
    "captions": ("vtt",),
    "download": ("pdf", "docx", "xlsx", "pptx", "odt", "csv", "txt"),
}
MB = 1024 * 1024
LARGEST_MB = {"picture": 10, "audio": 100, "video": 100, "captions": 1, "download": 20}
TEXT = line_of_text(4000)


def has_ending(name: str, endings: Collection[str]) -> bool:
    """Whether the name of a file ends in a dot and one of `endings`."""
    stem, _, ending = name.rpartition(".")
    return bool(stem) and ending.lower() in endings


def a_file(kind: str) -> Check:
    """The name of a file beside the lesson, with an ending that fits its kind."""

    def check(value: Any) -> Wrongs:
        good = isinstance(value, str) and "/" not in value and "\\" not in value and len(value) <= 120
        if not good or value.startswith("."):
            beside = _("must be the name of a file beside the lesson, not “%(value)s”")
            return [Wrong(beside, {"value": value})]
        text, endings = _("“%(value)s” must end in %(endings)s"), ENDINGS[kind]
        return unless(has_ending(value, endings), text, value=value, endings=", ".join(endings))

    return check


ANSWER: Rules = {"text": Rule(TEXT), "feedback": Rule(TEXT), "right": optional(a_yes_or_no)}
WEIGHED: Rules = {"text": Rule(TEXT), "feedback": Rule(TEXT), "panel": Rule(whole_number(0, 1000))}
OF_KIND: dict[str, Rules] = {
    "one": {"answers": Rule(list_of(having(ANSWER), 2, 8))},
    "several": {"answers": Rule(list_of(having(ANSWER), 2, 8))},
    "order": {
        "steps": Rule(list_of(having({"text": Rule(TEXT), "feedback": optional(TEXT)}), 3, 8)),
        "feedback": optional(TEXT),
    },
    "match": {
        "pairs": Rule(
            list_of(having({"left": Rule(TEXT), "right": Rule(TEXT), "feedback": optional(TEXT)}), 3, 8)
        )
    },
    "true_false": {
        "right": Rule(a_yes_or_no),
        "reasons": Rule(list_of(having(ANSWER), 2, 5)),
        "feedback": optional(TEXT),
    },
    "open": {"model": Rule(LONG)},
    "judgement": {"answers": Rule(list_of(having(WEIGHED), 3, 5)), "panel_of": Rule(LINE)},
}
QUESTION: Rules = {
    "key": Rule(a_key),
    "kind": Rule(one_of(QUESTION_KINDS, _("“%(value)s” is no known kind of question"))),
    "text": Rule(LONG),
    "minutes": optional(whole_minutes),
}
CHOICE: Rules = {"text": Rule(TEXT), "to": Rule(a_key), "consequence": optional(TEXT)}
NODE: Rules = {
    "text": Rule(LONG),
    "choices": optional(list_of(having(CHOICE), 2, 4)),
    "end": optional(one_of(ENDS, _("“%(value)s” is no known end"))),
    "feedback": optional(LONG),
}
BLOCKS: dict[str, Rules] = {
    "picture": {"file": Rule(a_file("picture")), "alt": Rule(TEXT), "caption": optional(LINE)},
    "audio": {
        "file": Rule(a_file("audio")),
        "title": Rule(LINE),
        "transcript": Rule(LONG),
        "minutes": optional(whole_minutes),
    },
    "video": {
        "file": Rule(a_file("video")),
        "title": Rule(LINE),
        "transcript": Rule(LONG),
        "minutes": optional(whole_minutes),
        "captions": optional(a_file("captions")),
    },
    "download": {"file": Rule(a_file("download")), "title": Rule(LINE)},
    "table": {
        "caption": Rule(LINE),
        "columns": Rule(list_of(LINE, 2, 8)),
        "rows": Rule(list_of(list_of(TEXT, 2, 8))),
    },
    "timeline": {
        "title": Rule(LINE),
        "moments": Rule(list_of(having({"when": Rule(LINE), "text": Rule(TEXT)}), 2)),
    },
    "term": {"name": Rule(LINE)},
    "case": {"case": Rule(LINE)},
    "practice": {"theme": Rule(LINE)},
    "stop": {
        "key": Rule(a_key),
        "minutes": Rule(whole_minutes),
        "text": Rule(LONG),
        "question": Rule(TEXT),
        "choices": Rule(list_of(having({"text": Rule(TEXT)}), 2, 6)),
        "ask_reason": optional(a_yes_or_no),
        "commentary": Rule(LONG),
    },
    "scenario": {
        "key": Rule(a_key),
        "title": Rule(LINE),
        "minutes": Rule(whole_minutes),
        "start": Rule(a_key),
        "nodes": Rule(mapping_of(having(NODE), 3, 60)),
    },
}
KINDS = (*BLOCKS, "question")


def faults_of_block(
    kind: str, values: Mapping[str, Any], goals: Collection[str] | None = None, is_test: bool = False
) -> Wrongs:
    """All that is wrong with a block.

    `goals` are those that a question may name; None where they are not known, as for a block of the CMS.
    """
    if kind != "question":
        return faults_of(values, BLOCKS[kind]) or list(SENSE.get(kind, no_more)(values))
    goal = a_key if goals is None else one_of(goals, NO_GOAL)
    rules = QUESTION | OF_KIND.get(str(values.get("kind")), {}) | {"goal": Rule(goal, is_required=is_test)}
    if is_test:
        rules |= {"kind": Rule(one_of(TESTED_KINDS, NOT_IN_A_TEST))}
    return faults_of(values, rules) or list(faults_of_question(values))


NO_GOAL = _("“%(value)s” is no known goal of this module")
NOT_IN_A_TEST = _("“%(value)s” is no known kind of question for a test")


def no_more(_values: Mapping[str, Any]) -> Iterator[Wrong]:
    yield from ()


def faults_of_question(values: Mapping[str, Any]) -> Iterator[Wrong]:
    """Whether a question can be answered rightly, once each value is what it must be."""
    kind = values["kind"]
    if kind == "judgement" and not any(one["panel"] for one in values["answers"]):
        yield Wrong(_("has nothing that the panel chose"), path=("answers",))
    if name := {"one": "answers", "several": "answers", "true_false": "reasons"}.get(kind):
        right = sum(bool(one.get("right")) for one in values[name])
        if not right:
            yield Wrong(_("has none that is right"), path=(name,))
        elif kind != "several" and right > 1:
            yield Wrong(_("has more than one that is right"), path=(name,))
        elif right == len(values[name]):
            yield Wrong(_("has none that is not right"), path=(name,))
    for name in ("answers", "reasons", "steps"):
        yield from same_twice(values, name, "text")
    yield from same_twice(values, "pairs", "left", "right")


def same_twice(values: Mapping[str, Any], name: str, *keys: str) -> Iterator[Wrong]:
    """What stands in a list twice cannot be told apart."""
    for key in keys:
        seen = set()
        for place, one in enumerate(values.get(name, ())):
            if one[key] in seen:
                yield Wrong(_("“%(text)s” stands there twice"), {"text": one[key]}, (name, place, key))
            seen.add(one[key])


def faults_of_table(values: Mapping[str, Any]) -> Iterator[Wrong]:
    width = len(values["columns"])
    for place, row in enumerate(values["rows"]):
        if len(row) != width:
            count = {"cells": len(row), "columns": width}
            text = _("has %(cells)d cells, and there are %(columns)d columns")
            yield Wrong(text, count, ("rows", place))


def faults_of_scenario(values: Mapping[str, Any]) -> Iterator[Wrong]:
    """Every node can be reached from the start, and from every node an end."""
    nodes, faults = values["nodes"], list(loose_ends(values))
    yield from faults
    if faults:
        return
    ways = {key: [one["to"] for one in node.get("choices", ())] for key, node in nodes.items()}
    reached = reachable({values["start"]}, ways)
    back: dict[str, list[str]] = {key: [] for key in nodes}
    for key, targets in ways.items():
        for to in targets:
            back[to].append(key)
    ending = reachable({key for key, node in nodes.items() if "end" in node}, back)
    for key in nodes:
        if key not in reached:
            yield Wrong(_("is never reached: nothing leads to it"), path=("nodes", key))
        if key not in ending:
            yield Wrong(_("leads to no end"), path=("nodes", key))


def loose_ends(values: Mapping[str, Any]) -> Iterator[Wrong]:
    """Nodes that neither go on nor end, and ways to what is not there."""
    nodes = values["nodes"]
    nowhere = _("names “%(key)s”, and there is no such node")
    if values["start"] not in nodes:
        yield Wrong(nowhere, {"key": values["start"]}, ("start",))
    for key, node in nodes.items():
        if ("choices" in node) == ("end" in node) or ("end" in node) != ("feedback" in node):
            yield Wrong(_("must have either choices, or an end with feedback"), path=("nodes", key))
        for place, choice in enumerate(node.get("choices", ())):
            if choice["to"] not in nodes:
                yield Wrong(nowhere, {"key": choice["to"]}, ("nodes", key, "choices", place, "to"))


def reachable(start: set[str], ways: Mapping[str, Collection[str]]) -> set[str]:
    found, new = set(start), set(start)
    while new:
        new = {to for key in new for to in ways[key]} - found
        found |= new
    return found


SENSE = {"table": faults_of_table, "scenario": faults_of_scenario}


def minutes_of(kind: str, values: Mapping[str, Any]) -> int:
    """The study load of a block: what it says, a minute for a question that says nothing."""
    return int(values.get("minutes") or (1 if kind == "question" else 0))
