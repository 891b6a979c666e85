import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tegenspraak.search.drift import check
from tegenspraak.search.rebuild import Progress, rebuild
from tegenspraak.search.store import RebuildRunning, Store
from tegenspraak.search.sync import drain, store_of_index

SAY_EVERY = 2.0


class Command(BaseCommand):
    help = "Builds the search index beside the one in use, then swaps: searching and saving go on meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="only compare database and index, and repair what differs"
        )
        parser.add_argument("--deep", action="store_true", help="with --check: compare every word as well")

    def handle(self, *args: Any, **options: Any) -> None:
        self.verbosity, self.said_at = options["verbosity"], 0.0
        if options["deep"] and not options["check"]:
            raise CommandError("--deep goes with --check.")
        store = store_of_index()
        if store is None:
            self.rebuild_elsewhere(options)
        elif options["check"]:
            self.check_index(store, deep=options["deep"])
        else:
            self.rebuild(store)

    def rebuild(self, store: Store) -> None:
        started = time.monotonic()
        try:
            count = rebuild(store, self.say)
        except RebuildRunning as error:
            raise CommandError(str(error)) from error
        drain(store)
        self.write(f"{count} objects in {time.monotonic() - started:.1f} s")

    def rebuild_elsewhere(self, options: dict[str, Any]) -> None:
        """For an engine that keeps its own index, the search library does the work."""
        if options["check"]:
            raise CommandError("This search engine keeps its own index: there is nothing to compare.")
        call_command("wagtail_update_index", verbosity=self.verbosity, stdout=self.stdout)

    def check_index(self, store: Store, deep: bool) -> None:
        drain(store)
        drift = check(store, deep=deep)
        found = [("missing", drift.missing), ("extra", drift.extra), ("changed", drift.changed)]
        for name, rows in found[: 3 if deep else 2]:
            self.write(f"{name}: {len(rows)}")
        self.write("Repaired." if drift.rows else "Database and index agree.")

    def say(self, progress: Progress) -> None:
        """One line for each model when it is done, and one every two seconds on the way."""
        is_done = progress.done == progress.total
        if not progress.total or (not is_done and time.monotonic() - self.said_at < SAY_EVERY):
            return
        self.said_at = time.monotonic()
        share = 100 * progress.done // progress.total
        counted = f"{progress.done:6} of {progress.total:6}  {share:3}%  {progress.seconds:6.1f} s"
        self.write(f"{progress.label:32} {counted}")

    def write(self, line: str) -> None:
        if self.verbosity:
            self.stdout.write(line)
            self.stdout.flush()
