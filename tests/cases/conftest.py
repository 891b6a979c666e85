"""Cases to share, and the fields that the writing screen sends."""

import uuid

import pytest

from casuistry.cases.draft import Draft, Line
from casuistry.cases.models import Case, Visibility
from tests.gate.conftest import detector  # noqa: F401


@pytest.fixture(autouse=True)
def _simple_detector(detector):  # noqa: F811
    """The rules of this room do not hang on what the real detector finds today."""


@pytest.fixture
def draft():
    return Draft(
        title="Tussen twee huizen",
        question="Hoe blijf ik naast beide ouders staan?",
        situation="Na de vechtscheiding zien de ouders elkaar niet meer.",
        lines=(
            Line(when="week 3", source="school", fact="Hij kwam te laat.", interpretation="Hij is moe."),
            Line(when="week 4", source="moeder", kind="statement", status="disputed", fact="Zij belde."),
        ),
        register=(("Karin", "moeder"),),
    )


@pytest.fixture
def case(samira, draft) -> Case:
    return Case.objects.start(draft, by=samira, submission=uuid.uuid4())


@pytest.fixture
def shared(case, samira, team) -> Case:
    case.share(with_=Visibility.TEAM, team=team, by=samira, declared=True)
    return case


@pytest.fixture
def fields():
    """What the browser sends: `fields(title=…, lines=[{…}], roles=[…])`."""

    def sent(lines=(), roles=(), **changed):
        data = {
            "title": "Tussen twee huizen",
            "question": "",
            "situation": "",
            "submission": str(uuid.uuid4()),
        }
        data |= changed
        for prefix, rows in (("lines", lines), ("roles", roles)):
            data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
            data |= {f"{prefix}-{n}-{key}": value for n, row in enumerate(rows) for key, value in row.items()}
        return data

    return sent
