"""Answers to questions, taken from the database: what is right stands nowhere on a page."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page

Values = Mapping[str, Any]


def right_answer(values: Values) -> Any:
    """As `learning.answering.questions` reads an answer, worth all points."""
    kind = values["kind"]
    if kind == "order":
        return list(range(len(values["steps"])))
    if kind == "match":
        return list(range(len(values["pairs"])))
    if kind == "judgement":
        panel = [one["panel"] for one in values["answers"]]
        return panel.index(max(panel))
    if kind == "true_false":
        return {"right": values["right"], "reason": places(values["reasons"])[0]}
    right = places(values["answers"])
    return right if kind == "several" else right[0]


def wrong_answer(values: Values) -> Any:
    """A whole answer that is worth nothing, or to a judgement question as little as there is."""
    kind = values["kind"]
    if kind in ("order", "match"):
        right = right_answer(values)
        return [*right[1:], right[0]]
    if kind == "judgement":
        panel = [one["panel"] for one in values["answers"]]
        return panel.index(min(panel))
    if kind == "true_false":
        return {"right": not values["right"], "reason": places(values["reasons"], right=False)[0]}
    wrong = places(values["answers"], right=False)
    return wrong[:1] if kind == "several" else wrong[0]


def places(items: list[Values], right: bool = True) -> list[int]:
    return [place for place, one in enumerate(items) if bool(one.get("right")) == right]


def fill_in(page: Page, values: Values, answer: Any) -> None:
    """Fills in the form of a question as a person does: by the words that stand there."""
    kind = values["kind"]
    if kind == "order":
        for number, place in enumerate(answer, 1):
            page.get_by_label(values["steps"][place]["text"]).select_option(label=str(number))
    elif kind == "match":
        for left, place in enumerate(answer):
            pairs = values["pairs"]
            page.get_by_label(pairs[left]["left"]).select_option(label=pairs[place]["right"])
    elif kind == "true_false":
        choose(page, "Dit klopt" if answer["right"] else "Dit klopt niet")
        choose(page, values["reasons"][answer["reason"]]["text"])
    else:
        for place in answer if kind == "several" else [answer]:
            choose(page, values["answers"][place]["text"])


def choose(page: Page, words: str) -> None:
    page.get_by_label(words, exact=True).check()
