from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test import override_settings

from casuistry.cases.demo import make_demo_cases
from casuistry.reflection.demo import make_demo_reflection
from tegenspraak.people.demo import PASSWORD, make_demo_people


class Command(BaseCommand):
    help = "Fills the site with fictitious organisations, people, cases and a reflection. Only with DEBUG on."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The demo is only for DEBUG=1: its accounts have a known password.")
        # Nobody of the demo reads mail: what is sent while it is made goes nowhere.
        with override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend"):
            people = make_demo_people()
            make_demo_cases()
            make_demo_reflection()
        self.stdout.write(f"Demo accounts (password for all: {PASSWORD}):")
        for email, name, role in people:
            self.stdout.write(f"  {email:<24} {name:<10} {role}")
