"""A certificate as a PDF that a screen reader can read (PDF/UA-1), with a code that leads to its page."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, time
from pathlib import Path

import segno
import typst
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.models import Certificate

TEMPLATE = Path(__file__).with_name("certificate.typ")


def pdf_of(certificate: Certificate) -> bytes:
    """What is typed in titles and names travels as data; the template is never changed by it."""
    return typst.compile(
        TEMPLATE.read_bytes(),
        sys_inputs={"data": json.dumps(words_of(certificate)), "code": code_of(certificate.full_address)},
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        timestamp=datetime.combine(certificate.issued_on, time(12), tzinfo=UTC),
    )


def words_of(certificate: Certificate) -> dict[str, object]:
    """All that stands on it, in the order in which it is read."""
    minutes = certificate.minutes
    facts = [
        [_("Version"), certificate.version],
        [
            _("Study load"),
            ngettext("%(minutes)d minute", "%(minutes)d minutes", minutes) % {"minutes": minutes},
        ],
        [_("Date"), date_format(certificate.issued_on, "j F Y")],
        [
            _("Valid until"),
            date_format(certificate.valid_until, "j F Y") if certificate.valid_until else _("no end date"),
        ],
        [_("Certificate number"), certificate.number],
    ]
    return {
        "heading": _("Certificate"),
        "title": certificate.title,
        "name": certificate.name,
        "passed": _("has passed the test of the module"),
        "goals_heading": _("After this module you can"),
        "goals": certificate.goals,
        "facts": facts,
        "check": _("Whether this certificate is valid can be checked at"),
        "address": certificate.full_address,
        "code_alt": _("QR code that leads to %(address)s") % {"address": certificate.full_address},
        "issuer": "Tegenspraak",
    }


def code_of(address: str) -> str:
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=2, dark="#29231f")
    return drawn.getvalue().decode()
