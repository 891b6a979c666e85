"""What a process does while it is watched or killed: `python -m tests.long.busy save|rebuild|look`."""

import io
import json
import os
import sys
import uuid

LINES = 6
TITLE = "Een lange nacht zonder slaap"
WORD = "vechtscheiding"


def save() -> None:
    """Saves, edits and shares cases without end; says of each step, once it is done, what it was."""
    from casuistry.cases.models import Case, Visibility
    from tegenspraak.people.models import User

    samira = User.objects.get(email="samira@demo.test")
    team = samira.teams.get()
    while True:
        case = Case.objects.start(draft(1), by=samira, submission=uuid.uuid4())
        say("wrote", case)
        case.share(with_=Visibility.TEAM, team=team, by=samira, declared=True)
        say("shared", case)
        case.rewrite(draft(2), by=samira, version=1)
        say("edited", case)


def draft(version: int):
    from casuistry.cases.draft import Draft, Line

    lines = tuple(Line(source="school", fact=f"Feit {number} van {version}.") for number in range(LINES))
    return Draft(title=TITLE, situation=f"Een {WORD}, versie {version}.", lines=lines)


def say(verb: str, case) -> None:
    print(verb, case.pk, flush=True)


def rebuild() -> None:
    """Rebuilds the search index without end."""
    from django.core.management import call_command

    while True:
        call_command("rebuild_search", verbosity=0, stdout=io.StringIO())
        print("rebuilt", flush=True)


def look() -> None:
    """Says in JSON what there is, after rebuilding the index."""
    from django.core.management import call_command
    from django.db import connection

    from casuistry.cases.models import Case
    from tegenspraak.people.models import User
    from tegenspraak.search.find import find
    from tegenspraak.trail.models import Entry, verify

    with connection.cursor() as cursor:
        integrity = cursor.execute("PRAGMA integrity_check").fetchone()[0]
    cases = [case for case in Case.objects.prefetch_related("observations") if case.title.startswith(TITLE)]
    call_command("rebuild_search", verbosity=0, stdout=io.StringIO())
    found = find(f'"{TITLE}"', User.objects.get(email="daan@demo.test"), kinds=["case"], per_page=100_000)
    report = {
        "integrity": integrity,
        "trail": list(verify()),
        "entries": Entry.objects.count(),
        "found": sorted(str(hit.object.pk) for hit in found.hits),
        "cases": {
            str(case.pk): {
                "version": case.version,
                "shared": case.is_shared,
                "situation": case.situation,
                "facts": [line.fact for line in case.observations.all()],
            }
            for case in cases
        },
    }
    print(json.dumps(report))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tegenspraak.settings")
    import django

    django.setup()
    {"save": save, "rebuild": rebuild, "look": look}[sys.argv[1]]()
