from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning.authoring.export import export
from learning.models import ModulePage


class Command(BaseCommand):
    help = "Writes a module back as Markdown files, so that an editor's words can be kept with the code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the address of the module")
        parser.add_argument(
            "path",
            nargs="?",
            type=Path,
            default=settings.BASE_DIR / "modules",
            help="the folder in which the folder of the module stands, or will stand",
        )

    def handle(self, *args: Any, slug: str, path: Path, **options: Any) -> None:
        module = ModulePage.objects.filter(slug=slug).first()
        if module is None:
            known = ", ".join(ModulePage.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"There is no module “{slug}”. There are: {known or 'none'}")
        for name in export(module, path.resolve() / slug):
            self.stdout.write(f"{slug}/{name}")
