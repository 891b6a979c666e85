"""What comes back after a module: a refresher for each person and learning goal, seen by nobody else."""

from __future__ import annotations

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.answering import questions
from learning.models.pages import ModulePage
from learning.permissions import can_keep_progress
from learning.refreshers import spacing


def first_due() -> Any:
    return spacing.due(spacing.first(), timezone.localtime())


class RefresherPause(models.Model):
    """Somebody who wants no questions back at all, of modules still to come neither."""

    wagtail_reference_index_ignore = True  # else the CMS would list people under a page's usage

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="refresher_pause"
    )
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("pause in refreshing")

    def __str__(self) -> str:
        return str(self.user_id)


class RefresherQuerySet(models.QuerySet["Refresher"]):
    def visible_to(self, user: Any) -> Self:
        """One's own only, whoever asks, of modules that may be seen."""
        if not can_keep_progress(user):
            return self.none()
        return self.filter(user=user, module__in=ModulePage.objects.visible_to(user).values("pk"))

    def with_turn(self) -> Self:
        """Each with `turn`: how many questions were answered."""
        return self.annotate(turn=Count("answers"))

    def due(self) -> Self:
        """What is to be asked now, the longest waiting first."""
        paused = RefresherPause.objects.filter(user=OuterRef("user"))
        waiting = self.filter(~Exists(paused), stopped=False, due_at__lte=timezone.now())
        return waiting.order_by("due_at", "pk")

    @transaction.atomic
    def begin(self, module: ModulePage, *, by: Any) -> list[Refresher]:
        """`by` finished `module`: each of its goals with questions comes back. What is there stays."""
        from learning.refreshers import refreshing

        goals = refreshing.goals_with_questions(module, by)
        stopped = self.filter(user=by, module=module, stopped=True).exists()
        made = [Refresher(user=by, module=module, goal=goal, stopped=stopped) for goal in goals]
        self.model.objects.bulk_create(made, ignore_conflicts=True)
        return list(self.filter(user=by, module=module))

    @transaction.atomic
    def stop(self, *, by: Any, module: ModulePage | None = None) -> None:
        """`by` wants no questions any more: of one module, or none at all."""
        if module is None:
            RefresherPause.objects.get_or_create(user=by)
        else:
            self.filter(user=by, module=module).update(stopped=True)

    @transaction.atomic
    def begin_again(self, *, by: Any, module: ModulePage | None = None) -> None:
        """`by` wants questions again, from where they were; what was stopped per module stays so."""
        if module is None:
            RefresherPause.objects.filter(user=by).delete()
        else:
            self.filter(user=by, module=module).update(stopped=False)


RefresherManager = models.Manager.from_queryset(RefresherQuerySet)


class Refresher(models.Model):
    """One person and one learning goal of a module: how firm it is, and when it is asked again."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="refreshers")
    module = models.ForeignKey("learning.ModulePage", on_delete=models.CASCADE, related_name="refreshers")
    goal = models.CharField(_("learning goal"), max_length=80)
    step = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True, default=first_due)
    stopped = models.BooleanField(default=False)
    turn: int  # from `with_turn`

    objects = RefresherManager()

    class Meta:
        verbose_name = _("refresher")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "module", "goal"],
                name="one_refresher_per_goal",
                violation_error_message=_("This learning goal comes back already."),
            ),
            models.CheckConstraint(
                condition=Q(step__lt=spacing.DONE, due_at__isnull=False)
                | Q(step=spacing.DONE, due_at__isnull=True),
                name="a_refresher_comes_back_until_it_is_done",
                violation_error_message=_("Only a goal that stays comes back no more."),
            ),
        ]
        indexes = [models.Index(fields=["user", "due_at"], name="refresher_due")]

    def __str__(self) -> str:
        return f"{self.user_id} – {self.goal}"

    @property
    def is_done(self) -> bool:
        return self.step == spacing.DONE

    @transaction.atomic
    def answer(self, asked: questions.Values, answer: Any, *, turn: int, by: Any) -> RefresherAnswer:
        """`by` answers the question of this `turn`, once however often one clicks: the first one stays."""
        # Locked: the same question may stand open in two tabs.
        kept = Refresher.objects.select_for_update().get(pk=self.pk, user=by)
        if given := kept.answers.filter(turn=turn).first():
            return given
        score = questions.score(asked, answer)
        given = kept.answers.create(
            turn=turn, question_key=asked["key"], asked=dict(asked), answer=answer, score=score
        )
        wait = spacing.after(kept.step, spacing.went_well(score, questions.is_right(asked, answer)))
        kept.step, kept.due_at = wait.step, spacing.due(wait, timezone.localtime())
        kept.save(update_fields=["step", "due_at"])
        return given


class RefresherAnswerQuerySet(models.QuerySet["RefresherAnswer"]):
    def visible_to(self, user: Any) -> Self:
        """One's own only, whoever asks."""
        return self.filter(refresher__user=user) if can_keep_progress(user) else self.none()


class RefresherAnswer(models.Model):
    """What somebody answered, with the question as it was asked."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    refresher = models.ForeignKey(Refresher, on_delete=models.CASCADE, related_name="answers")
    turn = models.PositiveSmallIntegerField()
    question_key = models.CharField(max_length=80)
    asked = models.JSONField()
    answer = models.JSONField()
    score = models.FloatField()
    answered_at = models.DateTimeField(default=timezone.now)

    objects = models.Manager.from_queryset(RefresherAnswerQuerySet)()

    class Meta:
        verbose_name = _("answer in refreshing")
        constraints = [
            models.UniqueConstraint(
                fields=["refresher", "turn"],
                name="one_answer_per_turn",
                violation_error_message=_("You have answered this question."),
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=1),
                name="a_score_in_refreshing_is_a_share",
                violation_error_message=_("A score lies between 0 and 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.refresher_id} – {self.turn}"

    @property
    def went_well(self) -> bool:
        return spacing.went_well(self.score, questions.is_right(self.asked, self.answer))
