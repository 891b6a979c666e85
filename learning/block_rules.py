"""What each block of a lesson must be, whether it comes from a file or from the CMS. Plain Python.

A block is a mapping with plain values, as it stands in the files; docs/writing-modules.md describes all.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from learning.rules import (
    LINE,
    LONG,
    Check,
    Rule,
    Rules,
    a_key,
    a_yes_or_no,
    faults_of,
    having,
    line_of_text,
    list_of,
    mapping_of,
    one_of,
    optional,
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
LARGEST_MB = {"picture": 10, "audio": 100, "video": 100, "captions": 1, "download": 20}
TEXT = line_of_text(4000)

Faults = list[tuple[str, str]]


def has_ending(name: str, endings: Collection[str]) -> bool:
    """Whether the name of a file ends in a dot and one of `endings`."""
    stem, _, ending = name.rpartition(".")
    return bool(stem) and ending.lower() in endings


def a_file(kind: str) -> Check:
    """The name of a file beside the lesson, with an ending that fits its kind."""

    def check(value: Any) -> str | None:
        good = isinstance(value, str) and "/" not in value and "\\" not in value and len(value) <= 120
        if not good or value.startswith("."):
            return f"must be the name of a file beside the lesson, not “{value}”"
        endings = ENDINGS[kind]
        return None if has_ending(value, endings) else f"“{value}” must end in {', '.join(endings)}"

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
    "kind": Rule(one_of(QUESTION_KINDS, "kind of question")),
    "text": Rule(LONG),
    "minutes": optional(whole_minutes),
}
CHOICE: Rules = {"text": Rule(TEXT), "to": Rule(a_key), "consequence": optional(TEXT)}
NODE: Rules = {
    "text": Rule(LONG),
    "choices": optional(list_of(having(CHOICE), 2, 4)),
    "end": optional(one_of(ENDS, "end")),
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
) -> Faults:
    """All that is wrong with a block: the key and what.

    `goals` are those that a question may name; None where they are not known, as for a block of the CMS.
    """
    if kind != "question":
        return faults_of(values, BLOCKS[kind]) or SENSE.get(kind, lambda _values: [])(values)
    goal = a_key if goals is None else one_of(goals, "goal of this module")
    rules = QUESTION | OF_KIND.get(str(values.get("kind")), {}) | {"goal": Rule(goal, is_required=is_test)}
    if is_test:
        rules |= {"kind": Rule(one_of(TESTED_KINDS, "kind of question for a test"))}
    return faults_of(values, rules) or faults_of_question(values)


def faults_of_question(values: Mapping[str, Any]) -> Faults:
    """Whether a question can be answered rightly, once each value is what it must be."""
    kind = values["kind"]
    if kind == "judgement":
        nobody = not any(one["panel"] for one in values["answers"])
        nothing = [("answers", "nobody of the panel chose")] if nobody else []
        return nothing + same_twice(values, "answers", "text")
    name = {"one": "answers", "several": "answers", "true_false": "reasons"}.get(kind)
    if name is None:
        return same_twice(values, "steps", "text") + same_twice(values, "pairs", "left", "right")
    right = [one for one in values[name] if one.get("right")]
    if not right:
        return [(name, f"none of the {name} is right")]
    if kind != "several" and len(right) > 1:
        return [(name, f"more than one of the {name} is right")]
    if len(right) == len(values[name]):
        return [(name, f"all of the {name} are right")]
    return same_twice(values, name, "text")


def same_twice(values: Mapping[str, Any], name: str, *keys: str) -> Faults:
    """What stands in a list twice cannot be told apart."""
    return [
        (name, f"“{text}” stands there twice")
        for key in keys
        for text, count in Counter(one[key] for one in values.get(name, ())).items()
        if count > 1
    ]


def faults_of_table(values: Mapping[str, Any]) -> Faults:
    width = len(values["columns"])
    return [
        ("rows", f"row {number} has {len(row)} cells, and there are {width} columns")
        for number, row in enumerate(values["rows"], 1)
        if len(row) != width
    ]


def faults_of_scenario(values: Mapping[str, Any]) -> Faults:
    """Every node can be reached from the start, and from every node an end."""
    nodes = values["nodes"]
    faults = [
        ("nodes", f"“{key}” must have either choices, or an end with feedback")
        for key, node in nodes.items()
        if ("choices" in node) == ("end" in node) or ("end" in node) != ("feedback" in node)
    ]
    ways = {key: [one["to"] for one in node.get("choices", ())] for key, node in nodes.items()}
    if values["start"] not in nodes:
        return [*faults, ("start", f"there is no node “{values['start']}”")]
    faults += [
        ("nodes", f"“{key}” leads to “{to}”, which is not there")
        for key, targets in ways.items()
        for to in targets
        if to not in nodes
    ]
    if faults:
        return faults
    reached = reachable({values["start"]}, ways)
    faults += [("nodes", f"nothing leads to “{key}”") for key in nodes if key not in reached]
    back: dict[str, list[str]] = {key: [] for key in nodes}
    for key, targets in ways.items():
        for to in targets:
            back[to].append(key)
    ending = reachable({key for key, node in nodes.items() if "end" in node}, back)
    return faults + [("nodes", f"from “{key}” no end can be reached") for key in nodes if key not in ending]


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
