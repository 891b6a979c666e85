from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tegenspraak.trail import daily


class Command(BaseCommand):
    help = "Reminders, follow-ups and retention: run this once a day by a timer."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for task, outcome in daily.run_all():
            if isinstance(outcome, Exception):
                failed.append(task.name)
                # The kind of fault and no more: a message could hold case text.
                self.stderr.write(f"{task.name}: failed ({type(outcome).__name__})")
            else:
                self.stdout.write(f"{task.name}: {outcome}")
        if failed:
            raise CommandError("Failed: " + ", ".join(failed))
