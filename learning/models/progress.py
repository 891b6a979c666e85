"""How far each person is."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LessonProgress(models.Model):
    """One person and one lesson: opened, last opened, done."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lesson_progress"
    )
    lesson = models.ForeignKey("learning.LessonPage", on_delete=models.CASCADE, related_name="progress")
    opened_at = models.DateTimeField(default=timezone.now)
    last_opened_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

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
