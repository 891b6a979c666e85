"""What goes wrong in an answer, and whether an older answer still fits a question. Plain Python.

A question is a mapping and an answer plain data by places in it, as `questions` has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from learning.answering.questions import LISTS

Values = Mapping[str, Any]


class How(StrEnum):
    CHOSEN = "chosen"
    LEFT_OUT = "left out"
    PUT = "put"
    PAIRED = "paired"
    SAID = "said"
    REASON = "reason"
    JUDGED = "judged"


class Slip(NamedTuple):
    """One thing that went wrong, by the place of what it is about.

    `other` is where a step was put or the place of the right that a left got.
    """

    how: How
    place: int
    other: int = 0


def slips(values: Values, answer: Any) -> list[Slip]:
    """All that is wrong in `answer`; nothing where there is no right or wrong, except a judgement that is
    not what most of the panel chose.
    """
    kind = values["kind"]
    if kind == "open":
        return []
    if kind == "order":
        return [Slip(How.PUT, step, at) for at, step in enumerate(answer) if step != at]
    if kind == "match":
        return [Slip(How.PAIRED, left, right) for left, right in enumerate(answer) if left != right]
    if kind == "several":
        return slips_of_several(values, set(answer))
    if kind == "judgement":
        return [] if answer in most_of_panel(values) else [Slip(How.JUDGED, answer)]
    if kind == "one":
        return [] if values["answers"][answer].get("right") else [Slip(How.CHOSEN, answer)]
    verdict = [] if answer["right"] == values["right"] else [Slip(How.SAID, int(answer["right"]))]
    is_good = values["reasons"][answer["reason"]].get("right")
    return verdict if is_good else [*verdict, Slip(How.REASON, answer["reason"])]


def slips_of_several(values: Values, chosen: set[int]) -> list[Slip]:
    found = []
    for place, one in enumerate(values["answers"]):
        if (place in chosen) != bool(one.get("right")):
            found.append(Slip(How.CHOSEN if place in chosen else How.LEFT_OUT, place))
    return found


def most_of_panel(values: Values) -> list[int]:
    """The places of what most of the panel chose; more than one where they were even."""
    panel = [one["panel"] for one in values["answers"]]
    return [place for place, count in enumerate(panel) if count == max(panel)]


def fits(asked: Values, values: Values) -> bool:
    """Whether who answered the question as it was `asked` read the same as in `values`.

    What one reads before answering counts. Feedback, a key that was put right, and the order in which the
    answers were written down make no other question.
    """
    return asked == values or read_before(asked) == read_before(values)


def read_before(values: Values) -> tuple[Any, ...]:
    kind = values.get("kind")
    names = ("left", "right") if kind == "match" else ("text",)
    return kind, values.get("text"), *(sorted(texts(values, name)) for name in names)


def texts(values: Values, name: str = "text") -> list[str]:
    listed = values.get(LISTS.get(values.get("kind", ""), ""), ())
    return [str(one.get(name, "")) for one in listed]


def moved(asked: Values, values: Values, answer: Any) -> Any:
    """`answer` to the question as it was `asked`, by the places in `values`, which it must fit."""
    kind = values["kind"]
    if kind == "open" or asked == values:
        return answer
    if kind == "match":
        lefts, rights = (places(asked, values, name) for name in ("left", "right"))
        pairs = {lefts[left]: rights[right] for left, right in enumerate(answer)}
        return [pairs[left] for left in range(len(pairs))]
    to = places(asked, values)
    if kind == "order":
        return [to[step] for step in answer]
    if kind == "several":
        return sorted(to[place] for place in answer)
    return {**answer, "reason": to[answer["reason"]]} if kind == "true_false" else to[answer]


def places(asked: Values, values: Values, name: str = "text") -> list[int]:
    """For each item of `asked` its place in `values`."""
    now = {text: place for place, text in enumerate(texts(values, name))}
    return [now[text] for text in texts(asked, name)]
