"""The site while it is measured: its vocabulary and modules, people, and as many cases as are asked for."""

from __future__ import annotations

import io
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from casuistry.cases import case_file, loading
from casuistry.cases.models import AgeBand, Case, CaseTheme, Visibility
from tegenspraak.people.models import User
from tegenspraak.vocabulary.models import Level
from tests.conftest import join, person

CHUNK = 500

Document = dict[str, Any]


def chunks(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))


class Library:
    """Holds the cases of one corpus at a time; `reader` may read all of them, by team or by organisation."""

    def __init__(self, folder: Path) -> None:
        self.whoosh = {"BACKEND": "tegenspraak.search.backend", "PATH": str(folder)}
        self.postgres = {"BACKEND": "tegenspraak.search.postgres.backend"}
        self.held: list[str] = []
        self.indexed: tuple[str, list[str]] = ("", [])
        self.seconds = 0.0
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        chosen = settings.WAGTAILSEARCH_BACKENDS["default"]["BACKEND"]
        self.use(self.postgres if chosen == self.postgres["BACKEND"] else self.whoosh)
        for command in ("load_vocabulary", "load_protocols", "load_modules"):
            call_command(command, verbosity=0, stdout=io.StringIO())
        self.reader = self.colleague("Daan")

    def colleague(self, name: str) -> User:
        """Somebody of the team that has the cases."""
        place = loading.place_for("proef", Visibility.TEAM)
        return join(person(name), place.organisation, place.team)

    def use(self, search: dict[str, str]) -> None:
        """From here on the site searches with this backend."""
        settings.WAGTAILSEARCH_BACKENDS["default"] = search

    def hold(self, documents: list[Document]) -> None:
        """Makes these the cases that there are; what is there already stays."""
        ids = [document["id"] for document in documents]
        if self.held != ids[: len(self.held)]:
            self.empty()
        self._load(documents[len(self.held) :])
        self.held = ids

    def empty(self) -> None:
        """Past the signals: ten thousand rows in the outbox would take minutes."""
        for rows in (CaseTheme.objects, Case.levels.through.objects, Case.objects):
            rows.all()._raw_delete("default")
        self.held = []

    def index(self) -> float:
        """Makes the index anew, unless that was done for these cases; gives how many seconds it took."""
        backend = settings.WAGTAILSEARCH_BACKENDS["default"]["BACKEND"]
        if self.indexed != (backend, self.held):
            started = time.perf_counter()
            call_command("rebuild_search", verbosity=0)
            self.seconds = time.perf_counter() - started
            self.indexed = (backend, list(self.held))
        return self.seconds

    def _load(self, documents: list[Document]) -> None:
        lines = (json.dumps(document).encode() for document in documents)
        cases = case_file.read(lines, loading.theme_names())
        half = len(cases) // 2
        for some, step in ((cases[:half], Visibility.TEAM), (cases[half:], Visibility.ORGANISATION)):
            place = loading.place_for("proef", step)
            for chunk in chunks(some):
                outcome, *_others = loading.write(chunk, place)
                self._give_facets(outcome.written)

    def _give_facets(self, pks: list[Any]) -> None:
        """Ages and levels, so that the page has all its facets to count."""
        dice, levels = random.Random(len(pks)), list(Level.objects.all())
        for start, age in enumerate(AgeBand.values):
            Case.objects.filter(pk__in=pks[start :: len(AgeBand.values)]).update(age_band=age)
        links = [Case.levels.through(case_id=pk, level_id=dice.choice(levels).pk) for pk in pks]
        Case.levels.through.objects.bulk_create(links)
