"""The reflection of the demo: Samira's case in the incidentmethode, halfway, with a hidden answer."""

from __future__ import annotations

import uuid

from django.db import transaction

from casuistry.cases.models import Case
from casuistry.reflection.models import Participant, Reflection
from casuistry.reflection.protocol import Protocol
from tegenspraak.people.models import User

SUBMISSION = uuid.UUID("7b3b1a52-6a0e-4d0c-9a55-0c1de1f0f00d")

PREPARATION = {
    "type_vraag": "handelen",
    "tot_keuzemoment": (
        "De ouders hadden al maanden een vechtscheiding. Op vrijdagmiddag belde de moeder: haar dochter "
        "wilde niet mee met haar vader. De vader stond voor de deur en zei dat de omgang in het "
        "ouderschapsplan stond. Ik moest binnen een kwartier zeggen wat er die avond zou gebeuren."
    ),
    "afloop_verborgen": (
        "Ik heb de omgang voor dat weekend stilgelegd en beide ouders gebeld. De vader was heel boos. "
        "Achteraf vraag ik mij af of ik eerst het meisje had moeten spreken."
    ),
    "wat_raakt_mij": "Ik voelde mij onder druk gezet door allebei de ouders.",
    "spanning": 7,
}
NOTE = "Let op: wie heeft het meisje zelf gesproken? Dat hoor ik nog niet."
QUESTION = "Wie heeft het meisje die middag zelf gesproken, en wat zei zij toen?"


@transaction.atomic
def make_demo_reflection() -> Reflection | None:
    """The demo's reflection, made once; None while its people, case or protocol are missing."""
    people = {user.first_name: user for user in User.objects.filter(email__endswith="@demo.test")}
    protocol = Protocol.objects.filter(slug="incidentmethode", live=True).first()
    if not protocol or not {"Samira", "Daan", "Noor"} <= people.keys():
        return None
    samira = people["Samira"]
    if known := Reflection.objects.filter(started_by=samira, submission=SUBMISSION).first():
        return known
    case = _demo_case(samira)
    if case is None:
        return None
    reflection = Reflection.objects.start(case=case, protocol=protocol, by=samira, submission=SUBMISSION)
    _play(reflection, samira, people["Daan"], people["Noor"])
    return reflection


def _demo_case(samira: User) -> Case | None:
    """Her shared case about a hostile separation."""
    for case in Case.objects.written_by(samira):
        if case.is_shared and "vechtscheiding" in f"{case.title} {case.situation}".lower():
            return case
    return None


def _play(reflection: Reflection, samira: User, daan: User, noor: User) -> None:
    """Preparation, the sketch, and the phase of questions with one answer that nobody else sees yet."""
    for colleague in (daan, noor):
        reflection.invite(colleague, role=Participant.Role.PARTICIPANT, by=samira)
    for question, value in PREPARATION.items():
        reflection.answer(samira, question, value)
    reflection.begin(by=samira)
    reflection.answer(daan, "notitie_zelf", NOTE)
    reflection.close_phase(by=samira, number=reflection.phase)
    reflection.answer(daan, "feitelijke_vraag_1", QUESTION)
