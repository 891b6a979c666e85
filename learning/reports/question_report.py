"""The report per question for editors, in words: how often right, and what goes wrong most.

Of fewer than five people no figure is told, and nothing that went wrong with fewer than five.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.blocks import KIND_LABELS
from learning.lessons import rendering
from learning.models import ModulePage
from learning.models.base import in_order
from learning.reports.question_tally import Question, Tally, tallied
from learning.reports.wrong_answers import How, Slip, Values, most_of_panel
from learning.small_numbers import FEWEST

# When a question is marked to be looked at. These are our own choice and no norm: with fewer people a
# share says too little, and a question that everybody has right may still be worth asking.
HARD_BELOW = 30  # per cent right
HARD_FROM = 10  # people
EASY_FROM = 20  # people who all had it right

SHORT = 160  # signs of a text on the page; the files have all of it


class Order(TextChoices):
    """How the questions stand; the values stand in addresses."""

    MODULE = "module", gettext_lazy("As in the module")
    HARDEST = "moeilijkste", gettext_lazy("Hardest first")


@dataclass(frozen=True)
class Row:
    """One question with its figures in words; "" where there is nothing to tell."""

    question: Question
    goal: str
    is_apart: bool = False  # from what stands together with it in the module

    @property
    def values(self) -> Values:
        return self.question.values

    @property
    def kind(self) -> str:
        return str(KIND_LABELS[self.values["kind"]])

    @property
    def about(self) -> list[str]:
        """Its kind, and what the heading above it does not tell already."""
        page, goal = self.question.page, self.goal if self.is_apart or not self.question.is_tested else ""
        told = [self.kind, page.title if self.is_apart else "", goal, "" if page.live else _("not online")]
        return [one for one in told if one]

    @property
    def text(self) -> str:
        return rendering.plain(self.values["text"]).replace("\n", " ")

    @property
    def short(self) -> str:
        return str(Truncator(self.text).chars(SHORT))

    @property
    def address(self) -> str:
        """Of this question in the CMS."""
        field = "bank" if self.question.is_tested else "body"
        page = reverse("wagtailadmin_pages:edit", args=[self.question.page.pk])
        return f"{page}#:w:contentpath={field}.{self.question.block}" if self.question.block else page

    @property
    def is_judged(self) -> bool:
        return bool(self.values["kind"] == "judgement")

    @property
    def people(self) -> str | int:
        return count_of(len(self.question.given.people))

    @property
    def answers(self) -> int | None:
        """How many answers they gave together, where that is another number."""
        given = self.question.given
        return given.answers if FEWEST <= len(given.people) < given.answers else None

    @property
    def share(self) -> float | None:
        return share_of(self.question.given)

    @property
    def right(self) -> str:
        """How often right, or how far people agreed with the panel."""
        return per_cent(self.share)

    @property
    def refreshed(self) -> str:
        return per_cent(share_of(self.question.refreshed))

    @property
    def earlier(self) -> str | int:
        """How many people answered an earlier version."""
        return count_of(len(self.question.given.earlier)) or ""

    @property
    def slip(self) -> Slip | None:
        return most_wrong(self.question.given)

    @property
    def wrong(self) -> str:
        """What goes wrong most, in words; and that it is told of nobody where that is so."""
        if self.slip:
            return words_of(self.values, self.slip)
        given = self.question.given
        is_hidden = len(given.people) >= FEWEST and given.slips
        return _("nothing that five people or more did") if is_hidden else ""

    @property
    def wrong_short(self) -> str:
        return words_of(self.values, self.slip, SHORT // 2) if self.slip else self.wrong

    @property
    def wrong_share(self) -> float | None:
        given = self.question.given
        return 100 * given.slips[self.slip] / given.answers if self.slip else None

    @property
    def wrong_often(self) -> str:
        return per_cent(self.wrong_share)

    @property
    def is_hard(self) -> bool:
        enough = len(self.question.given.people) >= HARD_FROM
        return enough and self.share is not None and self.share < HARD_BELOW

    @property
    def is_easy(self) -> bool:
        enough = len(self.question.given.people) >= EASY_FROM
        return enough and self.share == 100 and not self.is_judged

    @property
    def hint(self) -> str:
        if self.is_hard:
            return _("read it once more")
        return _("too easy?") if self.is_easy else ""


def count_of(people: int) -> str | int:
    """A number of people, unless it is small."""
    return _("fewer than five") if 0 < people < FEWEST else people


def share_of(tally: Tally) -> float | None:
    """How often right, where it may be told."""
    return tally.share if len(tally.people) >= FEWEST else None


def whole(share: float | None) -> str | int:
    """Rounded down, so that only what is always right is 100; "" where there is none."""
    return "" if share is None else int(share + 1e-9)  # what adds up to 29 may be a little less


def per_cent(share: float | None) -> str:
    return "" if share is None else f"{whole(share)}%"


def most_wrong(tally: Tally) -> Slip | None:
    """What went wrong most often, of what went wrong with five people or more; the first of equals."""
    told = [slip for slip, people in tally.who_slipped.items() if len(people) >= FEWEST]
    return min(told, key=lambda slip: (-tally.slips[slip], slip), default=None)


def words_of(values: Values, slip: Slip, longest: int = 0) -> str:
    """What somebody did wrong, with the words of the question in it, cut off after `longest` signs."""

    def text(name: str, place: int, key: str = "text") -> str:
        whole = " ".join(str(values[name][place][key]).split())
        return str(Truncator(whole).chars(longest)) if longest else whole

    match slip.how:
        case How.CHOSEN:
            return _("chose “%(text)s”") % {"text": text("answers", slip.place)}
        case How.LEFT_OUT:
            return _("left out “%(text)s”") % {"text": text("answers", slip.place)}
        case How.PUT:
            told = {"text": text("steps", slip.place), "at": slip.other + 1, "right": slip.place + 1}
            return _("put “%(text)s” at place %(at)s instead of %(right)s") % told
        case How.PAIRED:
            pair = {"left": text("pairs", slip.place, "left"), "right": text("pairs", slip.other, "right")}
            return _("put “%(left)s” with “%(right)s”") % pair
        case How.SAID:
            return _("said that it is so") if slip.place else _("said that it is not so")
        case How.REASON:
            return _("gave as the reason “%(text)s”") % {"text": text("reasons", slip.place)}
        case How.JUDGED:
            panel = text("answers", most_of_panel(values)[0])
            told = {"text": text("answers", slip.place), "panel": panel}
            return _("chose “%(text)s”, and the panel mostly “%(panel)s”") % told


@dataclass(frozen=True)
class Section:
    """Questions that stand together, under a heading."""

    title: str
    rows: list[Row]


def report_of(module: ModulePage, order: str = Order.MODULE) -> list[Section]:
    """The questions of `module` with their figures: by lesson and then by goal of the test, or as a whole
    with the hardest first. What has no figure stands last then.
    """
    goals = {goal.key: goal.text for goal in in_order(module.goals)}
    is_apart = order == Order.HARDEST
    rows = [Row(one, goals.get(one.values.get("goal", ""), ""), is_apart) for one in tallied(module)]
    if is_apart:
        rows.sort(key=lambda row: (row.share is None, row.share or 0))
        return [Section(str(Order.HARDEST.label), rows)] if rows else []
    places = {goal: at for at, goal in enumerate(goals.values())}
    # Lessons keep their order; the bank stands goal by goal.
    rows.sort(key=lambda row: places.get(row.goal, len(places)) if row.question.is_tested else -1)
    titled: dict[tuple[Any, ...], Section] = {}
    for row in rows:
        place = (row.question.page.pk, row.goal if row.question.is_tested else "")
        titled.setdefault(place, Section(title_of(row), [])).rows.append(row)
    return list(titled.values())


def title_of(row: Row) -> str:
    page = row.question.page.title
    goal = row.goal or _("without a learning goal")
    return f"{page}: {goal}" if row.question.is_tested else page


def table_of(sections: list[Section]) -> list[list[str | int]]:
    """The report as a file has it: a line for each question, with all of its words."""
    head = [_("Page"), _("Learning goal"), _("Kind"), _("Question asked"), _("People"), _("Answers")]
    head += [
        _("Right, in per cent"),
        _("Agreement with the panel, in per cent"),
        _("Wrong most often"),
        _("Wrong like this, in per cent"),
    ]
    head += [
        _("People on an earlier version"),
        _("Right when refreshing, in per cent"),
        _("People when refreshing"),
    ]
    table: list[list[str | int]] = [[*head, _("Hint")]]
    return table + [line_of(row) for section in sections for row in section.rows]


def line_of(row: Row) -> list[str | int]:
    given, again = row.question.given, row.question.refreshed
    begin: list[str | int] = [row.question.page.title, row.goal, row.kind, row.text, row.people]
    answers = given.answers if len(given.people) >= FEWEST else row.people
    right = ["", whole(row.share)] if row.is_judged else [whole(row.share), ""]
    wrong = [row.wrong, whole(row.wrong_share)]
    refreshed = [whole(share_of(again)), count_of(len(again.people))] if row.question.is_tested else ["", ""]
    return [*begin, answers, *right, *wrong, row.earlier, *refreshed, row.hint]
