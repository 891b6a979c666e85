"""A question on a page, of a lesson or a test: what may be chosen, and what an answer opens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.answering import questions

Values = Mapping[str, Any]
Sent = Callable[[str], list[str]]
# From the question, the place of a choice and whether it was chosen: a word on it, and how that looks.
Beside = Callable[[Values, int, bool], tuple[str, str]]
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
class Option:
    """Something to choose: the value that is sent, and its words."""

    value: str
    text: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Line:
    """A step that gets a number, or something that gets what belongs to it."""

    name: str
    text: str
    options: list[Option]


@dataclass(frozen=True)
class Asked:
    """The question as one may see it before answering: this, and not its values, is what templates get."""

    kind: str
    how: str
    options: list[Option] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    said: list[Option] = field(default_factory=list)  # true or false


def show(values: Values, order: Sequence[int], sent: Sent) -> Asked:
    """The question with what was chosen; `sent(name)` gives the values of a field, as a form would."""
    kind = values["kind"]
    said = sent("right")
    yes_or_no = [Option("true", _("This is so"), "true" in said)]
    yes_or_no += [Option("false", _("This is not so"), "false" in said)]
    return Asked(
        kind,
        str(HOW[kind]),
        options_of(values, order, sent),
        lines_of(values, order, sent),
        yes_or_no if kind == "true_false" else [],
    )


def options_of(values: Values, order: Sequence[int], sent: Sent) -> list[Option]:
    if values["kind"] in ("order", "match", "open"):
        return []
    items, chosen = values[questions.LISTS[values["kind"]]], sent("answer")
    return [
        Option(str(shown), items[place]["text"], str(shown) in chosen) for shown, place in enumerate(order)
    ]


def lines_of(values: Values, order: Sequence[int], sent: Sent) -> list[Line]:
    if values["kind"] == "order":
        texts = [(f"step-{shown}", values["steps"][place]["text"]) for shown, place in enumerate(order)]
        choices = [(str(number), str(number)) for number in range(1, len(order) + 1)]
    elif values["kind"] == "match":
        texts = [(f"pair-{left}", pair["left"]) for left, pair in enumerate(values["pairs"])]
        choices = [(str(shown), values["pairs"][place]["right"]) for shown, place in enumerate(order)]
    else:
        return []
    return [
        Line(name, text, [Option(value, words, value in sent(name)[:1]) for value, words in choices])
        for name, text in texts
    ]


def fields_of(values: Values, order: Sequence[int], answer: Any) -> dict[str, list[str]]:
    """The fields that a form would have sent for `answer`: `questions.read` the other way round."""
    kind = values["kind"]
    shown_at = {place: str(shown) for shown, place in enumerate(order)}
    if kind == "order":
        return {f"step-{shown_at[place]}": [str(number)] for number, place in enumerate(answer, 1)}
    if kind == "match":
        return {f"pair-{left}": [shown_at[right]] for left, right in enumerate(answer)}
    if kind == "several":
        return {"answer": [shown_at[place] for place in answer]}
    if kind == "true_false":
        said = "true" if answer["right"] else "false"
        return {"right": [said], "answer": [shown_at[answer["reason"]]]}
    return {"answer": [shown_at[answer]]}


# --- After an answer ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """One part of a question: what was right about the answer there, in a word, and what to know of it."""

    text: str
    feedback: str
    verdict: str = ""
    look: str = ""


def verdict_on(values: Values, score: float | None) -> tuple[str, str]:
    """In a few words how a question went, and how that looks; None where there is no answer."""
    if score is None:
        return _("not answered"), "warning"
    if score == 1:
        return (_("as most of the panel"), "ok") if values["kind"] == "judgement" else (_("right"), "ok")
    if values["kind"] == "judgement":
        return _("%(score)d%% of the points") % {"score": int(100 * score)}, "accent"
    return (_("partly right"), "warning") if score else (_("not right"), "warning")


def parts_of(values: Values, answer: Any, on_judgement: Beside | None = None) -> list[Part]:
    """What an answer opens; without one (None) all that there is to know.

    `on_judgement` tells what stands beside a choice in a judgement question; else it is the panel's share.
    """
    if answer is None:
        return parts_without_answer(values)
    found = []
    for place, one in enumerate(questions.feedback(values, answer)):
        word, look = word_on(values, answer, one, place, on_judgement or panel_word)
        found.append(Part(one.text, one.feedback, word, look))
    return found


def parts_without_answer(values: Values) -> list[Part]:
    if values["kind"] == "match":
        return [Part(questions.pair_of(one), one.get("feedback", "")) for one in values["pairs"]]
    items = values[questions.LISTS[values["kind"]]]
    told = (_("this is right"), "ok")
    return [
        Part(one["text"], one.get("feedback", ""), *(told if one.get("right") else ("", ""))) for one in items
    ]


def word_on(
    values: Values, answer: Any, one: questions.Feedback, place: int, on_judgement: Beside
) -> tuple[str, str]:
    kind = values["kind"]
    if kind == "order":
        told = _("you put this at %(number)d") % {"number": answer.index(place) + 1}
        return (_("in its place"), "ok") if one.is_right else (told, "warning")
    if kind == "match":
        told = _("you chose “%(text)s”") % {"text": values["pairs"][answer[place]]["right"]}
        return (_("right"), "ok") if one.is_right else (told, "warning")
    if one.is_right is None:
        return on_judgement(values, place, one.is_chosen)
    if one.is_chosen:
        return (_("your choice, right"), "ok") if one.is_right else (_("your choice, not right"), "warning")
    return (_("this is right"), "ok") if one.is_right else ("", "")


def panel_word(values: Values, place: int, is_chosen: bool) -> tuple[str, str]:
    count, total = values["answers"][place]["panel"], sum(one["panel"] for one in values["answers"])
    told = _("%(count)d of %(total)d in the panel") % {"count": count, "total": total}
    return (_("your choice, %(told)s") % {"told": told}, "accent") if is_chosen else (told, "")


def told_if_so(is_so: bool) -> str:
    """In the words of the choices: a bare "it is not so" below "that is right" says the opposite."""
    return _("Right is: this is so.") if is_so else _("Right is: this is not so.")


def told_of(values: Values, answer: Any) -> list[str]:
    """Sentences about the answer as a whole."""
    told = []
    if values["kind"] == "true_false":
        told.append(told_if_so(values["right"]))
        if answer is not None:
            had_it = answer["right"] == values["right"]
            told.append(_("You had that right.") if had_it else _("You said otherwise."))
    if values["kind"] == "judgement":
        told.append(_("Panel: %(panel)s.") % {"panel": values["panel_of"].rstrip(".")})
    return told
