from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning.authoring.export import differences
from learning.authoring.front_matter import FaultyModule
from learning.authoring.loading import known, load_module
from learning.authoring.module_files import read_module


class Command(BaseCommand):
    help = "Loads training modules from Markdown files. Safe to repeat; an editor's words are left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "path",
            nargs="?",
            type=Path,
            default=settings.BASE_DIR / "modules",
            help="the folder with modules, or the folder of one module",
        )
        parser.add_argument(
            "--force",
            metavar="SLUG",
            action="append",
            default=[],
            help="show what an editor changed in this module, let the files win and publish all of it",
        )

    def handle(self, *args: Any, path: Path, force: list[str], **options: Any) -> None:
        folders = module_folders(path)
        if strangers := set(force) - {folder.name for folder in folders}:
            raise CommandError(f"--force: no such module here: {', '.join(sorted(strangers))}")
        vocabulary = known(folders)
        faulty = 0
        for folder in folders:
            try:
                if folder.name in force:
                    self.stdout.writelines(differences(read_module(folder, vocabulary)))
                outcomes = load_module(folder, vocabulary, is_forced=folder.name in force)
            except FaultyModule as fault:
                faulty += 1
                self.stderr.write(f"{fault}\n{folder.name}: nothing loaded of this module")
                continue
            for address, outcome in outcomes:
                self.stdout.write(f"{address}: {outcome}")
        if faulty:
            raise CommandError(f"{faulty} of {len(folders)} modules not loaded", returncode=1)


def module_folders(path: Path) -> list[Path]:
    """The module folders that `path` means. Raises CommandError when there are none."""
    path = path.resolve()
    if (path / "module.md").is_file():
        return [path]
    folders = sorted(folder for folder in path.glob("[!._]*") if folder.is_dir()) if path.is_dir() else []
    if not folders:
        raise CommandError(f"{path}: no module found here; a module is a folder with module.md")
    return folders
