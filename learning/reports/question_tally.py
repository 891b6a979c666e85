"""What the answers to each question of a module come to; who gave them is counted and never told.

Of a question in a lesson the first answer of each person counts, of one in the test the answer in each try
that was handed in, and at refreshing the first answer of each person once more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Min
from wagtail.blocks import StreamValue

from learning.answering import questions
from learning.authoring import plain
from learning.authoring.block_rules import faults_of_block
from learning.models import (
    Answer,
    Attempt,
    AttemptAnswer,
    LessonPage,
    ModulePage,
    RefresherAnswer,
    TestPage,
)
from learning.reports.wrong_answers import Slip, fits, moved, slips

Values = Mapping[str, Any]


@dataclass
class Tally:
    """Answers to one question as it is now; `earlier` are people who answered it in other words."""

    values: Values
    people: set[Any] = field(default_factory=set)
    answers: int = 0
    right: int = 0
    points: float = 0.0
    slips: Counter[Slip] = field(default_factory=Counter)
    who_slipped: dict[Slip, set[Any]] = field(default_factory=lambda: defaultdict(set))
    earlier: set[Any] = field(default_factory=set)

    def add(self, asked: Values, answer: Any, *, by: Any) -> None:
        """Counts the answer that `by` gave to the question as it was `asked`, by the key of now."""
        if not fits(asked, self.values):
            self.earlier.add(by)
            return
        now = moved(asked, self.values, answer)
        self.people.add(by)
        self.answers += 1
        self.points += questions.score(self.values, now)
        self.right += bool(questions.is_right(self.values, now))
        for slip in slips(self.values, now):
            self.slips[slip] += 1
            self.who_slipped[slip].add(by)

    @property
    def share(self) -> float | None:
        """How often right, out of a hundred, or how far they agreed with the panel; None if not scored."""
        if self.values["kind"] == "open" or not self.answers:
            return None
        got = self.points if self.values["kind"] == "judgement" else self.right
        return 100 * got / self.answers


@dataclass(frozen=True)
class Question:
    """A question, the page on which it stands, the id of its block there, and what was answered."""

    page: LessonPage | TestPage
    block: str
    values: Values
    given: Tally
    refreshed: Tally

    @property
    def is_tested(self) -> bool:
        return isinstance(self.page, TestPage)


def tallied(module: ModulePage) -> list[Question]:
    """The questions of `module` as they are now, lesson by lesson and then the bank.

    In a fixed number of queries. What was answered to a question that is gone is left out.
    """
    lessons = list(LessonPage.objects.child_of(module))
    tests = list(TestPage.objects.child_of(module))
    found = [one for page in lessons for one in questions_in(page, page.body)]
    found += [one for page in tests for one in questions_in(page, page.bank)]
    by_key = {(one.page.pk, one.values["key"]): one for one in found}
    count_lessons(lessons, by_key)
    count_tests(tests, by_key)
    count_refreshers(module, {one.values["key"]: one for one in reversed(found) if one.is_tested})
    return found


def questions_in(page: LessonPage | TestPage, body: StreamValue) -> Iterator[Question]:
    """What is not finished in a draft is left out. Other blocks are not made: they may ask for pictures."""
    for at, raw in enumerate(body.raw_data):
        if plain.kind_of(raw["type"]) == "question":
            values = plain.of_block(body[at])
            if not faults_of_block("question", values):
                yield Question(page, str(raw.get("id") or ""), values, Tally(values), Tally(values))


def count_lessons(lessons: list[LessonPage], by_key: Mapping[tuple[int, str], Question]) -> None:
    first = Answer.objects.filter(lesson__in=lessons, is_first=True)
    asked = {questions.digest_of(one.values): one.values for one in by_key.values()}
    # Of each older wording the question as it was asked, once; and never what people wrote.
    older = first.exclude(digest__in=asked).values("digest").annotate(one=Min("pk")).values("one")
    asked |= dict(Answer.objects.filter(pk__in=older).values_list("digest", "values"))
    rows = first.values_list("lesson_id", "key", "digest", "answer", "user_id")
    for lesson, key, digest, answer, user in rows.iterator():
        if (lesson, key) in by_key and digest in asked:
            by_key[lesson, key].given.add(asked[digest], answer, by=user)


def count_tests(tests: list[TestPage], by_key: Mapping[tuple[int, str], Question]) -> None:
    handed_in = Attempt.objects.filter(test__in=tests, finished_at__isnull=False).order_by()
    given: dict[Any, list[tuple[int, Any]]] = defaultdict(list)
    answers = AttemptAnswer.objects.filter(attempt__in=handed_in.values("pk")).order_by()
    for attempt, place, answer in answers.values_list("attempt_id", "place", "answer").iterator():
        given[attempt].append((place, answer))
    for attempt, test, user, asked in handed_in.values_list(
        "pk", "test_id", "user_id", "questions"
    ).iterator():
        for place, answer in given[attempt]:
            if question := by_key.get((test, asked[place]["key"])):
                question.given.add(asked[place], answer, by=user)


def count_refreshers(module: ModulePage, by_key: Mapping[str, Question]) -> None:
    seen: set[tuple[str, Any]] = set()
    rows = RefresherAnswer.objects.filter(refresher__module=module).order_by("answered_at", "turn")
    listed = rows.values_list("question_key", "refresher__user_id", "asked", "answer")
    for key, user, asked, answer in listed.iterator():
        if key in by_key and (key, user) not in seen:
            seen.add((key, user))
            by_key[key].refreshed.add(asked, answer, by=user)
