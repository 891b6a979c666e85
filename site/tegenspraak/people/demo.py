"""The people of the demo: fictitious, one account per role, only where DEBUG is on."""

from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from tegenspraak.people.editors import ensure_editors_group
from tegenspraak.people.models import Membership, Organisation, Team, TeamMembership, User

PASSWORD = "tegenspraak-demo-1"


class Row(NamedTuple):
    """One account, for printing."""

    email: str
    name: str
    role: str


class Part(NamedTuple):
    """Who somebody is: organisation and team by name, flags of `User` and of `Membership`."""

    name: str
    role: str
    organisation: str = ""
    team: str = ""
    leads: bool = False
    roles: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


WATERLAND, BRUG, RAAD, DUINEN = "jb-waterland", "de-brug", "rvdk-merenland", "jb-duinen"
ORGANISATIONS = {
    WATERLAND: ("Jeugdbescherming Waterland", Organisation.Kind.GI),
    BRUG: ("Scholengroep De Brug", Organisation.Kind.EDUCATION),
    RAAD: ("Raad voor de Kinderbescherming, regio Merenland", Organisation.Kind.RVDK),
    DUINEN: ("Jeugdbescherming De Duinen", Organisation.Kind.GI),
}
CAST = (
    Part("Samira", "jeugdbeschermer", WATERLAND, "Team Oost"),
    Part("Daan", "jeugdbeschermer", WATERLAND, "Team Oost"),
    Part("Noor", "teamleider en organisatiebeheerder", WATERLAND, "Team Oost", True, ("is_manager",)),
    Part("Ineke", "begeleider", WATERLAND, "Team Oost", roles=("is_facilitator",)),
    Part("Esther", "kwaliteitsfunctionaris", WATERLAND, roles=("is_quality_officer", "is_analyst")),
    Part("Fatma", "privacyfunctionaris", WATERLAND, roles=("is_privacy_officer",)),
    Part("Joost", "leerkracht", BRUG, "Onderbouw"),
    Part("Mirjam", "toetser van de bibliotheek", RAAD, flags=("is_reviewer",)),
    Part("Rens", "jeugdbeschermer bij een andere organisatie", DUINEN, "Team Zuid"),
    Part("Bram", "redacteur", flags=("is_editor",)),
    Part("Wim", "beheerder van het platform", flags=("is_administrator",)),
)


def make_demo_people() -> list[Row]:
    """Makes the organisations, teams and accounts of the demo where they are missing; returns the accounts.

    Safe to run again. Raises ImproperlyConfigured outside DEBUG: everyone knows the password.
    """
    if not settings.DEBUG:
        raise ImproperlyConfigured("The demo accounts have a known password: they are made with DEBUG only.")
    with transaction.atomic():
        ensure_editors_group()
        for part in CAST:
            _make(part)
    return [Row(address_of(part), part.name, part.role) for part in CAST]


def address_of(part: Part) -> str:
    return f"{part.name.lower()}@demo.test"


def _make(part: Part) -> None:
    user = User.objects.filter(email=address_of(part)).first()
    if user is None:
        user = User.objects.create_user(address_of(part), PASSWORD, first_name=part.name)
        user.verify_address()
    if "is_editor" in part.flags and not user.is_editor:
        user.grant_editor(by=None)
    for flag in part.flags:
        setattr(user, flag, True)
    user.save()
    if part.organisation:
        _place(user, part)


def _place(user: User, part: Part) -> None:
    name, kind = ORGANISATIONS[part.organisation]
    organisation, _made = Organisation.objects.get_or_create(
        slug=part.organisation, defaults={"name": name, "kind": kind}
    )
    roles = dict.fromkeys(part.roles, True)
    Membership.objects.get_or_create(user=user, organisation=organisation, defaults=roles)
    if part.team:
        team, _made = Team.objects.get_or_create(organisation=organisation, name=part.team)
        TeamMembership.objects.get_or_create(user=user, team=team, defaults={"is_lead": part.leads})
