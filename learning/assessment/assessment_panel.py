"""How somebody stands with the test of a module: for the pages of both, and for a new try."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.assessment import marking
from learning.models import Attempt, Certificate, ModulePage, TestPage
from learning.permissions import can_keep_progress


class Hindrance(models.TextChoices):
    """Why no try can begin now."""

    PASSED = "passed", _("You have passed this test. Your certificate is valid.")
    WAIT = "wait", _("You cannot try again yet.")
    EMPTY = "empty", _("This test has no questions yet.")
    NAME = "name", _("Fill in your name, so that it can stand on your certificate.")


@dataclass(frozen=True)
class TestState:
    """`test` is None where the module has none that is live; `tries` are those handed in, newest first."""

    __test__ = False  # for pytest: a word of ours, and no test

    module: ModulePage
    test: TestPage | None
    user: Any
    open: Attempt | None = None
    tries: list[Attempt] = field(default_factory=list)

    @property
    def may_take_part(self) -> bool:
        return can_keep_progress(self.user)

    @property
    def certificate(self) -> Certificate | None:
        """The latest one that was not revoked; it may have expired."""
        return self.passed.certificate if self.passed else None

    @property
    def passed(self) -> Attempt | None:
        return next((one for one in self.tries if one.is_passed and not one.certificate.is_revoked), None)

    @property
    def last(self) -> Attempt | None:
        return self.tries[0] if self.tries else None

    @property
    def next_try_at(self) -> datetime | None:
        """When one may try again after a try that was not passed; None where there is nothing to wait for."""
        if self.last is None or self.last.is_passed or self.test is None or self.last.finished_at is None:
            return None
        at = marking.next_try_at(self.last.finished_at, self.test.wait_hours)
        return at if at > timezone.now() else None

    @property
    def hindrance(self) -> Hindrance | None:
        """Why no try can begin, the weightiest reason first."""
        if self.certificate and self.certificate.is_valid and not self.certificate.may_refresh:
            return Hindrance.PASSED
        if self.next_try_at:
            return Hindrance.WAIT
        if self.number == 0:
            return Hindrance.EMPTY
        return None if self.user.get_full_name() else Hindrance.NAME

    @property
    def can_begin(self) -> bool:
        ready = self.hindrance in (None, Hindrance.NAME)
        return self.may_take_part and self.open is None and self.test is not None and ready

    @property
    def number(self) -> int:
        """How many questions a try has: never more than there are."""
        return min(self.test.questions, len(self.test.bank)) if self.test else 0


def state_for(module: ModulePage, user: Any) -> TestState:
    """In two questions to the database, whatever somebody did."""
    test = TestPage.objects.child_of(module).visible_to(user).first() if module.live else None
    if module.pk is None or not can_keep_progress(user):  # without a key: an editor who makes it looks at it
        return TestState(module, test, user)
    mine = Attempt.objects.visible_to(user).filter(module=module).select_related("certificate")
    tries = list(mine.defer("questions", "goals").order_by("-finished_at"))
    still_open = next((one for one in tries if not one.is_finished), None)
    return TestState(module, test, user, still_open, [one for one in tries if one.is_finished])
