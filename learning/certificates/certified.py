"""Certificates that people hold: for their owner's workspace, and a reminder before one ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from learning.assessment.marking import REMIND_DAYS
from learning.models import Certificate, ModulePage, TestPage
from tegenspraak.notices.models import Notice, notify

KEY = "certificate-ends-"


@dataclass(frozen=True)
class Held:
    """A certificate, and the page to earn the next one; "" while it is valid for long, or nowhere."""

    certificate: Certificate
    renew_at: str = ""


def certificates_of(user: Any) -> list[Held]:
    """The last certificate of `user` for each module, what asks for something first; two queries at most."""
    own = Certificate.objects.visible_to(user).filter(user_id=user.pk, revoked_at=None)
    last: dict[Any, Certificate] = {}
    for one in own.select_related("module").order_by("-issued_on", "-attempt__finished_at"):
        last.setdefault(one.module_id or one.pk, one)
    found = sorted(last.values(), key=lambda one: (one.is_valid and not one.ends_soon, one.title))
    ending = [one for one in found if one.ends_soon or one.is_expired]
    pages = renewable(one.module for one in ending)
    return [Held(one, pages.get(one.module_id, "") if one in ending else "") for one in found]


def renewable(modules: Iterable[ModulePage | None]) -> dict[int | None, str]:
    """The addresses of those of `modules` that still have a test, by their keys."""
    by_path = {module.path: module for module in modules if module and module.live}
    if not by_path:
        return {}
    tests = TestPage.objects.visible_to(None).values_list("path", flat=True)
    above = {path[: -TestPage.steplen] for path in tests}
    return {module.pk: module.url or "" for path, module in by_path.items() if path in above}


def remind() -> int:
    """Tells who holds a certificate that ends soon, once for each; gives how many were told.

    It looks at all that end within the time, not at those of one day: a day that was skipped loses none.
    """
    told = set(Notice.objects.filter(key__startswith=KEY).values_list("key", flat=True))
    waiting = [one for one in ending() if one.ends_soon and key_of(one) not in told]
    pages = renewable(one.module for one in waiting)
    sent = [tell(one, pages[one.module_id]) for one in waiting if one.module_id in pages]
    return sum(sent)


def ending() -> Iterable[Certificate]:
    """What may have to be reminded of: held by who can sign in, and no later one in its place."""
    today = timezone.localdate()
    later = Certificate.objects.filter(
        Q(valid_until__gt=OuterRef("valid_until")) | Q(valid_until=None),
        user=OuterRef("user"),
        module=OuterRef("module"),
        revoked_at=None,
    )
    soon = Certificate.objects.filter(
        ~Exists(later),
        revoked_at=None,
        user__is_active=True,
        valid_until__range=(today, today + timedelta(days=REMIND_DAYS)),
    )
    return soon.select_related("user", "module").order_by("valid_until", "pk")


def key_of(certificate: Certificate) -> str:
    return f"{KEY}{certificate.pk}"


def tell(certificate: Certificate, page: str) -> bool:
    """Whether this told them: no name, no number, only the module and the date."""
    text = _("Your certificate for “%(module)s” is valid until %(date)s. Take the test again before then.")
    words = {
        "module": Truncator(certificate.title).chars(80),
        "date": date_format(certificate.valid_until, "j F Y") if certificate.valid_until else "",
    }
    return notify(certificate.user, key=key_of(certificate), text=text % words, path=page) is not None
