"""How far each person is."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.permissions import can_keep_progress


class LessonProgressQuerySet(models.QuerySet["LessonProgress"]):
    def visible_to(self, user: Any) -> Self:
        """How far somebody is, and what they keep, is seen by nobody else."""
        return self.filter(user=user) if can_keep_progress(user) else self.none()

    def kept(self) -> Self:
        """Of lessons that the reader keeps, the last one kept first."""
        return self.filter(kept_at__isnull=False).order_by("-kept_at", "-pk")


class LessonProgress(models.Model):
    """One person and one lesson: opened, last opened, done; where they were in it, and whether they keep it.

    `reached` is the number of the block where they were, 0 where that is not known. `version` is the version
    of the module that they know: the one they opened it in, or the newest they were told of.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lesson_progress"
    )
    lesson = models.ForeignKey("learning.LessonPage", on_delete=models.CASCADE, related_name="progress")
    opened_at = models.DateTimeField(default=timezone.now)
    last_opened_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    reached = models.PositiveSmallIntegerField(default=0)
    version = models.CharField(max_length=20, blank=True)
    kept_at = models.DateTimeField(null=True, blank=True)

    objects = LessonProgressQuerySet.as_manager()

    # Who did what is no use of a page: editors are shown none of it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("progress")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "lesson"],
                name="one_progress_per_lesson",
                violation_error_message=_("Your progress in this lesson is kept already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} – {self.lesson_id}"
