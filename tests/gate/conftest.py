"""A detector that is easy to predict, and a case to check."""

import re
import uuid

import pytest

from casuistry import anonymity
from casuistry.anonymity.findings import Finding
from casuistry.cases.draft import Draft, Line
from casuistry.cases.models import Case

PATTERNS = [
    (r"123456782", "bsn", "blocks", "[bsn]"),
    (r"06-?\d{8}", "phone", "blocks", "[telefoonnummer]"),
    (r"\b(Zwolle|Deventer)\b", "place", "asks", "[plaats]"),
    (r"(?<=mevrouw )\w+", "person", "blocks", "[naam]"),
    (r"\bBakker\b", "person", "asks", "[naam]"),
    (r"\bimker\b", "profession", "advises", "[beroep]"),
]


def simple_find(text, register=None):
    """Names of the register, and a few patterns."""
    found = [
        Finding(m.start(), m.end(), m.group(), category, severity, suggestion)
        for pattern, category, severity, suggestion in PATTERNS
        for m in re.finditer(pattern, text)
    ]
    names = {name: f"[{role}]" for name, role in (register or {}).items()}
    for name, suggestion in names.items():
        for m in re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE):
            if not any(other.start == m.start() for other in found):
                found.append(Finding(m.start(), m.end(), m.group(), "person", "blocks", suggestion))
    return sorted(found)


@pytest.fixture
def detector(monkeypatch):
    monkeypatch.setattr(anonymity, "find", simple_find, raising=False)
    return simple_find


@pytest.fixture
def case_of(detector):
    """Makes a case: `case_of(samira, "situation", title=…)`."""

    def make(author, situation="", *, title="Een casus", facts=(), register=()):
        draft = Draft(
            title=title,
            situation=situation,
            lines=tuple(Line(fact=fact) for fact in facts),
            register=tuple(register),
        )
        return Case.objects.start(draft, by=author, submission=uuid.uuid4())

    return make
