"""Users, organisations, teams and who is what in them; invitations and the passes of guests."""

from tegenspraak.people.models.guest_passes import GuestPass, GuestPassRefused
from tegenspraak.people.models.invitations import Invitation, InvitationGone
from tegenspraak.people.models.organisations import (
    LastManager,
    Membership,
    NotAMember,
    Organisation,
    Team,
    TeamMembership,
)
from tegenspraak.people.models.users import EDITORS, User

__all__ = [
    "EDITORS",
    "GuestPass",
    "GuestPassRefused",
    "Invitation",
    "InvitationGone",
    "LastManager",
    "Membership",
    "NotAMember",
    "Organisation",
    "Team",
    "TeamMembership",
    "User",
]
