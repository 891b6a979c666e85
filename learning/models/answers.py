"""What people did in a lesson: answers, commitments at a stop moment, ways through a scenario.

Each is kept with what was asked then: an editor who changes the words loses nothing of it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from learning.answering import scenarios
from learning.answering.questions import digest_of, score
from tegenspraak.encryption import EncryptedJSONField, EncryptedTextField

Values = Mapping[str, Any]


class AnswerQuerySet(models.QuerySet["Answer"]):
    @transaction.atomic
    def give(self, lesson: Any, values: Values, answer: Any, *, by: Any, after: int = 0) -> Answer:
        """`by` answers the question `values`. The first answer stays beside the latest.

        `after` is how often `by` had answered according to the page this came from: the same answer from a
        page that is behind is a second click and no second try.
        """
        facts = Answer.facts_of(values, answer)
        mine = {"user": by, "lesson": lesson, "key": values["key"]}
        # Locked: two clicks, or two tabs, may bring the same answer at one moment.
        first, is_new = self.select_for_update().get_or_create(**mine, is_first=True, defaults=facts)
        if is_new:
            return first
        latest = self.filter(**mine, is_first=False).first() or first
        if after < latest.tries and latest.says(facts):
            return latest
        again = {**facts, "tries": latest.tries + 1, "answered_at": timezone.now()}
        return self.update_or_create(**mine, is_first=False, defaults=again)[0]

    def latest_of(self, user: Any, lesson: Any) -> dict[str, Answer]:
        """The latest answer of `user` to each question of `lesson`, by the key of the question."""
        return {one.key: one for one in self.filter(user=user, lesson=lesson).order_by("-is_first")}


class Answer(models.Model):
    """One person's answer to a question: the first one, and once there are more the latest too."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="answers_given")
    lesson = models.ForeignKey("learning.LessonPage", on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=80)
    is_first = models.BooleanField()
    digest = models.CharField(max_length=64)
    values = models.JSONField()  # the question as it was asked
    answer = models.JSONField(null=True, blank=True)  # as learning.answering.questions reads it
    text = EncryptedTextField(blank=True)  # instead of it where the question is open
    score = models.FloatField()
    tries = models.PositiveIntegerField(default=1)
    answered_at = models.DateTimeField(default=timezone.now)

    objects = AnswerQuerySet.as_manager()

    # Who did what is no use of a page: editors are shown none of it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "lesson", "key", "is_first"],
                name="one_first_and_one_latest_answer",
                violation_error_message=_("Your answer to this question is kept already."),
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0) & Q(score__lte=1),
                name="a_score_is_a_share",
                violation_error_message=_("A score is a number from 0 to 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} – {self.key}"

    @staticmethod
    def facts_of(values: Values, answer: Any) -> dict[str, Any]:
        """What is kept of an answer to the question `values`."""
        is_open = values["kind"] == "open"
        return {
            "digest": digest_of(values),
            "values": values,
            "answer": None if is_open else answer,
            "text": answer if is_open else "",
            "score": score(values, answer),
        }

    @property
    def said(self) -> Any:
        """The answer, wherever it is stored."""
        return self.text if self.values["kind"] == "open" else self.answer

    def says(self, facts: Mapping[str, Any]) -> bool:
        return all(getattr(self, name) == facts[name] for name in ("digest", "answer", "text"))


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    @transaction.atomic
    def commit(
        self, place: str, key: str, asked: Values, *, choice: int, reason: str = "", by: Any
    ) -> Commitment:
        """`by` commits to a choice. Who has done so already keeps that one: it is given back.

        `asked` is {"text", "question", "choices": [{"text"}, …]}. Raises ValidationError for another choice.
        """
        if not 0 <= choice < len(asked["choices"]):
            raise ValidationError(_("Choose one of the answers."))
        facts = {"digest": digest_of(asked), "asked": asked, "choice": choice, "reason": reason}
        return self.get_or_create(user=by, place=place, key=key, defaults=facts)[0]

    def spreads(self, place: str) -> dict[tuple[str, str], Counter[int]]:
        """How often each choice was made at `place`, by key and digest of the stop moment."""
        found: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
        rows = self.filter(place=place).values_list("key", "digest", "choice")
        for key, digest, choice, count in rows.annotate(count=Count("pk")).order_by():
            found[key, digest][choice] = count
        return found


class Commitment(models.Model):
    """One person's judgement at a stop moment, made before reading on, and unchangeable.

    `place` says where: "lesson:<translation key>" here; other rooms have places of their own.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="commitments")
    place = models.CharField(max_length=120)
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    # What was asked, encrypted: in other rooms it may be about people.
    asked: models.Field[Any, Any] = EncryptedJSONField()
    choice = models.PositiveSmallIntegerField()
    reason = EncryptedTextField(blank=True)
    committed_at = models.DateTimeField(default=timezone.now)

    objects = CommitmentQuerySet.as_manager()

    # Who did what is no use of a page: editors are shown none of it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "place", "key"],
                name="one_commitment_per_stop_moment",
                violation_error_message=_("You made your choice here already."),
            )
        ]
        indexes = [models.Index(fields=["place", "key"], name="commitments_at_a_place")]

    def __str__(self) -> str:
        return f"{self.user_id} – {self.place} – {self.key}"

    def save(self, *args: Any, **options: Any) -> None:
        """Only once: what somebody committed to does not change."""
        if not self._state.adding:
            raise ValidationError(_("You made your choice here already."))
        super().save(*args, **options)


class ScenarioRunQuerySet(models.QuerySet["ScenarioRun"]):
    @transaction.atomic
    def choose(self, lesson: Any, values: Values, choice: int, *, by: Any, state: str) -> ScenarioRun:
        """`by` makes a choice; kept at once. Raises learning.answering.scenarios.NoSuchChoice.

        `state` is that of the page this came from: from a page that is behind (a second click, another tab)
        nothing happens.
        """
        run = self._locked(lesson, values, by)
        if run.state == state:
            run.go(scenarios.onwards(run.values, run.path, choice))
        return run

    @transaction.atomic
    def step_back(self, lesson: Any, values: Values, *, by: Any, state: str) -> ScenarioRun:
        run = self._locked(lesson, values, by)
        if run.state == state:
            run.go(run.path[:-1])
        return run

    @transaction.atomic
    def start_again(self, lesson: Any, values: Values, *, by: Any, state: str) -> ScenarioRun:
        """From the start, in the scenario as it is now; the ends that were found stay found."""
        run = self._locked(lesson, values, by)
        if run.state == state:
            run.take_over(values)
            run.go([])
        return run

    def _locked(self, lesson: Any, values: Values, by: Any) -> ScenarioRun:
        facts = {"values": values, "digest": digest_of(values)}
        mine = {"user": by, "lesson": lesson, "key": values["key"]}
        run = self.select_for_update().get_or_create(**mine, defaults=facts)[0]
        run.take_over(values, only_at_the_start=True)
        return run


class ScenarioRun(models.Model):
    """One person's way through a scenario: where they are now, and the ends that they have found."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="scenario_runs")
    lesson = models.ForeignKey("learning.LessonPage", on_delete=models.CASCADE, related_name="scenario_runs")
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    values = models.JSONField()  # the scenario that this run goes through, whatever an editor does
    path = models.JSONField(default=list, blank=True)
    ends = models.JSONField(default=list, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    moved_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)  # when the first end was found

    objects = ScenarioRunQuerySet.as_manager()

    # Who did what is no use of a page: editors are shown none of it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("way through a scenario")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "lesson", "key"],
                name="one_run_per_scenario",
                violation_error_message=_("Your way through this scenario is kept already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} – {self.key}"

    @property
    def end(self) -> str:
        """The key of the end where this run stands; "" on the way."""
        return scenarios.here(self.values, self.path) if self.is_at_end else ""

    @property
    def is_at_end(self) -> bool:
        return scenarios.is_at_end(self.values, self.path)

    @property
    def state(self) -> str:
        """Tells one moment of this run from every other, without telling what is to come."""
        words = json.dumps([str(self.user_id), self.digest, list(self.path)], sort_keys=True)
        return salted_hmac("learning.scenario", words).hexdigest()[:20]

    def take_over(self, values: Values, only_at_the_start: bool = False) -> None:
        """Goes on in the scenario as it is now."""
        if not (only_at_the_start and self.path):
            self.values, self.digest = dict(values), digest_of(values)

    def move(self, path: scenarios.Path) -> None:
        """Stands where `path` leads, without keeping it."""
        self.path = list(path)
        self.moved_at = timezone.now()
        if self.end and self.end not in self.ends:
            self.ends = [*self.ends, self.end]
            self.finished_at = self.finished_at or self.moved_at

    def go(self, path: scenarios.Path) -> None:
        self.move(path)
        self.save()
