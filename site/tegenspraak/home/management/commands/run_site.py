import errno
import io
import socket
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tegenspraak.search.health import state
from tegenspraak.search.sync import drain, store_of_index


class Command(BaseCommand):
    help = (
        "Sets the demo site up and serves it: migrations, vocabulary, protocols, modules, demo, search index."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--prepare-only", action="store_true", help="set up, do not serve")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        if not options["prepare_only"]:
            self.port_must_be_free(options["port"])
        self.data_folder_must_be_writable()
        accounts = self.prepare()
        self.stdout.write(f"Ready in {time.monotonic() - started:.1f} s.\n\n{accounts}")
        if options["prepare_only"]:
            return
        address = f"http://localhost:{options['port']}"
        self.stdout.write(self.style.SUCCESS(f"\nTegenspraak is at {address}  (stop with Ctrl-C)"))
        self.stdout.flush()
        # Our own last lines say it all; Django's would push them away.
        call_command(
            "runserver",
            f"127.0.0.1:{options['port']}",
            use_reloader=False,
            skip_checks=True,
            stdout=io.StringIO(),
        )

    def prepare(self) -> str:
        """Runs every step, says how long each takes, and gives the list of demo accounts."""
        fresh = self.step("database", self.migrate)
        for name in ("load_vocabulary", "load_protocols", "load_modules"):
            self.step(name, call_command, name, stdout=io.StringIO())
        accounts = io.StringIO()
        self.step("demo", call_command, "demo", stdout=accounts)
        store = store_of_index()
        if fresh or (store and state(store) != "ok"):
            self.step("search index", call_command, "rebuild_search", stdout=io.StringIO())
        elif store:
            drain(store)  # who was stopped halfway may have left something
        return accounts.getvalue()

    def step(self, name: str, work: Any, *args: Any, **kwargs: Any) -> Any:
        started = time.monotonic()
        self.stdout.write(f"  {name} … ", ending="")
        self.stdout.flush()
        result = work(*args, **kwargs)
        self.stdout.write(f"{time.monotonic() - started:.1f} s")
        return result

    def migrate(self) -> bool:
        """Migrates; whether there was something to migrate."""
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        # Also without a plan: who was stopped halfway the first time still lacks the trunk of the page tree.
        call_command("migrate", verbosity=0, interactive=False)
        return bool(plan)

    def port_must_be_free(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                    raise
                raise CommandError(
                    f"Port {port} is in use or not allowed. Take another one: make run PORT={port + 1}"
                ) from error

    def data_folder_must_be_writable(self) -> None:
        probe = settings.DATA_DIR / ".writable"
        try:
            probe.write_text("")
            probe.unlink()
        except OSError as error:
            raise CommandError(
                f"The data folder {settings.DATA_DIR} cannot be written to ({error.strerror}). "
                "Make it yours, or name another one: make run DATA_DIR=/path/to/folder"
            ) from error
