"""A question that comes back, on a page: what may be chosen, and afterwards what the answer opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning import questions
from learning.models import RefresherAnswer
from learning.questions import Values

Sent = Callable[[str], list[str]]
HOW = {
    "one": gettext_lazy("Choose one answer."),
    "several": gettext_lazy("Choose all answers that are right."),
    "order": gettext_lazy("Give each step its number."),
    "match": gettext_lazy("Choose for each line what belongs to it."),
    "true_false": gettext_lazy("Is this so?"),
    "judgement": gettext_lazy("Choose what comes closest to your judgement."),
}
MISSING = {
    "order": gettext_lazy("Give each step a number of its own, from 1 on."),
    "match": gettext_lazy("Choose something for each line."),
    "true_false": gettext_lazy("Choose whether it is so, and a reason."),
}
CHOOSE_FIRST = gettext_lazy("Choose an answer first.")


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
class Form:
    """What may be chosen. Templates get this and not the question's values: the key stays here."""

    kind: str
    how: str
    options: list[Option] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    said: list[Option] = field(default_factory=list)  # true or false


def nothing_sent(_name: str) -> list[str]:
    return []


def form_of(values: Values, order: Sequence[int], sent: Sent = nothing_sent) -> Form:
    """The question to answer; `sent(name)` gives what was chosen before, as a form sends it."""
    kind = values["kind"]
    how = str(HOW[kind])
    if kind in ("order", "match"):
        return Form(kind, how, lines=lines_of(values, order, sent))
    items, chosen = values[questions.LISTS[kind]], sent("answer")
    options = [
        Option(str(shown), items[place]["text"], str(shown) in chosen) for shown, place in enumerate(order)
    ]
    said = [("true", _("This is so")), ("false", _("This is not so"))] if kind == "true_false" else []
    return Form(
        kind, how, options, said=[Option(value, text, value in sent("right")) for value, text in said]
    )


def lines_of(values: Values, order: Sequence[int], sent: Sent) -> list[Line]:
    if values["kind"] == "order":
        texts = [(f"step-{shown}", values["steps"][place]["text"]) for shown, place in enumerate(order)]
        choices = [(str(number), str(number)) for number in range(1, len(order) + 1)]
    else:
        texts = [(f"pair-{left}", pair["left"]) for left, pair in enumerate(values["pairs"])]
        choices = [(str(shown), values["pairs"][place]["right"]) for shown, place in enumerate(order)]
    return [
        Line(name, text, [Option(value, words, value in sent(name)[:1]) for value, words in choices])
        for name, text in texts
    ]


def missing(kind: str) -> str:
    """What to do when the answer is not whole."""
    return str(MISSING.get(kind, CHOOSE_FIRST))


# --- Afterwards --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """One part of the question: what to know of it, and in a word how the answer was there."""

    text: str
    feedback: str
    verdict: str = ""
    look: str = ""


def headline(given: RefresherAnswer) -> str:
    """In a few words how it went."""
    if given.asked["kind"] == "judgement":
        return _("You judge as the panel does") if given.went_well else _("The panel differs")
    if given.went_well:
        return _("That is right")
    return _("Partly right") if given.score else _("Not right yet")


def sentences(given: RefresherAnswer) -> list[str]:
    """What there is to say about the answer as a whole."""
    values, told = given.asked, []
    if values["kind"] == "true_false":
        told.append(_("It is so.") if values["right"] else _("It is not so."))
        had_it = given.answer["right"] == values["right"]
        told.append(_("You had that right.") if had_it else _("You said otherwise."))
    if values["kind"] == "judgement":
        told.append(_("Panel: %(panel)s.") % {"panel": values["panel_of"].rstrip(".")})
    return [*told, *filter(None, [values.get("feedback")])]


def parts_of(given: RefresherAnswer) -> list[Part]:
    """The feedback on each part; what was chosen comes with a word, not with a colour only."""
    found = enumerate(questions.feedback(given.asked, given.answer))
    return [Part(one.text, one.feedback, *word_on(given, one, place)) for place, one in found]


def word_on(given: RefresherAnswer, one: questions.Feedback, place: int) -> tuple[str, str]:
    values, answer = given.asked, given.answer
    if values["kind"] == "judgement":
        return panel_word(values, place, one.is_chosen)
    if values["kind"] == "order":
        told = _("you put this at %(number)d") % {"number": answer.index(place) + 1}
        return (_("in its place"), "ok") if one.is_right else (told, "warning")
    if values["kind"] == "match":
        told = _("you chose “%(text)s”") % {"text": values["pairs"][answer[place]]["right"]}
        return (_("right"), "ok") if one.is_right else (told, "warning")
    if one.is_chosen:
        return (_("your choice, right"), "ok") if one.is_right else (_("your choice, not right"), "warning")
    return (_("this is right"), "ok") if one.is_right else ("", "")


def panel_word(values: Values, place: int, is_chosen: bool) -> tuple[str, str]:
    count, total = values["answers"][place]["panel"], sum(one["panel"] for one in values["answers"])
    told = _("%(count)d of %(total)d in the panel") % {"count": count, "total": total}
    return (_("your choice, %(told)s") % {"told": told}, "accent") if is_chosen else (told, "")
