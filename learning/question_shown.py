"""A question on a page: what may be chosen, and after an answer what it opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning import questions
from learning.activity import Activity, Option, Reader, Row, Tried, Values, anchor_of, frame, spread
from learning.asked import told_if_so
from learning.models.answers import Answer

HOW = {
    "one": gettext_lazy("Choose one answer."),
    "several": gettext_lazy("Choose all answers that are right."),
    "order": gettext_lazy("Give each step its number."),
    "match": gettext_lazy("Choose for each line what belongs to it."),
    "true_false": gettext_lazy("Is this so?"),
    "open": gettext_lazy("Write your answer. Only you read it."),
    "judgement": gettext_lazy("Choose what comes closest to your judgement."),
}


@dataclass(frozen=True)
class Line:
    """A step that gets a number, or something that gets what belongs to it."""

    name: str
    text: str
    options: list[Option]


@dataclass(frozen=True)
class Part:
    """One part of an answered question: what was right about it, in a word, and what to know of it."""

    text: str
    feedback: str
    verdict: str = ""
    look: str = ""


@dataclass(frozen=True)
class Outcome:
    """What an answer opens."""

    headline: str
    look: str
    told: list[str]
    parts: list[Part]
    feedback: str = ""
    own: str = ""
    model: SafeString | None = None
    spread: list[Row] = field(default_factory=list)
    panel_of: str = ""
    tries: int = 1
    is_changed: bool = False


@dataclass(frozen=True, kw_only=True)
class QuestionShown(Activity):
    asked: str  # the kind of question
    how: str
    options: list[Option]
    lines: list[Line]
    said: list[Option]  # true or false
    words: str  # typed in an open question
    outcome: Outcome | None = None


def show(
    reader: Reader, values: Values, given: Answer | None = None, tried: Tried | None = None
) -> QuestionShown:
    """The question for `reader`, with what `given` opened; `tried` brings back what was not taken."""
    order = questions.mixed(values, reader.seed)
    hidden = (
        ("token", reader.token(questions.digest_of(values))),
        ("tries", str(given.tries if given else 0)),
    )
    kind = values["kind"]
    said = tried.first("right") if tried else ""
    own = given.text if given and kind == "open" else ""
    return QuestionShown(
        **frame(reader, "question", values, hidden, tried=tried),
        text=reader.renderer.markdown(values["text"], anchor_of(values["key"])),
        asked=kind,
        how=str(HOW[kind]),
        options=options_of(values, order, tried),
        lines=lines_of(values, order, tried),
        said=[
            Option("true", _("This is so"), said == "true"),
            Option("false", _("This is not so"), said == "false"),
        ]
        if kind == "true_false"
        else [],
        words=tried.first("text") if tried else own,
        outcome=outcome_of(reader, values, given) if given else None,
    )


def options_of(values: Values, order: Sequence[int], tried: Tried | None) -> list[Option]:
    if values["kind"] in ("order", "match", "open"):
        return []
    items = values[questions.LISTS[values["kind"]]]
    chosen = tried.sent("answer") if tried else []
    return [
        Option(str(shown), items[place]["text"], str(shown) in chosen) for shown, place in enumerate(order)
    ]


def lines_of(values: Values, order: Sequence[int], tried: Tried | None) -> list[Line]:
    if values["kind"] == "order":
        texts = [(f"step-{shown}", values["steps"][place]["text"]) for shown, place in enumerate(order)]
        choices = [(str(number), str(number)) for number in range(1, len(order) + 1)]
    elif values["kind"] == "match":
        texts = [(f"pair-{left}", pair["left"]) for left, pair in enumerate(values["pairs"])]
        choices = [(str(shown), values["pairs"][place]["right"]) for shown, place in enumerate(order)]
    else:
        return []
    chosen = {name: tried.first(name) if tried else "" for name, _text in texts}
    return [
        Line(name, text, [Option(value, words, value == chosen[name]) for value, words in choices])
        for name, text in texts
    ]


def outcome_of(reader: Reader, values: Values, given: Answer) -> Outcome:
    """What `given` opens, in the words of the question as it was answered."""
    asked, answer = given.values, given.said
    kind = asked["kind"]
    prefix = f"{anchor_of(asked['key'])}-model"
    headline, look = verdict_on(kind, given.score)
    panel = {place: one["panel"] for place, one in enumerate(asked.get("answers", ())) if "panel" in one}
    return Outcome(
        headline,
        look,
        told_of(asked, answer),
        parts_of(asked, answer),
        feedback=asked.get("feedback", ""),
        own=given.text,
        model=reader.renderer.markdown(asked["model"], prefix) if kind == "open" else None,
        spread=spread([one["text"] for one in asked["answers"]], panel, answer) if panel else [],
        panel_of=asked.get("panel_of", ""),
        tries=given.tries,
        is_changed=given.digest != questions.digest_of(values),
    )


def verdict_on(kind: str, score: float) -> tuple[str, str]:
    """In a few words how it went, and how that looks."""
    if kind == "open":
        return _("Compare it with this answer"), "info"
    if kind == "judgement":
        return _("This is how the panel chose"), "info"
    if score == 1:
        return _("That is right"), "ok"
    return (_("Partly right"), "warning") if score else (_("Not right yet"), "warning")


def told_of(asked: Values, answer: Any) -> list[str]:
    """Sentences about the answer as a whole."""
    kind = asked["kind"]
    if kind == "judgement":
        panel = [one["panel"] for one in asked["answers"]]
        chose = _("%(count)d of the %(total)d people in the panel chose the same as you.")
        return [chose % {"count": panel[answer], "total": sum(panel)}]
    if kind == "true_false":
        return [
            told_if_so(asked["right"]),
            _("You had that right.") if answer["right"] == asked["right"] else _("You said otherwise."),
        ]
    if kind in ("order", "match", "several"):
        hits = [hit(asked, answer, one, place) for place, one in enumerate(questions.feedback(asked, answer))]
        return [_("%(right)d of %(total)d right.") % {"right": sum(hits), "total": len(hits)}]
    return []


def hit(asked: Values, answer: Any, one: questions.Feedback, place: int) -> bool:
    return one.is_chosen == one.is_right if asked["kind"] == "several" else bool(one.is_right)


def parts_of(asked: Values, answer: Any) -> list[Part]:
    parts = []
    for place, one in enumerate(questions.feedback(asked, answer)):
        word, look = word_on(asked, answer, one, place)
        parts.append(Part(one.text, one.feedback, word, look))
    return parts


def word_on(asked: Values, answer: Any, one: questions.Feedback, place: int) -> tuple[str, str]:
    kind = asked["kind"]
    if kind == "order":
        if one.is_right:
            return _("in its place"), "ok"
        return _("you put this at %(number)d") % {"number": answer.index(place) + 1}, "warning"
    if kind == "match":
        if one.is_right:
            return _("right"), "ok"
        return _("you chose “%(text)s”") % {"text": asked["pairs"][answer[place]]["right"]}, "warning"
    if one.is_right is None:
        return (_("your choice"), "accent") if one.is_chosen else ("", "")
    if one.is_chosen:
        return (_("your choice, right"), "ok") if one.is_right else (_("your choice, not right"), "warning")
    return (_("this is right"), "ok") if one.is_right else ("", "")
