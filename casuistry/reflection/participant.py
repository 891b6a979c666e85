"""Who takes part in a reflection, and when each phase ran."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenspraak.encryption import EncryptedTextField
from tegenspraak.people.permissions import still_belongs


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def present(self) -> ParticipantQuerySet:
        """Without those who left the organisation through which they take part, or were switched off."""
        return self.filter(still_belongs(), user__is_active=True)


class Participant(models.Model):
    class Role(models.TextChoices):
        PRESENTER = "presenter", _("presenter")
        FACILITATOR = "facilitator", _("facilitator")
        PARTICIPANT = "participant", _("participant")

    reflection = models.ForeignKey(
        "reflection.Reflection", on_delete=models.CASCADE, related_name="participants"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="participations"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.PARTICIPANT)
    # The organisation that they share with the presenter: who leaves it takes part no longer.
    through = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.RESTRICT, related_name="+"
    )
    invited_at = models.DateTimeField(default=timezone.now)
    joined_at = models.DateTimeField(null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    # The CMS's index of references is no place for casuistry, not even for ids.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("participant")
        constraints = [
            models.UniqueConstraint(fields=["reflection", "user"], name="once_in_a_reflection"),
            models.UniqueConstraint(
                fields=["reflection"],
                condition=Q(role="facilitator"),
                name="one_facilitator_in_a_reflection",
                violation_error_message=_("This reflection has a facilitator already."),
            ),
            models.UniqueConstraint(
                fields=["reflection"],
                condition=Q(role="presenter"),
                name="one_presenter_in_a_reflection",
                violation_error_message=_("This reflection has a presenter already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"

    def join(self) -> None:
        """Marks that this person opened the reflection; the first time counts."""
        if self.joined_at is None:
            self.joined_at = timezone.now()
            self.save(update_fields=["joined_at"])


class PhaseRecord(models.Model):
    """When a phase ran and how it ended."""

    class Ending(models.TextChoices):
        REVEALED = "revealed", _("closed")
        EMPTY = "empty", _("skipped: nothing is asked here")
        SKIPPED = "skipped", _("skipped")
        STOPPED = "stopped", _("the reflection ended here")

    reflection = models.ForeignKey("reflection.Reflection", on_delete=models.CASCADE, related_name="records")
    number = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    reason = EncryptedTextField(blank=True)

    # The CMS's index of references is no place for casuistry, not even for ids.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["number"]
        verbose_name = _("phase")
        constraints = [models.UniqueConstraint(fields=["reflection", "number"], name="a_phase_runs_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.ending}"
