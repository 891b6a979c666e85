"""How recognisable a family is, said to the author: what tells of it, and what to change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from casuistry.anonymity import recognisable
from casuistry.gate.check import Report
from casuistry.gate.things import Gated

STEPS = {
    recognisable.OWN_CHECK: _("Little points to this family. Read it once more as a neighbour would."),
    recognisable.SECOND_READER: _(
        "Some facts together can point to this family. Ask a colleague who does not know it to read along."
    ),
    recognisable.RECOGNITION_TEST: _(
        "Much points to this family. Let somebody from outside your team say whether they recognise it."
    ),
    recognisable.COMPOSITE_ONLY: _(
        "Whoever knows this family will recognise it. Change facts before you share, or merge several cases."
    ),
}
NAMES = {
    "age": _("Exact ages"),
    "composition": _("The whole family, member by member"),
    "date": _("Exact dates"),
    "place": _("A place"),
    "organisation": _("A school, an employer or another organisation"),
    "origin": _("Where somebody comes from"),
    "profession": _("A profession that few people have"),
    "faith": _("A faith or a community"),
    "illness": _("A rare illness or handicap"),
    "family": _("A form of family that is rare"),
    "media": _("It was in the news"),
    "event": _("An event that people remember"),
    "detention": _("Detention or a criminal case"),
    "abduction": _("An abduction to another country"),
    "only_one": _("The only one of its kind"),
    "quote": _("Words that somebody said, to the letter"),
    "combination": _("Several facts that together point to one family"),
}
ADVICE = {
    "age": _("Write a band of ages, such as 8-11."),
    "composition": _("Leave out the children who play no part, or write “several children”."),
    "date": _("Write how long before or after something it was."),
    "place": _("Write how large the place is, or the region."),
    "organisation": _("Write what kind of organisation it is."),
    "origin": _("Write it wider, such as “from another country”, or leave it out."),
    "profession": _("Write the sector, such as “works in health care”."),
    "faith": _("Write “a close religious community”, or leave it out where it does not matter."),
    "illness": _("Write “a chronic illness”, or what it means for daily life."),
    "family": _("Write it only where the question turns on it."),
    "media": _("Leave out what can be looked up, and wait until it is no longer in the news."),
    "event": _("Write what it meant for the child instead of what happened."),
    "detention": _("Write “the father is away for a long time”, where the reason does not matter."),
    "abduction": _("Leave out the country and the time."),
    "only_one": _("Take the word “only” out: it points to one family."),
    "quote": _("Say it in your own words, or change the quote."),
    "combination": _("Take out or change at least one of these facts."),
}


@dataclass(frozen=True)
class Telling:
    """One kind of fact: its name, the words that tell it, and what to change."""

    name: Any
    words: tuple[Any, ...]
    advice: Any


@dataclass(frozen=True)
class Recognised:
    """A sentence on the whole, and what it is made of, the heaviest first."""

    sentence: Any
    facts: tuple[Telling, ...]


def recognised(thing: Gated, report: Report) -> Recognised:
    """Weighs all texts of a thing together; what its author let stay with a reason is left out.

    Advice, never a verdict: it stops nobody from sharing.
    """
    undecided: dict[str, list[Any]] = {}
    for item in report.findings:
        if not item.is_decided:
            undecided.setdefault(item.field, []).append(item.finding)
    texts = [(text.text, undecided.get(text.field, ())) for text in thing.gate_texts() if text.text.strip()]
    weighed = recognisable.recognisability(texts)
    return Recognised(STEPS[weighed.step], tuple(_telling(reason) for reason in weighed.reasons))


def _telling(reason: recognisable.Reason) -> Telling:
    is_combined = reason.code == "combination"
    words = tuple(NAMES[code] for code in reason.words) if is_combined else reason.words
    return Telling(NAMES[reason.code], words, ADVICE[reason.code])
