from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tegenspraak.trail.models import Entry, verify


class Command(BaseCommand):
    help = "Checks the hash chain of the audit trail from the first link to the last."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = list(verify())
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"The chain is broken in {len(faults)} place(s).")
        self.stdout.write(f"The chain is whole: {Entry.objects.count()} links.")
