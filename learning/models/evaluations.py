"""What people say of themselves before a module, at its end and three months later."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenspraak.encryption import EncryptedTextField
from tegenspraak.people.models import User

if TYPE_CHECKING:
    from learning.models import ModulePage

LATER = timedelta(days=90)


class Moment(models.TextChoices):
    BEFORE = "vooraf", _("before you begin")
    END = "na-afloop", _("at the end")
    LATER = "na-drie-maanden", _("after three months")


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def visible_to(self, user: Any) -> EvaluationQuerySet:
        """One's own only; what others see are averages."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()

    def fill_in(
        self,
        module: ModulePage,
        moment: str,
        *,
        ratings: list[tuple[str, int]],
        did: str = "",
        by: User,
    ) -> Evaluation:
        """Keeps the figures beside the actions as they were asked; of two times the last counts."""
        figures = [{"action": action, "figure": figure} for action, figure in ratings]
        kept = {"ratings": figures, "did": did, "version": module.version}
        with transaction.atomic():
            # Locked: two tabs may send the same form.
            User.objects.select_for_update().get(pk=by.pk)
            row, _made = self.update_or_create(user=by, module=module, moment=moment, defaults=kept)
        return row


class Evaluation(models.Model):
    """One person, one module, one moment. `ratings` has each action as it was asked, and a figure 0 to 10."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="evaluations")
    module = models.ForeignKey("learning.ModulePage", on_delete=models.CASCADE, related_name="evaluations")
    moment = models.CharField(_("moment"), max_length=20, choices=Moment)
    ratings = models.JSONField(default=list)
    did = EncryptedTextField(_("Did you do anything differently?"), blank=True)
    version = models.CharField(_("version"), max_length=20)
    made_at = models.DateTimeField(default=timezone.now)

    objects = EvaluationQuerySet.as_manager()

    # Who did what is no use of a page: editors are shown none of it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("evaluation")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "module", "moment"],
                name="one_evaluation_a_moment",
                violation_error_message=_("You filled this in already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.module_id} {self.moment}"

    @property
    def figures(self) -> dict[str, int]:
        return {one["action"]: one["figure"] for one in self.ratings}
