"""Tries at a test. Each goes on with the questions it began with, whatever becomes of the page."""

from __future__ import annotations

import random
import secrets
import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.answering import questions
from learning.assessment import marking
from learning.authoring import plain
from learning.models.base import in_order
from learning.models.certificates import Certificate

if TYPE_CHECKING:
    from learning.models.test_page import TestPage


class HandedIn(Exception):
    """The test was handed in before; nothing in it changes any more."""


class NotNow(Exception):
    """No try can begin; `why` is a `assessment_panel.Hindrance`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def new_seed() -> str:
    return secrets.token_hex(16)


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def visible_to(self, user: Any) -> AttemptQuerySet:
        """One's own: how somebody answered is for nobody else."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def passed(self) -> AttemptQuerySet:
        """Handed in with enough points, and not revoked since."""
        return self.filter(score__gte=F("pass_mark"), certificate__revoked_at=None)

    def start(self, test: TestPage, *, by: Any, name: str = "") -> Attempt:
        """The try that `by` is busy with, or a new one. `name` is for who has none of their own.

        Raises NotNow.
        """
        from learning.assessment.assessment_panel import Hindrance, state_for

        module = test.get_parent().specific
        state = state_for(module, by)
        if state.open is not None:
            return state.open
        why = Hindrance.EMPTY if state.test is None else state.hindrance
        if why and not (why == Hindrance.NAME and name):
            raise NotNow(why)
        try:
            with transaction.atomic():
                return self.create(user=by, name=name, **facts_of(test, module))
        except IntegrityError:  # two clicks at one moment: the other one was first
            return self.get(user=by, test=test, finished_at=None)


def facts_of(test: TestPage, module: Any) -> dict[str, Any]:
    """What a try takes along of its test and module as they are now."""
    bank = [plain.of_block(block) for block in test.bank]
    return {
        "test": test,
        "module": module,
        "module_slug": module.slug,
        "module_title": module.title,
        "module_version": module.version,
        "module_minutes": module.minutes,
        "valid_months": module.valid_months,
        "goals": [{"key": goal.key, "text": goal.text} for goal in in_order(module.goals)],
        "questions": marking.draw(bank, test.questions, random.SystemRandom()),
        "pass_mark": test.pass_mark,
    }


class Attempt(models.Model):
    """One try of one person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempts")
    name = models.CharField(_("your name"), max_length=150, blank=True)
    test = models.ForeignKey(
        "learning.TestPage", null=True, on_delete=models.SET_NULL, related_name="attempts"
    )
    module = models.ForeignKey(
        "learning.ModulePage", null=True, on_delete=models.SET_NULL, related_name="attempts"
    )
    module_slug = models.CharField(max_length=255)
    module_title = models.CharField(max_length=255)
    module_version = models.CharField(max_length=20)
    module_minutes = models.PositiveIntegerField()
    valid_months = models.PositiveSmallIntegerField(null=True)
    goals = models.JSONField()  # [{"key", "text"}, …]
    questions = models.JSONField()  # as drawn, in the order in which they are asked
    seed = models.CharField(max_length=32, default=new_seed, editable=False)  # mixes answers; never shown
    pass_mark = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    score = models.FloatField(null=True)  # in per cent

    objects = AttemptQuerySet.as_manager()

    # Who did what is no use of a page: editors are shown none of it.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-started_at"]
        verbose_name = _("try")
        verbose_name_plural = _("tries")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "test"],
                condition=Q(finished_at=None),
                name="one_open_try_at_a_test",
                violation_error_message=_("You are busy with this test already."),
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, score=None) | Q(finished_at__isnull=False, score__isnull=False),
                name="a_try_has_a_score_once_handed_in",
                violation_error_message=_("A try has a score once it is handed in, and not before."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} – {self.module_slug}"

    def get_absolute_url(self) -> str:
        return reverse("learning:attempt", args=[self.pk])

    @property
    def total(self) -> int:
        return len(self.questions)

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def is_passed(self) -> bool:
        return self.score is not None and self.score >= self.pass_mark

    @property
    def whole_per_cent(self) -> int:
        """Rounded down: who has a little less than enough must not read that it was enough."""
        return int(self.score or 0)

    def order(self, place: int) -> list[int]:
        """The order in which the answers to a question are shown, the same each time."""
        return questions.mixed(self.questions[place], self.seed)

    def given(self) -> dict[int, AttemptAnswer]:
        """The answers by the place of their question."""
        return {one.place: one for one in self.answers.all()}

    def result(self) -> marking.Result:
        scores = {place: one.score for place, one in self.given().items()}
        return marking.result(self.questions, scores, self.pass_mark)

    @transaction.atomic
    def answer(self, place: int, answer: Any, *, by: Any) -> AttemptAnswer:
        """Keeps the answer of `by` in the place of an earlier one. Raises HandedIn."""
        if self._locked(by).is_finished:
            raise HandedIn
        worth = questions.score(self.questions[place], answer)
        facts = {"answer": answer, "score": worth, "saved_at": timezone.now()}
        return self.answers.update_or_create(place=place, defaults=facts)[0]

    @transaction.atomic
    def hand_in(self, *, by: Any) -> Attempt:
        """Counts the points; passing gives the certificate and stands in the portfolio from the same moment.

        A second time changes nothing.
        """
        locked = self._locked(by)
        if locked.is_finished:
            return locked
        locked.score, locked.finished_at = locked.result().per_cent, timezone.now()
        locked.save(update_fields=["score", "finished_at"])
        if locked.is_passed:
            locked._reward()
        return locked

    def _reward(self) -> None:
        from learning import portfolio
        from learning.lessons import finishing

        certificate = Certificate.objects.issue(self)
        if self.module:
            finishing.finish(self.module, by=self.user)
        portfolio.record(
            self.user,
            kind=portfolio.Kind.MODULE,
            title=certificate.title,
            version=certificate.version,
            minutes=certificate.minutes,
            on=certificate.issued_on,
            source=f"certificate:{certificate.pk}",
        )

    def _locked(self, by: Any) -> Attempt:
        # Locked: an answer from one tab may come while another hands in, and a button may be pressed twice.
        return Attempt.objects.visible_to(by).select_for_update().get(pk=self.pk)


class AttemptAnswer(models.Model):
    """The answer to the question at one place of a try, as `learning.answering.questions` reads it."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    place = models.PositiveSmallIntegerField()
    answer = models.JSONField()
    score = models.FloatField()
    saved_at = models.DateTimeField(default=timezone.now)

    # Who did what is no use of a page: editors are shown none of it.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["place"]
        verbose_name = _("answer in a test")
        verbose_name_plural = _("answers in tests")
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "place"],
                name="one_answer_to_a_question_of_a_try",
                violation_error_message=_("Your answer to this question is kept already."),
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=1),
                name="an_answer_is_worth_a_share",
                violation_error_message=_("A score is a number from 0 to 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} – {self.place}"
