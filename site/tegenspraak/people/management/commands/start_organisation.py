from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify

from tegenspraak.people.models import Invitation, Organisation
from tegenspraak.trail.models import record


class Command(BaseCommand):
    help = "Makes an organisation and invites its first manager; prints the link of the invitation too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the name of the organisation")
        parser.add_argument("--manager", required=True, metavar="EMAIL", help="who will manage it")
        parser.add_argument("--kind", choices=Organisation.Kind.values, default=Organisation.Kind.GI.value)

    def handle(self, *args: Any, **options: Any) -> None:
        name, email = options["name"].strip(), options["manager"].strip().lower()
        check(name, email)
        organisation, is_new = ensure_organisation(name, options["kind"])
        self.stdout.write(
            f"{organisation.name} ({organisation.slug}) {'was made' if is_new else 'exists already'}."
        )
        if organisation.memberships.filter(user__email=email, is_manager=True).exists():
            self.stdout.write(f"{email} manages it already: nothing to do.")
            return
        invitation = Invitation.objects.invite(organisation, email, by=None, roles=["is_manager"])
        self.stdout.write(
            f"{email} is invited to manage it. The mail holds this link too, where mail is set up:"
        )
        self.stdout.write(settings.BASE_URL + reverse("people:invitation", args=[invitation.token]))
        self.stdout.write("The link works once, for 14 days. Run this command again for a new one.")


def check(name: str, email: str) -> None:
    """Raises CommandError for a name or an address that cannot be used."""
    if not slugify(name):
        raise CommandError("The name of an organisation needs at least one letter or digit.")
    if len(name) > 120:
        raise CommandError("The name of an organisation has at most 120 characters.")
    try:
        validate_email(email)
    except ValidationError:
        raise CommandError(f"{email} is not an e-mail address.") from None


def ensure_organisation(name: str, kind: str) -> tuple[Organisation, bool]:
    """The organisation of this name, and whether it was made now."""
    with transaction.atomic():
        known = Organisation.objects.filter(name__iexact=name).first()
        if known:
            return known, False
        organisation = Organisation.objects.create(name=name, slug=free_slug(name), kind=kind)
        record("made_organisation", organisation)
    return organisation, True


def free_slug(name: str) -> str:
    """A slug of `name` that no other organisation has."""
    start = slugify(name)[:55]
    taken = set(Organisation.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    candidates = [start, *(f"{start}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)
