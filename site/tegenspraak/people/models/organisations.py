"""Organisations, teams, and who is what in them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from tegenspraak.people.models.users import User
from tegenspraak.trail.models import record


class LastManager(ValidationError):
    """An organisation without a manager could never invite anyone again."""

    def __init__(self) -> None:
        super().__init__(
            _("An organisation keeps at least one manager. Make a colleague manager first, then try again.")
        )


class NotAMember(ValidationError):
    """Only members of an organisation can be in its teams."""

    def __init__(self) -> None:
        super().__init__(_("This person is not a member of the organisation."))


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: Any) -> OrganisationQuerySet:
        """The organisations `user` is a member of; none for a visitor."""
        return self.filter(memberships__user_id=user.pk) if user.is_authenticated else self.none()


class Organisation(models.Model):
    class Kind(models.TextChoices):
        GI = "gi", _("certified institution")
        RVDK = "rvdk", _("Child Protection Board")
        VEILIG_THUIS = "veilig_thuis", _("Veilig Thuis")
        LOCAL_TEAM = "wijkteam", _("local team")
        YOUTH_CARE = "jeugdhulp", _("youth care")
        EDUCATION = "onderwijs", _("education")
        CHILDCARE = "kinderopvang", _("childcare")
        YOUTH_HEALTH = "jgz", _("youth health care")
        GENERAL_PRACTICE = "huisarts", _("general practice")
        MUNICIPALITY = "gemeente", _("municipality")
        TRAINING = "opleiding", _("training institute")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(unique=True, max_length=60)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    region = models.CharField(_("region"), max_length=80, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")

    def __str__(self) -> str:
        return self.name

    def add_member(
        self, user: User, *, by: User | None, roles: Iterable[str] = (), teams: Iterable[Team] = ()
    ) -> Membership:
        """Makes `user` a member with these roles and teams; who was one already gets them added."""
        with transaction.atomic():
            membership, is_new = Membership.objects.get_or_create(user=user, organisation=self)
            for role in roles:
                setattr(membership, role, True)
            membership.save()
            for team in teams:
                team.seat(user, by=by)
            record("joined" if is_new else "roles_added", self, by=by, member=str(user.pk))
        return membership

    def make_team(self, name: str, kind: str, *, by: User) -> Team:
        """A new team. Raises ValidationError when there is one of this name."""
        team = Team(organisation=self, name=name, kind=kind)
        with transaction.atomic():
            Organisation.objects.select_for_update().get(pk=self.pk)
            team.full_clean()
            team.save()
            record("made_team", team, by=by)
        return team

    def has_manager_besides(self, membership: Membership) -> bool:
        """Whether someone who can still sign in manages this when `membership` does no longer."""
        managers = self.memberships.filter(is_manager=True, user__is_active=True)
        return managers.exclude(pk=membership.pk).exists()


class Team(models.Model):
    class Kind(models.TextChoices):
        TEAM = "team", _("team")
        INTERVISION = "intervisiegroep", _("fixed intervision group")
        DUTY = "dienst", _("duty group")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="teams")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.TEAM)
    members = models.ManyToManyField(User, through="TeamMembership", related_name="teams")

    class Meta:
        ordering = ["name"]
        verbose_name = _("team")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="one_team_of_a_name_in_an_organisation",
                violation_error_message=_("There is already a team of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def seat(self, user: User, *, by: User | None, is_lead: bool = False) -> TeamMembership:
        """Puts `user` in the team. Raises NotAMember for someone of another organisation."""
        with transaction.atomic():
            if not Membership.objects.filter(user=user, organisation=self.organisation_id).exists():
                raise NotAMember
            seat, _made = TeamMembership.objects.update_or_create(
                user=user, team=self, defaults={"is_lead": is_lead}
            )
            record("seated", self, by=by, member=str(user.pk), lead=is_lead)
        return seat

    def unseat(self, user: User, *, by: User) -> None:
        """Takes `user` out of the team."""
        with transaction.atomic():
            gone, _kinds = self.memberships.filter(user=user).delete()
            if gone:
                record("unseated", self, by=by, member=str(user.pk))


class Roles(models.Model):
    """The roles one can have in an organisation; who has none of them is simply a member."""

    is_facilitator = models.BooleanField(_("facilitator"), default=False)
    is_analyst = models.BooleanField(_("analyst"), default=False)
    is_quality_officer = models.BooleanField(_("quality officer"), default=False)
    is_privacy_officer = models.BooleanField(_("privacy officer"), default=False)
    is_manager = models.BooleanField(_("organisation manager"), default=False)

    ROLES = ("is_facilitator", "is_analyst", "is_quality_officer", "is_privacy_officer", "is_manager")

    class Meta:
        abstract = True

    @property
    def roles(self) -> list[str]:
        """The names of the fields that are on."""
        return [role for role in self.ROLES if getattr(self, role)]

    @property
    def role_names(self) -> list[str]:
        """The roles in words; a plain member has one word."""
        return [role_name(role) for role in self.roles] or [str(_("member"))]

    def set_roles(self, roles: Iterable[str]) -> None:
        """Turns exactly `roles` on; saves nothing."""
        wanted = set(roles)
        for role in self.ROLES:
            setattr(self, role, role in wanted)


def role_name(role: str) -> str:
    """The word for a role such as "is_manager"."""
    field: Any = Membership._meta.get_field(role)
    return str(field.verbose_name)


def role_choices() -> list[tuple[str, str]]:
    """The roles with their names, for a form."""
    return [(role, role_name(role)) for role in Roles.ROLES]


class Membership(Roles):
    """A person belongs to an organisation, as a member at least."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("membership")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="one_membership_per_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation}"

    def arrange(self, *, roles: Iterable[str], seats: Mapping[Team, bool], by: User) -> None:
        """Gives exactly these roles, and a seat in exactly these teams (the value: leads the team).

        Raises LastManager when nobody would manage the organisation any more.
        """
        with transaction.atomic():
            membership = self._locked()
            membership.set_roles(roles)
            if not membership.is_manager and not membership.organisation.has_manager_besides(membership):
                raise LastManager
            membership.save()
            membership._take_seats(seats, by=by)
            record(
                "changed_roles", self.organisation, by=by, member=str(self.user_id), roles=membership.roles
            )

    def end(self, *, by: User) -> None:
        """The person leaves: from now on they see nothing of the organisation or its teams.

        Raises LastManager when nobody would manage the organisation any more.
        """
        with transaction.atomic():
            membership = self._locked()
            if not membership.organisation.has_manager_besides(membership):
                raise LastManager
            TeamMembership.objects.filter(user=self.user_id, team__organisation=self.organisation_id).delete()
            membership.delete()
            record("removed_member", self.organisation, by=by, member=str(self.user_id))

    def _locked(self) -> Membership:
        """Read again behind the organisation's lock: two managers cannot dismiss each other at one moment."""
        Organisation.objects.select_for_update().get(pk=self.organisation_id)
        return Membership.objects.select_related("organisation").get(pk=self.pk)

    def _take_seats(self, seats: Mapping[Team, bool], *, by: User) -> None:
        for team in self.organisation.teams.exclude(pk__in=[team.pk for team in seats]):
            team.unseat(self.user, by=by)
        taken = {seat.team_id: seat.is_lead for seat in self.user.team_memberships.all()}
        for team, is_lead in seats.items():
            if taken.get(team.pk) is not is_lead:
                team.seat(self.user, by=by, is_lead=is_lead)


class TeamMembership(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="team_memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    is_lead = models.BooleanField(_("team leader"), default=False)

    class Meta:
        verbose_name = _("team membership")
        constraints = [models.UniqueConstraint(fields=["user", "team"], name="once_in_a_team")]

    def __str__(self) -> str:
        return f"{self.user} – {self.team}"
