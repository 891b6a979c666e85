from collections import Counter
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_slug

from casuistry.cases.case_file import CaseInFile, FaultyFile, read
from casuistry.cases.loading import (
    LEFT_ALONE,
    NEW,
    UNCHANGED,
    UPDATED,
    Place,
    TakenAddress,
    count_findings,
    load,
    place_for,
    theme_names,
)
from casuistry.cases.models import Visibility
from tegenspraak.people.models import Organisation
from tegenspraak.trail.models import record


class Command(BaseCommand):
    help = (
        'Loads cases from JSON lines {"id", "title", "text", "themes": []}. Whoever runs this declares that '
        "these people may read them. Safe to repeat: what was changed on the site is left alone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.jsonl")
        parser.add_argument("--organisation", required=True, metavar="SLUG", help="made when it is missing")
        parser.add_argument("--visibility", required=True, choices=Visibility.values, metavar="LEVEL")

    def handle(self, *args: Any, **options: Any) -> None:
        check_slug(options["organisation"])
        cases = cases_in(options["file"])
        place = place_of(options["organisation"], options["visibility"])
        counts: Counter[str] = Counter()
        written = []
        for outcome in load(cases, place):
            counts += outcome.counts
            written += outcome.written
            if options["verbosity"] > 1:
                self.stderr.write(f"{counts.total()} of {len(cases)}")
        outcomes = ", ".join(f"{counts[name]} {name}" for name in (NEW, UPDATED, UNCHANGED, LEFT_ALONE))
        self.stdout.write(f"{len(cases)} cases for {readers(place)}: {outcomes}.")
        if written:
            self.stdout.write(findings(written, place))


def check_slug(slug: str) -> None:
    """Raises CommandError for what no organisation can be called in an address."""
    if slug != slug.lower():
        raise CommandError(f"The slug of an organisation has no capitals: write {slug.lower()}.")
    try:
        validate_slug(slug)
        Organisation._meta.get_field("slug").run_validators(slug)
    except ValidationError:
        raise CommandError(f"{slug} cannot be the slug of an organisation.") from None


def place_of(slug: str, visibility: str) -> Place:
    """Raises CommandError where the account that is to be the author is a person's."""
    try:
        return place_for(slug, visibility)
    except TakenAddress as error:
        raise CommandError(str(error)) from None


def cases_in(path: Path) -> list[CaseInFile]:
    """Raises CommandError with every fault of the file."""
    try:
        with path.open("rb") as lines:
            return read(lines, theme_names())
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from None
    except FaultyFile as faults:
        raise CommandError(f"{path}: nothing was loaded.\n{faults}") from None


def readers(place: Place) -> str:
    team = f", team {place.team.name}" if place.team else ""
    return f"{place.visibility} ({place.organisation.name}{team})"


def findings(written: list[Any], place: Place) -> str:
    """Counts what the anonymity gate would have stopped, and notes the numbers on the trail."""
    checked, found = count_findings(written)
    record("counted_findings", place.organisation, checked=checked, written=len(written), **found)
    categories = ", ".join(f"{category} {number}" for category, number in found.most_common())
    sample = "all" if checked == len(written) else f"a sample of {checked} of the"
    total = f"{found.total()} ({categories})" if found else "none"
    return f"Open findings of the anonymity gate in {sample} {len(written)} written cases: {total}."
