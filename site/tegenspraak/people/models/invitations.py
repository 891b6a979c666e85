"""Invitations: the only way in. An organisation's manager asks, a mailed link answers."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenspraak.notices.models import send_plain
from tegenspraak.people.models.organisations import Organisation, Roles, Team
from tegenspraak.people.models.users import User
from tegenspraak.people.tokens import digest_of, make_token
from tegenspraak.trail.models import record

VALID_FOR = timedelta(days=14)


class InvitationGone(Exception):
    """The invitation was used, withdrawn or too old by the time someone acted on it."""


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def pending(self) -> InvitationQuerySet:
        """Neither accepted nor withdrawn; some of them may be too old."""
        return self.filter(accepted_at=None, revoked_at=None)

    def with_token(self, token: str) -> Invitation | None:
        """The invitation of a link, in whatever state; None when there never was one."""
        return self.select_related("organisation").filter(token_digest=digest_of(token)).first()

    def invite(
        self,
        organisation: Organisation,
        address: str,
        *,
        by: User | None,
        roles: Iterable[str] = (),
        teams: Iterable[Team] = (),
    ) -> Invitation:
        """Invites `address` and mails the link; who was invited before gets a new link for the old place.

        An address that has an account is treated no differently: nobody learns who has one.
        """
        with transaction.atomic():
            Organisation.objects.select_for_update().get(pk=organisation.pk)
            invitation, _made = self.pending().get_or_create(
                organisation=organisation,
                email=address.lower(),
                defaults={"invited_by": by, "token_digest": digest_of(make_token())},
            )
            invitation.set_roles(roles)
            invitation.teams.set([team for team in teams if team.organisation_id == organisation.pk])
            invitation.renew(by=by)
        return invitation


class Invitation(Roles):
    """An offer to become a member. The token of the link is kept as a digest only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    teams = models.ManyToManyField(Team, blank=True, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    # Only in the memory of who just made the link.
    token: str = ""

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["email"]
        verbose_name = _("invitation")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="one_pending_invitation_for_an_address",
                violation_error_message=_("This address was invited already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def expires_at(self) -> Any:
        return self.invited_at + VALID_FOR

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        """Whether the link still works."""
        return not (self.accepted_at or self.revoked_at or self.is_expired)

    def person(self) -> User | None:
        """Who the address belongs to; None for someone who is new here."""
        return User.objects.with_address(self.email)

    def renew(self, *, by: User | None) -> None:
        """Makes a new link, and mails it; the old one dies. Raises InvitationGone."""
        with transaction.atomic():
            if self._locked().accepted_at or self.revoked_at:
                raise InvitationGone
            self.token = make_token()
            self.token_digest = digest_of(self.token)
            self.invited_at = timezone.now()
            self.save()
            record("invited", self, by=by, organisation=str(self.organisation_id), roles=self.roles)
            transaction.on_commit(self._mail)

    def revoke(self, *, by: User) -> None:
        """Withdraws the invitation: the link works no longer. Raises InvitationGone when it was accepted."""
        with transaction.atomic():
            if self._locked().accepted_at:
                raise InvitationGone
            self.revoked_at = timezone.now()
            self.save(update_fields=["revoked_at"])
            record("revoked_invitation", self, by=by, organisation=str(self.organisation_id))

    def accept(self, *, by: User) -> None:
        """`by` becomes a member. Raises InvitationGone: of two clicks at one moment, one is too late."""
        with transaction.atomic():
            if not self._locked().is_open:
                raise InvitationGone
            self.organisation.add_member(by, by=by, roles=self.roles, teams=self.teams.all())
            self.accepted_at = timezone.now()
            self.save(update_fields=["accepted_at"])
            record("accepted_invitation", self, by=by, organisation=str(self.organisation_id))

    def welcome(self, name: str, password: str) -> User:
        """Makes an account (a guest's becomes a full one) and accepts for it. Raises InvitationGone."""
        with transaction.atomic():
            if not self._locked().is_open:
                raise InvitationGone
            user = self.person() or User(email=self.email)
            if not user._state.adding and not user.is_guest:
                raise InvitationGone
            user.first_name, user.is_guest = name, False
            user.set_password(password)
            user.save()
            user.verify_address()
            self.accept(by=user)
        return user

    def _locked(self) -> Invitation:
        """This row as it is now, behind its lock."""
        fresh = Invitation.objects.select_for_update().get(pk=self.pk)
        self.accepted_at, self.revoked_at, self.invited_at = (
            fresh.accepted_at,
            fresh.revoked_at,
            fresh.invited_at,
        )
        return self

    def _mail(self) -> None:
        send_plain(
            self.email,
            subject=_("You are invited to Tegenspraak"),
            template="people/mail/invitation.txt",
            context={"organisation": self.organisation.name, "token": self.token, "days": VALID_FOR.days},
        )
