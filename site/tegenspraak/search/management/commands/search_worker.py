import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tegenspraak.search.indexer import Indexer, heal
from tegenspraak.search.rebuild import purge
from tegenspraak.search.store import RebuildRunning, Store
from tegenspraak.search.sync import drain, store_of_index


class Command(BaseCommand):
    help = "Keeps the search index up to date until it is stopped; for servers with SEARCH_INDEXER=worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="take what waits now, purge, and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        store = store_of_index()
        if store is None:
            raise CommandError("This search engine keeps its own index: it needs no worker.")
        if options["once"]:
            self.stdout.write(once(store))
            return
        indexer = Indexer(store)
        for stop in (signal.SIGTERM, signal.SIGINT):
            signal.signal(stop, lambda number, frame: indexer.stop())
        self.stdout.write(f"The search worker looks after {store.root}.")
        self.stdout.flush()
        indexer.run()


def once(store: Store) -> str:
    """Heals, takes what waits and purges; gives what it did, in a sentence."""
    try:
        healed = heal(store)
        count, purged = drain(store), purge(store)
    except RebuildRunning as error:
        raise CommandError(str(error)) from error
    done = [f"{count} taken", *["made anew"] * healed, *["purged"] * purged]
    return f"Search index: {', '.join(done)}."
