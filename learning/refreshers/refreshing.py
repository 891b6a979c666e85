"""What comes back to somebody: the questions of today, and what has stuck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.db.models.functions import Left, Length
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from learning.answering import questions
from learning.authoring import plain
from learning.models import ModulePage, Refresher, RefresherAnswer, RefresherPause, TestPage
from learning.models.base import in_order
from learning.refreshers import spacing

SALT = "learning.refreshing"


def refreshers_due(user: Any) -> list[Refresher]:
    """What is asked of `user` today, in order: for the workspace. At most five a day, answered ones included.

    A goal whose questions left the bank is not asked.
    """
    waiting = list(Refresher.objects.visible_to(user).due().with_turn().select_related("module"))
    left = spacing.A_DAY - answered_today(user) if waiting else 0
    if left <= 0:
        return []
    banks = banks_of({one.module for one in waiting}, user)
    return [one for one in waiting if goals_in(banks.get(one.module_id))[one.goal]][:left]


def answered_today(user: Any) -> int:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return RefresherAnswer.objects.visible_to(user).filter(answered_at__gte=midnight).count()


def banks_of(modules: Iterable[ModulePage], user: Any) -> dict[int, TestPage]:
    """The test of each module that has one, by the module's key; one query."""
    by_path = {module.path: module.pk for module in modules}
    above = Left("path", Length("path") - TestPage.steplen)
    tests = TestPage.objects.visible_to(user).annotate(above=above).filter(above__in=by_path)
    return {by_path[test.above]: test for test in tests.order_by(F("path").desc())}


def goals_in(test: TestPage | None) -> Counter[str]:
    """How many questions the bank has on each goal, without making each of them."""
    raw = test.bank.raw_data if test else ()
    return Counter(block["value"].get("goal") or "" for block in raw)


def goals_with_questions(module: ModulePage, user: Any) -> list[str]:
    """The keys of the goals of `module` on which something can be asked."""
    asked = goals_in(banks_of([module], user).get(module.pk))
    return [goal.key for goal in in_order(module.goals) if goal.key and asked[goal.key]]


# --- The question of a turn --------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """A question as it is put now: its values, the mixed order, and the mark that the form carries."""

    values: questions.Values
    order: list[int]
    stamp: str


def on_goal(refresher: Refresher, user: Any) -> list[Asked]:
    """Every question that the bank has on the goal now, each as it would be put in this turn."""
    test = banks_of([refresher.module], user).get(refresher.module_id)
    raw = test.bank.raw_data if test else ()
    places = [at for at, block in enumerate(raw) if block["value"].get("goal") == refresher.goal]
    return [put(refresher, plain.of_block(test.bank[at])) for at in places] if test else []


def put(refresher: Refresher, values: questions.Values) -> Asked:
    order = questions.mixed(values, secret(refresher, "order"))
    return Asked(values, order, secret(refresher, f"{questions.digest_of(values)} {order}"))


def secret(refresher: Refresher, words: str) -> str:
    """Something that the browser cannot make; another one in each turn."""
    told = f"{refresher.pk} {refresher.turn} {words}"
    return salted_hmac(SALT, told, algorithm="sha256").hexdigest()


def choose(refresher: Refresher, found: list[Asked]) -> Asked | None:
    """The one that was asked least so far; the same each time in this turn."""
    before = Counter(refresher.answers.values_list("question_key", flat=True))

    def rank(one: Asked) -> tuple[int, str]:
        return before[one.values["key"]], secret(refresher, one.values["key"])

    return min(found, key=rank, default=None)


# --- What has stuck ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A goal: its words, how firm it is, and when it comes back."""

    text: str
    step: int
    firmness: str
    when: str = ""
    on: datetime | None = None
    is_over: bool = False

    @property
    def marks(self) -> list[bool]:
        """One for each time that it is asked: whether that is behind."""
        return [at < self.step for at in range(spacing.DONE)]


@dataclass(frozen=True)
class Stuck:
    """What has stuck of one module."""

    module: ModulePage
    rows: list[Row]
    is_stopped: bool

    @property
    def comes_back(self) -> bool:
        return not all(row.is_over for row in self.rows)


def firmness(step: int, turn: int) -> str:
    if step == 0:
        return _("not firm yet") if turn else _("just begun")
    if step == spacing.DONE:
        return _("firm")
    return _("beginning to stick") if step == 1 else _("rather firm")


def what_has_stuck(user: Any, today: Iterable[Refresher] = (), is_paused: bool = False) -> list[Stuck]:
    """Per module and goal, in a fixed number of queries; `today` is what `refreshers_due` gave."""
    mine = Refresher.objects.visible_to(user).with_turn().select_related("module").order_by("module__title")
    by_module: dict[ModulePage, list[Refresher]] = {}
    for one in mine.prefetch_related("module__goals"):
        one.stopped = one.stopped or is_paused
        by_module.setdefault(one.module, []).append(one)
    banks = banks_of(by_module, user)
    now = {one.pk for one in today}
    return [stuck(module, kept, banks.get(module.pk), now) for module, kept in by_module.items()]


def stuck(module: ModulePage, kept: list[Refresher], test: TestPage | None, today: set[Any]) -> Stuck:
    asked = goals_in(test)
    texts = {goal.key: goal.text for goal in in_order(kept[0].module.goals)}
    places = {key: at for at, key in enumerate(texts)}
    kept = sorted(kept, key=lambda one: places.get(one.goal, len(places)))
    rows = [row(one, texts.get(one.goal), bool(asked[one.goal]), one.pk in today) for one in kept]
    return Stuck(module, rows, any(one.stopped for one in kept))


def row(one: Refresher, text: str | None, has_questions: bool, is_today: bool) -> Row:
    words = text or _("A learning goal that is no longer in this module")
    told = firmness(one.step, one.turn)
    if one.is_done:
        return Row(words, one.step, told, _("comes back no more"), is_over=True)
    if not has_questions:
        closed = _("closed: there are no questions on this any more")
        return Row(words, one.step, told, closed, is_over=True)
    if one.stopped:
        return Row(words, one.step, told, _("stopped"))
    if is_today:
        return Row(words, one.step, told, _("today"))
    if one.due_at and one.due_at <= timezone.now():
        return Row(words, one.step, told, _("one of the coming days"))
    return Row(words, one.step, told, on=one.due_at)


def next_day(found: Iterable[Stuck]) -> datetime | None:
    """The first day on which something comes."""
    return min((row.on for one in found if not one.is_stopped for row in one.rows if row.on), default=None)


def is_paused(user: Any) -> bool:
    return RefresherPause.objects.filter(user=user).exists()
