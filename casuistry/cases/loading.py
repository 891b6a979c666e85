"""Cases that an operator brings in from a file, without ever writing over what a person changed.

The author is an account of the organisation itself, with which nobody can sign in: what came from a file
has no writer on the site, and what has no writer, nobody can edit, share wider or take back by accident.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from modelsearch.backends import get_search_backends

from casuistry.cases.case_file import CaseInFile
from casuistry.cases.models import Case, CaseTheme, Revision, Visibility
from casuistry.gate.check import check
from tegenspraak.people.models import Organisation, Team, User
from tegenspraak.search.models import Outbox
from tegenspraak.search.sync import kept, promise, store_of_index
from tegenspraak.trail.models import record
from tegenspraak.vocabulary.models import Theme

NEW, UPDATED, UNCHANGED = "new", "updated", "unchanged"
LEFT_ALONE = "edited on the site, left alone"
CHUNK = 500
# The gate takes tens of milliseconds for a case: of very many it reads these, spread over the file.
MOST_CHECKED = 200
TEAM = "Ingelezen casuïstiek"


@dataclass(frozen=True)
class Place:
    """Where the cases of a file come to stand, and who may read them there."""

    organisation: Organisation
    author: User
    visibility: str
    team: Team | None = None


@dataclass
class Outcome:
    """What became of the cases of a file, and which were written."""

    counts: Counter[str] = field(default_factory=Counter)
    written: list[uuid.UUID] = field(default_factory=list)


class TakenAddress(ValueError):
    """The address of the account for an organisation's cases is that of a person."""


def theme_names() -> dict[str, Any]:
    """The themes by slug and by name, in lower case."""
    themes = list(Theme.objects.all())
    names = {theme.name.casefold(): theme.pk for theme in themes}
    return names | {theme.slug.casefold(): theme.pk for theme in themes}


@transaction.atomic
def place_for(slug: str, visibility: str) -> Place:
    """The organisation of that slug, with what the cases need; what is missing is made."""
    organisation, is_new = Organisation.objects.get_or_create(
        slug=slug, defaults={"name": slug.replace("-", " ").capitalize(), "kind": Organisation.Kind.GI}
    )
    if is_new:
        record("made_organisation", organisation)
    team = team_of(organisation) if visibility == Visibility.TEAM else None
    return Place(organisation, author_for(organisation), visibility, team)


def team_of(organisation: Organisation) -> Team:
    """The only team of an organisation; of several none is chosen, and a team of its own is made."""
    teams = list(organisation.teams.all()[:2])
    if len(teams) == 1:
        return teams[0]
    team, is_new = Team.objects.get_or_create(organisation=organisation, name=TEAM)
    if is_new:
        record("made_team", team)
    return team


def author_for(organisation: Organisation) -> User:
    """The account that the cases of an organisation stand under. No mail ever arrives at its address.

    Raises TakenAddress where somebody can sign in with it: the author of a case reads all of it.
    """
    address = f"casussen@{organisation.slug}.invalid"
    known = User.objects.with_address(address)
    if known and (known.is_active or known.has_usable_password()):
        raise TakenAddress(f"{address} is the address of an account that somebody can sign in with.")
    return known or User.objects.create_user(address, is_active=False, first_name=organisation.name)


def load(cases: Sequence[CaseInFile], place: Place) -> Iterator[Outcome]:
    """Writes the cases and makes them findable, some hundreds at a time; gives the outcome of each time.

    What was given is written, logged and in the index. A load that is broken off goes on where it was; what
    it wrote and did not index stands in the outbox of the index, in the same transaction.
    """
    for start in range(0, len(cases), CHUNK):
        outcome, gone, promised = write(cases[start : start + CHUNK], place)
        index(outcome.written, gone)
        kept(promised)
        yield outcome


@transaction.atomic
def write(cases: Sequence[CaseInFile], place: Place) -> tuple[Outcome, list[Case], list[Outbox]]:
    """Gives what became of the cases, those that were known already and are now written anew, and what the
    outbox holds until all of them are indexed.
    """
    # Two loads at one moment take turns.
    Organisation.objects.select_for_update().get(pk=place.organisation.pk)
    known, outcome = known_among(cases, place.organisation), Outcome()
    written: dict[str, list[tuple[CaseInFile, Case]]] = {NEW: [], UPDATED: []}
    for line in cases:
        case = known.get(line.id)
        wanted = digest_of(line.content(), line.themes, place.visibility, place.team)
        result = judged(case, wanted)
        outcome.counts[result] += 1
        if result in written:
            written[result].append((line, filled(case, line, place, wanted)))
    save(written[NEW], written[UPDATED])
    saved = [case for _line, case in (*written[NEW], *written[UPDATED])]
    outcome.written = [case.pk for case in saved]
    # Search in the database has no outbox.
    promised = promise(saved) if store_of_index() else []
    if outcome.written:
        numbers = {result: len(rows) for result, rows in written.items()}
        record("loaded_cases", place.organisation, visibility=place.visibility, **numbers)
    return outcome, [case for _line, case in written[UPDATED]], promised


def known_among(cases: Iterable[CaseInFile], organisation: Organisation) -> dict[str, Case]:
    """The cases that these ids mean: of the file in this organisation, or as `export_cases` named them."""
    ids = [case.id for case in cases]
    everything: Any = Case.objects.all()
    whole = everything.prefetch_related("observations", "themes", "levels")
    keys = [key for key in map(as_uuid, ids) if key]
    written_here = {str(case.pk): case for case in whole.filter(pk__in=keys, external_id="")}
    loaded = whole.filter(organisation=organisation, external_id__in=ids)
    return written_here | {case.external_id: case for case in loaded}


def as_uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def digest_of(content: dict[str, Any], themes: Iterable[Any], visibility: str, team: Team | None) -> str:
    """Whether a case is as it was loaded: what it says, its themes, and who may read it."""
    place = {"visibility": str(visibility), "team": str(team.pk if team else "")}
    return Revision.digest_of({**content, **place, "themes": sorted(map(str, themes))})


def judged(case: Case | None, wanted: str) -> str:
    if case is None:
        return NEW
    themes = [theme.pk for theme in case.themes.all()]
    if digest_of(case.content(), themes, case.visibility, case.team) != case.loaded_digest:
        return LEFT_ALONE
    return UNCHANGED if case.loaded_digest == wanted else UPDATED


def filled(case: Case | None, line: CaseInFile, place: Place, digest: str) -> Case:
    """The case as the line says it; not saved yet."""
    case = case or Case(author=place.author, organisation=place.organisation, external_id=line.id)
    case.title, case.situation = line.title, line.text
    case.visibility, case.team = place.visibility, place.team
    case.version += 1
    case.updated_at = timezone.now()
    case.loaded_digest = digest
    return case


def save(new: Sequence[tuple[CaseInFile, Case]], changed: Sequence[tuple[CaseInFile, Case]]) -> None:
    """Writes the cases and their themes without their signals: the index is told in one go."""
    Case.objects.bulk_create(case for _line, case in new)
    known = [case for _line, case in changed]
    fields = ["title", "situation", "visibility", "team", "version", "updated_at", "loaded_digest"]
    Case.objects.bulk_update(known, fields, batch_size=100)
    CaseTheme.objects.filter(content_object__in=known).delete()
    CaseTheme.objects.bulk_create(
        CaseTheme(content_object=case, tag_id=theme)
        for line, case in (*new, *changed)
        for theme in line.themes
    )


def index(written: Collection[uuid.UUID], changed: Iterable[Case]) -> None:
    """Brings the search index up to date in one go: a row of the outbox for each case would take minutes."""
    findable = list(Case.get_indexed_objects().filter(pk__in=written))
    found = {case.pk for case in findable}
    for backend in get_search_backends(with_auto_update=True):
        if findable:
            backend.add_bulk(Case, findable)
        for case in changed:
            if case.pk not in found:
                backend.delete(case)


def count_findings(written: Sequence[uuid.UUID]) -> tuple[int, Counter[str]]:
    """How many cases were checked (evenly spread), and how many open findings of each category they have."""
    step = max(1, -(-len(written) // MOST_CHECKED))
    sample = Case.objects.filter(pk__in=written[::step]).prefetch_related("observations", "register")
    open_findings = Counter(item.finding.category for case in sample for item in check(case).open)
    return len(written[::step]), open_findings
