"""A question that comes back, on a page: shown as in a test, with words of its own on how it went."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.answering import asked
from learning.answering.asked import Part, Sent
from learning.answering.questions import Values
from learning.models import RefresherAnswer

MISSING = {
    "order": gettext_lazy("Give each step a number of its own, from 1 on."),
    "match": gettext_lazy("Choose something for each line."),
    "true_false": gettext_lazy("Choose whether it is so, and a reason."),
}
CHOOSE_FIRST = gettext_lazy("Choose an answer first.")


def nothing_sent(_name: str) -> list[str]:
    return []


def form_of(values: Values, order: Sequence[int], sent: Sent = nothing_sent) -> asked.Asked:
    """The question to answer; `sent(name)` gives what was chosen before, as a form sends it."""
    return asked.show(values, order, sent)


def missing(kind: str) -> str:
    """What to do when the answer is not whole."""
    return str(MISSING.get(kind, CHOOSE_FIRST))


# --- Afterwards --------------------------------------------------------------------------------------


def headline(given: RefresherAnswer) -> str:
    """In a few words how it went."""
    if given.asked["kind"] == "judgement":
        return _("You judge as the panel does") if given.went_well else _("The panel differs")
    if given.went_well:
        return _("That is right")
    return _("Partly right") if given.score else _("Not right yet")


def sentences(given: RefresherAnswer) -> list[str]:
    """What there is to say about the answer as a whole."""
    told = asked.told_of(given.asked, given.answer)
    return [*told, *filter(None, [given.asked.get("feedback")])]


def parts_of(given: RefresherAnswer) -> list[Part]:
    """The feedback on each part; what was chosen comes with a word, not with a colour only."""
    return asked.parts_of(given.asked, given.answer)
