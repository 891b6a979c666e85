import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tegenspraak.people.models import User
from tegenspraak.search.find import Hit, find


class Command(BaseCommand):
    help = 'Reads JSON lines {"id", "query"} and writes {"id", "results": [{"type", "id", "title"}]}.'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--user",
            metavar="EMAIL",
            help="Whose view to take; without it, that of a signed-in member without organisation.",
        )
        parser.add_argument("--limit", type=int, default=10, metavar="N", help="At most N results a query.")

    def handle(self, *args: Any, **options: Any) -> None:
        user, limit = person(options["user"]), options["limit"]
        if limit < 1:
            raise CommandError("--limit must be 1 or more.")
        for number, line in enumerate(sys.stdin, start=1):
            if line.strip():
                asked = question(line, number)
                hits = find(asked["query"], user, per_page=limit).hits
                answer = {"id": asked["id"], "results": [as_result(hit) for hit in hits]}
                # Only ASCII: an id may hold half a sign, which no output can take.
                self.stdout.write(json.dumps(answer))


def person(email: str | None) -> User:
    """The user with this address; without one, somebody who is in no organisation. Raises CommandError."""
    if not email:
        return User.stand_in()
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise CommandError(f"There is no user {email}.")
    return user


def question(line: str, number: int) -> dict[str, Any]:
    """One line of the input. Raises CommandError that names the line."""
    try:
        asked = json.loads(line)
        if isinstance(asked["id"], dict | list):
            raise TypeError
        return {"id": asked["id"], "query": str(asked["query"])}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CommandError(
            f'Line {number} is not {{"id": …, "query": …}} ({type(error).__name__}).'
        ) from error


def as_result(hit: Hit) -> dict[str, str]:
    """A hit as one entry; an object that came from a file answers with its id there."""
    own_id = getattr(hit.object, "external_id", "") or hit.object.pk
    return {"type": hit.kind.name, "id": str(own_id), "title": hit.title}
