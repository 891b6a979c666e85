"""A shared case of Samira and reflections on it, at the moments that matter."""

import uuid

import pytest

from casuistry.cases.draft import Draft, Line
from casuistry.cases.models import Case
from casuistry.reflection.loading import FOLDER, load
from casuistry.reflection.models import Protocol, Reflection

QUESTION = "Wie heeft het kind die middag gesproken?"


@pytest.fixture
def protocol(db) -> Protocol:
    load(FOLDER / "incidentmethode.md")
    return Protocol.objects.get(slug="incidentmethode")


@pytest.fixture
def private_case(samira, team) -> Case:
    line = Line(when="week 3", source="school", fact="Het kind kwam te laat.", interpretation="Zij was moe.")
    draft = Draft(
        title="Een avond zonder afspraak",
        question="Wat had ik eerder kunnen vragen?",
        situation="De moeder belde en zei dat het kind niet mee wilde.",
        lines=(line,),
    )
    return Case.objects.start(draft, by=samira, submission=uuid.uuid4())


@pytest.fixture
def case(private_case, samira, team) -> Case:
    private_case.share(with_="team", team=team, by=samira, declared=True)
    return private_case


@pytest.fixture
def start(protocol, samira):
    def started(case, **kwargs) -> Reflection:
        return Reflection.objects.start(
            case=case, protocol=protocol, by=samira, submission=kwargs.get("submission", uuid.uuid4())
        )

    return started


@pytest.fixture
def prepared(start, case, samira, daan, noor) -> Reflection:
    """Samira presents, Daan and Noor are invited; not begun."""
    reflection = start(case)
    reflection.invite(daan, by=samira)
    reflection.invite(noor, by=samira)
    return reflection


@pytest.fixture
def asking(prepared, samira) -> Reflection:
    """In the blind phase "Vragen opschrijven"."""
    prepared.begin(by=samira)
    prepared.close_phase(by=samira, number=2)
    assert prepared.stage.title == "Vragen opschrijven"
    return prepared


@pytest.fixture
def hidden(asking, daan):
    """Daan's answer that nobody else may see yet."""
    answer = asking.answer(daan, "feitelijke_vraag_1", QUESTION)
    assert answer.is_ready
    return answer


@pytest.fixture
def guest(asking, samira):
    """Somebody from outside, invited to this reflection only."""
    return asking.invite_guest("gast@elders.test", by=samira).user


@pytest.fixture
def guest_elsewhere(db, start, case, samira):
    """A guest of another reflection on the same case."""
    return start(case).invite_guest("andere@elders.test", by=samira).user
