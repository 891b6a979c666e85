from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning.authoring.counts import lines_of
from learning.authoring.export import from_pages
from learning.models import ModulePage


class Command(BaseCommand):
    help = "Counts words, minutes, questions, stop moments and scenarios of each lesson and module."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?", help="the address of one module; all of them without")

    def handle(self, *args: Any, slug: str | None, **options: Any) -> None:
        modules = ModulePage.objects.order_by("slug")
        known = [module.slug for module in modules]
        if slug and slug not in known:
            raise CommandError(f"There is no module “{slug}”. There are: {', '.join(known) or 'none'}")
        for module in modules.filter(slug=slug) if slug else modules:
            for line in lines_of(from_pages(module)):
                self.stdout.write(line)
