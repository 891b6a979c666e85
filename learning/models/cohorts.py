"""Groups that a trainer takes through a module."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tegenspraak.encryption import EncryptedTextField
from tegenspraak.notices.models import notify
from tegenspraak.people.models import User
from tegenspraak.people.tokens import digest_of, make_token
from tegenspraak.trail.models import record

if TYPE_CHECKING:
    from learning.models import ModulePage


class CohortQuerySet(models.QuerySet["Cohort"]):
    def visible_to(self, user: Any) -> CohortQuerySet:
        """The groups that `user` trains."""
        return self.filter(trainer_id=user.pk) if user.is_authenticated else self.none()

    def with_token(self, token: str) -> Cohort | None:
        """The group of a link; None when the link is none, or died."""
        return self.select_related("module", "trainer").filter(token_digest=digest_of(token)).first()

    def start(self, name: str, module: ModulePage, *, by: User) -> Cohort:
        """A new group with `by` as its trainer."""
        cohort = self.model(name=name, module=module, trainer=by)
        with transaction.atomic():
            # Locked: a second click waits here, and is then told that it was done.
            User.objects.select_for_update().get(pk=by.pk)
            cohort._new_token()
            cohort.full_clean()
            cohort.save()
            record("started_cohort", cohort, by=by)
        return cohort


class Cohort(models.Model):
    """A name, a module, a trainer and who takes part. The link lets any member in until it is renewed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name of the group"), max_length=120)
    module = models.ForeignKey("learning.ModulePage", on_delete=models.CASCADE, related_name="cohorts")
    trainer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cohorts")
    token = EncryptedTextField(editable=False)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    started_at = models.DateTimeField(default=timezone.now)

    objects = CohortQuerySet.as_manager()

    # Who did what is no use of a page: editors are shown none of it.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-started_at"]
        verbose_name = _("training group")
        constraints = [
            models.UniqueConstraint(
                fields=["trainer", "module", "name"],
                name="one_cohort_of_a_name",
                violation_error_message=_("You have a group of this name for this module already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("learning:cohort", args=[self.pk])

    @property
    def link(self) -> str:
        return reverse("learning:join_cohort", args=[self.token])

    def renew_link(self, *, by: User) -> None:
        """A new link; the old one dies. Who takes part stays."""
        with transaction.atomic():
            Cohort.objects.select_for_update().get(pk=self.pk)
            self._new_token()
            self.save(update_fields=["token", "token_digest"])
            record("renewed_cohort_link", self, by=by)

    def invite(self, addresses: list[str], *, by: User) -> None:
        """A notice with the link for each address that has an account; nobody learns which those are."""
        text = gettext("You were invited to take part in a training group.")
        with transaction.atomic():
            for address in addresses:
                person = User.objects.with_address(address)
                if person and person.is_active and not person.is_guest and person.pk != self.trainer_id:
                    notify(person, key=f"cohort-{self.pk}", text=text, path=self.link)
            record("invited_to_cohort", self, by=by, count=len(addresses))

    def take_part(self, *, by: User, agrees: bool) -> Participation:
        """`by` joins, and says whether the trainer may see by name how far they are."""
        with transaction.atomic():
            Cohort.objects.select_for_update().get(pk=self.pk)
            part, is_new = Participation.objects.update_or_create(
                cohort=self, user=by, defaults={"agrees": agrees}
            )
            record("joined_cohort" if is_new else "changed_cohort_consent", self, by=by, agrees=agrees)
        return part

    def named(self) -> models.QuerySet[Participation]:
        """The places of who agreed that the trainer sees their name."""
        return self.participations.filter(agrees=True).select_related("user")

    def end(self, *, by: User) -> None:
        """The group is over: link, places and consents are gone; what people did stays theirs."""
        with transaction.atomic():
            record("ended_cohort", self, by=by)
            Cohort.objects.filter(pk=self.pk).delete()

    def _new_token(self) -> None:
        self.token = make_token()
        self.token_digest = digest_of(self.token)


class Participation(models.Model):
    """Somebody takes part in a group; `agrees` is whether the trainer sees them by name."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="participations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cohort_places")
    agrees = models.BooleanField(_("The trainer may see by name how far I am"), default=False)
    since = models.DateTimeField(default=timezone.now)

    # Who did what is no use of a page: editors are shown none of it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("place in a training group")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "user"],
                name="once_in_a_cohort",
                violation_error_message=_("You take part already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} – {self.cohort_id}"

    def leave(self, *, by: User) -> None:
        """Out of the group; what somebody did stays theirs. A second time changes nothing."""
        with transaction.atomic():
            gone, _kinds = Participation.objects.filter(pk=self.pk).delete()
            if gone:
                record("left_cohort", self.cohort, by=by)

    def take_out(self, *, by: User) -> None:
        """The trainer takes somebody out of the group, who is told; what they did stays theirs.

        A link that works lets them in again. A second time changes nothing.
        """
        text = gettext(
            "You are no longer in the training group for “%(module)s”. What you did stays yours. "
            "With the link of the group you can come back, as long as it works."
        )
        module = self.cohort.module
        with transaction.atomic():
            gone, _kinds = Participation.objects.filter(pk=self.pk).delete()
            if gone:
                record("took_out_of_cohort", self.cohort, by=by, member=str(self.user_id))
                told = text % {"module": Truncator(module.title).chars(50)}
                notify(self.user, key=f"out-of-cohort-{self.pk}", text=told, path=module.url or "/modules/")
