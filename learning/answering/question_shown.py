"""A question on a page: what may be chosen, and after an answer what it opens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from learning.answering import asked, questions
from learning.answering.activity import Activity, Reader, Row, Tried, Values, anchor_of, frame, spread
from learning.answering.asked import Asked, Part, told_if_so
from learning.models.answers import Answer


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
    asked: Asked
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
    own = given.text if given and kind == "open" else ""
    return QuestionShown(
        **frame(reader, "question", values, hidden, tried=tried),
        text=reader.renderer.markdown(values["text"], anchor_of(values["key"])),
        asked=asked.show(values, order, tried.sent if tried else nothing),
        words=tried.first("text") if tried else own,
        outcome=outcome_of(reader, values, given) if given else None,
    )


def nothing(name: str) -> list[str]:
    """What was sent where nothing was."""
    return []


def outcome_of(reader: Reader, values: Values, given: Answer) -> Outcome:
    """What `given` opens, in the words of the question as it was answered."""
    question, answer = given.values, given.said
    kind = question["kind"]
    prefix = f"{anchor_of(question['key'])}-model"
    headline, look = verdict_on(kind, given.score)
    panel = {place: one["panel"] for place, one in enumerate(question.get("answers", ())) if "panel" in one}
    return Outcome(
        headline,
        look,
        told_of(question, answer),
        asked.parts_of(question, answer, on_judgement=own_choice),
        feedback=question.get("feedback", ""),
        own=given.text,
        model=reader.renderer.markdown(question["model"], prefix) if kind == "open" else None,
        spread=spread([one["text"] for one in question["answers"]], panel, answer) if panel else [],
        panel_of=question.get("panel_of", ""),
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


def told_of(question: Values, answer: Any) -> list[str]:
    """Sentences about the answer as a whole."""
    kind = question["kind"]
    if kind == "judgement":
        panel = [one["panel"] for one in question["answers"]]
        chose = _("%(count)d of the %(total)d people in the panel chose the same as you.")
        return [chose % {"count": panel[answer], "total": sum(panel)}]
    if kind == "true_false":
        return [
            told_if_so(question["right"]),
            _("You had that right.") if answer["right"] == question["right"] else _("You said otherwise."),
        ]
    if kind in ("order", "match", "several"):
        hits = [
            hit(question, answer, one, place)
            for place, one in enumerate(questions.feedback(question, answer))
        ]
        return [_("%(right)d of %(total)d right.") % {"right": sum(hits), "total": len(hits)}]
    return []


def hit(question: Values, answer: Any, one: questions.Feedback, place: int) -> bool:
    return one.is_chosen == one.is_right if question["kind"] == "several" else bool(one.is_right)


def own_choice(question: Values, place: int, is_chosen: bool) -> tuple[str, str]:
    """Beside a choice in a judgement question; how the panel chose stands below."""
    return (_("your choice"), "accent") if is_chosen else ("", "")
