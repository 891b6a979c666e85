from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from casuistry.cases.case_file import as_line
from casuistry.cases.models import Case
from tegenspraak.people.models import User
from tegenspraak.trail.models import record_ref

CHUNK = 500


class Command(BaseCommand):
    help = 'Writes cases as JSON lines {"id", "title", "text", "themes": []}, as `load_cases` reads them.'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--user", metavar="EMAIL", help="What this person may see; without it, the library."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        user = person(options["user"]) if options["user"] else None
        cases: Any = Case.objects.visible_to(user) if user else Case.objects.in_library()
        cases = cases.prefetch_related("observations", "themes").order_by("created_at", "pk")
        number = 0
        for case in cases.iterator(chunk_size=CHUNK):
            self.stdout.write(as_line(case))
            number += 1
        record_ref("exported_cases", "cases.case", "", number=number, user=str(user.pk) if user else "")


def person(email: str) -> User:
    """Raises CommandError when nobody signs in with this address."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise CommandError(f"There is no user {email}.")
    return user
