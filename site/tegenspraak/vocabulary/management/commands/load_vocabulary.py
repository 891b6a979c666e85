from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tegenspraak.vocabulary.files import DATA, FaultyFile
from tegenspraak.vocabulary.loading import load


class Command(BaseCommand):
    help = "Loads themes, levels and glossary terms. Safe to repeat; an editor's words are left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=DATA, help="where the three files stand")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            outcomes = load(folder)
        except FaultyFile as fault:
            raise CommandError(f"{fault}\nNothing was loaded.") from fault
        for kind, counts in outcomes.items():
            told = ", ".join(f"{number} {outcome}" for outcome, number in counts.items())
            self.stdout.write(f"{kind}: {told}")
