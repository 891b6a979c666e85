"""Users, organisations, teams and who is what in them. Invitations stand in `invitations.py`."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new user who signs in with `email`; without a password nobody can sign in as them."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """For Django's command; the platform itself has administrators, not superusers."""
        return self.create_user(email, password, is_administrator=True, **fields)


class User(AbstractUser):
    """A person. Roles in an organisation stand on `Membership`, roles on the platform here."""

    username = None  # type: ignore[assignment]
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    is_editor = models.BooleanField(_("editor"), default=False)
    is_reviewer = models.BooleanField(_("reviewer of the library"), default=False)
    is_administrator = models.BooleanField(_("administrator"), default=False)
    # A guest was invited to one reflection and sees nothing else.
    is_guest = models.BooleanField(_("guest"), default=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = UserManager()  # type: ignore[assignment,misc]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @property
    def display_name(self) -> str:
        return str(self)


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

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")

    def __str__(self) -> str:
        return self.name


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


class Membership(models.Model):
    """A person belongs to an organisation, as a member at least."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    is_facilitator = models.BooleanField(_("facilitator"), default=False)
    is_analyst = models.BooleanField(_("analyst"), default=False)
    is_quality_officer = models.BooleanField(_("quality officer"), default=False)
    is_privacy_officer = models.BooleanField(_("privacy officer"), default=False)
    is_manager = models.BooleanField(_("organisation manager"), default=False)
    since = models.DateTimeField(auto_now_add=True)

    ROLES = ("is_facilitator", "is_analyst", "is_quality_officer", "is_privacy_officer", "is_manager")

    class Meta:
        verbose_name = _("membership")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="one_membership_per_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation}"

    @property
    def role_names(self) -> list[str]:
        """The roles this person has here, in words; a plain member has one word."""
        named = [str(self._meta.get_field(role).verbose_name) for role in self.ROLES if getattr(self, role)]
        return named or [str(_("member"))]


class TeamMembership(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="team_memberships")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    is_lead = models.BooleanField(_("team leader"), default=False)

    class Meta:
        verbose_name = _("team membership")
        constraints = [models.UniqueConstraint(fields=["user", "team"], name="once_in_a_team")]

    def __str__(self) -> str:
        return f"{self.user} – {self.team}"
