"""What somebody writes for themselves beside a lesson. Nobody else ever reads it, and no search finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from learning.permissions import can_keep_progress
from tegenspraak.encryption import EncryptedTextField

if TYPE_CHECKING:
    from learning.models.pages import LessonPage

LONGEST = 20_000
STAMP = 12


class NoteConflict(Exception):
    """The note was saved elsewhere in the meantime; `note` is as it stands now."""

    def __init__(self, note: Note) -> None:
        super().__init__()
        self.note = note


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(user=user) if can_keep_progress(user) else self.none()

    def of(self, lesson: LessonPage, user: Any) -> Note | None:
        """The note of `user` on `lesson`; a lesson that an editor is still making has none."""
        return self.visible_to(user).filter(lesson=lesson).first() if lesson.pk else None

    @transaction.atomic
    def write(self, text: str, *, lesson: LessonPage, by: Any, seen: str) -> Note | None:
        """Keeps `text` as the note of `by`, who saw the stamp `seen`; None when it is empty.

        Raises NoteConflict where another tab saved other words since.
        """
        fresh: dict[str, Any] = {"title": lesson.title}
        # Locked: two tabs may save at one moment.
        note, _is_new = self.select_for_update().get_or_create(fresh, user=by, lesson=lesson)
        if note.text and note.text != text and note.stamp != seen:
            raise NoteConflict(note)
        if not text:
            note.delete()
            return None
        if note.text != text:
            note.text, note.title = text, lesson.title
            note.stamp, note.saved_at = get_random_string(STAMP), timezone.now()
            note.save()
        return note


class Note(models.Model):
    """One person's note on one lesson. It stays theirs when the lesson goes, under the title it had."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lesson_notes")
    lesson = models.ForeignKey(
        "learning.LessonPage", on_delete=models.SET_NULL, null=True, related_name="notes"
    )
    title = models.CharField(_("lesson"), max_length=255)
    text = EncryptedTextField(_("note"), max_length=LONGEST, blank=True)
    stamp = models.CharField(max_length=STAMP, blank=True)  # another one each time that it is saved
    saved_at = models.DateTimeField(default=timezone.now)

    objects = NoteQuerySet.as_manager()

    # Who did what is no use of a page: editors are shown none of it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "lesson"],
                name="one_note_per_lesson",
                violation_error_message=_("You have a note on this lesson already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} – {self.lesson_id}"

    @property
    def is_of_today(self) -> bool:
        return timezone.localdate(self.saved_at) == timezone.localdate()
