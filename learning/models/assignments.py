"""Modules that an organisation asks its people to do."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from learning.permissions import can_keep_progress
from tegenspraak.notices.models import Notice, notify
from tegenspraak.people.models import Membership, Organisation, Team, User
from tegenspraak.people.permissions import organisations_of, teams_of
from tegenspraak.trail.models import record

if TYPE_CHECKING:
    from learning.models import ModulePage


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def meant_for(self, user: Any) -> AssignmentQuerySet:
        """What `user` is asked to do: by a team they are in, or by the whole of their organisation."""
        if not can_keep_progress(user):
            return self.none()
        to_all = Q(team=None, organisation__in=organisations_of(user).values("pk"))
        return self.filter(to_all | Q(team__in=teams_of(user).values("pk")))

    def visible_to(self, user: Any) -> AssignmentQuerySet:
        """What `user` is asked to do, and what they as a manager asked others."""
        if not can_keep_progress(user):
            return self.none()
        managed = Membership.objects.filter(user_id=user.pk, is_manager=True).values("organisation_id")
        meant = self.meant_for(user).values("pk")
        return self.filter(Q(pk__in=meant) | Q(organisation__in=managed))

    def open(self) -> AssignmentQuerySet:
        """What is still asked: the date has not passed, and there is a module to do."""
        from learning.models import ModulePage

        modules = ModulePage.objects.visible_to(None).values("pk")
        return self.filter(due__gte=timezone.localdate(), module__in=modules)

    def assign(
        self,
        module: ModulePage,
        *,
        organisation: Organisation,
        team: Team | None,
        due: date,
        is_obligatory: bool,
        by: User,
    ) -> Assignment:
        """Asks a team, or without one the whole organisation, to do `module`; each of them is told once.

        Raises ValidationError where they were asked already.
        """
        made = self.model(
            module=module, organisation=organisation, team=team, due=due, is_obligatory=is_obligatory
        )
        made.assigned_by = by
        with transaction.atomic():
            # Locked: a second click waits here, and is then told that it was done.
            Organisation.objects.select_for_update().get(pk=organisation.pk)
            made.full_clean()
            made.save()
            record("assigned", made, by=by, organisation=str(organisation.pk), obligatory=is_obligatory)
            made.tell(made.untold())
        return made


class Assignment(models.Model):
    """A module for a team, or without a team for everybody in the organisation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="assignments")
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.CASCADE, related_name="assignments"
    )
    module = models.ForeignKey("learning.ModulePage", on_delete=models.CASCADE, related_name="assignments")
    due = models.DateField(_("to be done before"))
    is_obligatory = models.BooleanField(_("obligatory"), default=False)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    assigned_at = models.DateTimeField(default=timezone.now)

    objects = AssignmentQuerySet.as_manager()

    # Who did what is no use of a page: editors are shown none of it.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["due", "assigned_at"]
        verbose_name = _("assignment")
        constraints = [
            models.UniqueConstraint(
                fields=["module", "team"],
                condition=Q(team__isnull=False),
                name="a_module_is_assigned_to_a_team_once",
                violation_error_message=_("This team has this module already. Change the date there."),
            ),
            models.UniqueConstraint(
                fields=["module", "organisation"],
                condition=Q(team=None),
                name="a_module_is_assigned_to_everybody_once",
                violation_error_message=_("Everybody has this module already. Change the date there."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def group(self) -> str:
        """Who is asked, in a name."""
        return self.team.name if self.team else self.organisation.name

    @property
    def is_late(self) -> bool:
        return self.due < timezone.localdate()

    def clean(self) -> None:
        if self.team and self.team.organisation_id != self.organisation_id:
            raise ValidationError({"team": gettext("This team belongs to another organisation.")})

    def people(self) -> models.QuerySet[User]:
        """Who is asked, as the group is now."""
        people = User.objects.filter(is_active=True, is_guest=False)
        if self.team_id:
            return people.filter(team_memberships__team=self.team_id)
        return people.filter(memberships__organisation=self.organisation_id)

    def change(self, *, due: date, is_obligatory: bool, by: User) -> None:
        """Another date, obligatory or not. Nobody gets a second notice."""
        with transaction.atomic():
            fresh = Assignment.objects.select_for_update().get(pk=self.pk)
            fresh.due, fresh.is_obligatory = due, is_obligatory
            fresh.save(update_fields=["due", "is_obligatory"])
            record("changed_assignment", self, by=by, due=str(due), obligatory=is_obligatory)
        self.due, self.is_obligatory = due, is_obligatory

    def withdraw(self, *, by: User) -> None:
        """Nobody is asked any more; what people did stays theirs. A second time changes nothing."""
        with transaction.atomic():
            record("withdrew_assignment", self, by=by)
            Assignment.objects.filter(pk=self.pk).delete()

    @property
    def key(self) -> str:
        """Of the notice that somebody was asked: one for each person, however often they are told."""
        return f"assignment-{self.pk}"

    def untold(self) -> models.QuerySet[User]:
        """Who is asked and has had no notice of it; who asked knows."""
        told = Notice.objects.filter(recipient=OuterRef("pk"), key=self.key)
        people = self.people().filter(~Exists(told))
        return people.exclude(pk=self.assigned_by_id) if self.assigned_by_id else people

    def tell(self, people: Iterable[User]) -> int:
        """Each of `people` is told that they are asked; gives how many were not told before."""
        title = Truncator(self.module.title).chars(100)
        text = gettext("You were asked to do the module “%(module)s”.") % {"module": title}
        path = self.module.url or "/modules/"
        return sum(notify(person, key=self.key, text=text, path=path) is not None for person in people)
