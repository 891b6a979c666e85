"""Whether a manager may see by name how far somebody is."""

from __future__ import annotations

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenspraak.people.models import Membership, Organisation, User
from tegenspraak.trail.models import record


class LearningSetting(models.Model):
    """What an organisation chose about learning; without a row all is off."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="learning_setting"
    )
    shows_persons_when_obligatory = models.BooleanField(
        _("The manager sees by name how far people are with obligatory modules"), default=False
    )

    # Who did what is no use of a page: editors are shown none of it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("setting for learning")

    def __str__(self) -> str:
        return str(self.organisation_id)

    @classmethod
    def choose(cls, organisation: Organisation, *, shows_persons_when_obligatory: bool, by: User) -> None:
        with transaction.atomic():
            Organisation.objects.select_for_update().get(pk=organisation.pk)
            cls.objects.update_or_create(
                organisation=organisation,
                defaults={"shows_persons_when_obligatory": shows_persons_when_obligatory},
            )
            record("chose_learning_setting", organisation, by=by, persons=shows_persons_when_obligatory)


class SharedProgress(models.Model):
    """Somebody agreed that the managers of one organisation see by name how far they are.

    It hangs on the membership: who leaves and comes back is asked anew.
    """

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="shared_progress")
    since = models.DateTimeField(default=timezone.now)

    # Who did what is no use of a page: editors are shown none of it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("consent to see progress")

    def __str__(self) -> str:
        return str(self.membership_id)

    @classmethod
    def give(cls, membership: Membership, *, by: User) -> None:
        """A second time changes nothing."""
        with transaction.atomic():
            _row, is_new = cls.objects.get_or_create(membership=membership)
            if is_new:
                record("shared_progress", membership.organisation, by=by)

    @classmethod
    def withdraw(cls, membership: Membership, *, by: User) -> None:
        """From now on the managers see no name; nothing to withdraw is fine."""
        with transaction.atomic():
            gone, _kinds = cls.objects.filter(membership=membership).delete()
            if gone:
                record("unshared_progress", membership.organisation, by=by)
