from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from casuistry.reflection.loading import FOLDER, load
from casuistry.reflection.protocol_file import ProtocolError


class Command(BaseCommand):
    help = "Loads the protocol files; safe to repeat, and never over what an editor wrote."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=FOLDER, help="a folder or one file")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        files = sorted(path.glob("*.md")) if path.is_dir() else [path]
        faults = 0
        for file in files:
            try:
                self.stdout.write(f"{file.stem}: {load(file)}")
            except ProtocolError as error:
                faults += 1
                self.stderr.write(str(error))
        if faults:
            raise CommandError(f"{faults} of {len(files)} protocols could not be loaded.")
