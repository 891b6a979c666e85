"""A small whole world: enough of everything for each kind of page to have something to show."""

import re
import uuid
from dataclasses import dataclass

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.management import call_command

from casuistry.cases.draft import Draft, Line
from casuistry.cases.models import Case, Visibility
from casuistry.reflection.models import Protocol, Reflection
from learning.models import LessonPage, ModulePage
from tegenspraak.people.models import Invitation, Organisation, User
from tegenspraak.vocabulary.models import Term, Theme
from tests.journeys.learning_world import Learning, make_learning

SHARED = Draft(
    title="Een vechtscheiding zonder einde",
    question="Hoe blijf ik naast het kind staan?",
    situation="De ouders spreken elkaar alleen via advocaten. Het kind zegt niets over het weekend.",
    lines=(
        Line(when="week 3", source="school", fact="Het kind kwam te laat.", interpretation="Het is moe."),
        Line(
            when="week 4", source="moeder", kind="statement", status="disputed", fact="Zij belde twee keer."
        ),
    ),
    register=(("Karin", "moeder"),),
)
WITH_A_NAME = Draft(
    title="Nog met een naam erin",
    question="Wat zag ik niet?",
    situation="Mevrouw Jansen belde. Bel haar op 06-12345678.",
    lines=(Line(when="week 1", source="buur", fact="Er was lawaai.", interpretation="Er was ruzie."),),
)
QUESTION = "Wie heeft het kind die middag gesproken?"
LONG_WORD = "Kinderbeschermingsmaatregelenevaluatiebijeenkomst" * 2


@dataclass
class World:
    people: dict[str, User]
    organisation: Organisation
    shared: Case
    private: Case
    preparing: Reflection
    asking: Reflection
    closed: Reflection
    module: ModulePage
    lesson: LessonPage
    theme: Theme
    term: Term
    invitation: str
    invitation_of_a_member: str
    door: str
    learning: Learning


def load_house() -> None:
    """What `make run` loads, without the demo."""
    for command in ("load_vocabulary", "load_protocols", "load_modules"):
        call_command(command, verbosity=0)


def make_world(people: dict[str, User], organisation: Organisation) -> World:
    """Takes the cast by name; makes a shared and a private case, reflections at three moments, and links."""
    samira, noor = people["samira"], people["noor"]
    people["bram"].grant_editor(by=None)
    with_second_factor(people["esther"])
    shared = Case.objects.start(SHARED, by=samira, submission=uuid.uuid4())
    shared.themes.add(*Theme.objects.all()[:2])
    shared.share(with_=Visibility.TEAM, team=samira.teams.get(), by=samira, declared=True)
    lesson = LessonPage.objects.first()
    lesson.open(by=samira)
    world = World(
        people=people,
        organisation=organisation,
        shared=shared,
        private=Case.objects.start(WITH_A_NAME, by=samira, submission=uuid.uuid4()),
        preparing=reflection(people, shared),
        asking=(asking := asked(people, shared)),
        closed=closed(people, shared),
        module=ModulePage.objects.get(pk=lesson.get_parent().pk),
        lesson=lesson,
        theme=Theme.objects.get(slug="signaleren"),
        term=Term.objects.first(),
        invitation=Invitation.objects.invite(organisation, "nieuw@elders.test", by=noor).token,
        invitation_of_a_member=Invitation.objects.invite(organisation, people["joost"].email, by=noor).token,
        door="",
        learning=make_learning(people),
    )
    people["guest"] = asking.invite_guest("gast@elders.test", by=samira).user
    world.door = re.search(r"/account/gast/([^/\s]+)/", mail.outbox[-1].body)[1]
    call_command("rebuild_search", verbosity=0)
    return world


def with_second_factor(user: User) -> None:
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)


def reflection(people: dict[str, User], case: Case) -> Reflection:
    """In preparation: Daan and Noor are invited."""
    samira, protocol = people["samira"], Protocol.objects.get(slug="incidentmethode")
    made = Reflection.objects.start(case=case, protocol=protocol, by=samira, submission=uuid.uuid4())
    made.invite(people["daan"], by=samira)
    made.invite(people["noor"], by=samira)
    return made


def asked(people: dict[str, User], case: Case) -> Reflection:
    """In the blind phase of questions, with an answer of Daan that nobody else may see yet."""
    made = reflection(people, case)
    made.begin(by=people["samira"])
    made.close_phase(by=people["samira"], number=made.phase)
    made.answer(people["daan"], "feitelijke_vraag_1", QUESTION)
    return made


def closed(people: dict[str, User], case: Case) -> Reflection:
    """Over, with an answer that everybody read; a long word in it."""
    made = asked(people, case)
    made.answer(people["noor"], "feitelijke_vraag_1", f"Wat was het plan? {LONG_WORD}")
    made.close_phase(by=people["samira"], number=made.phase)
    made.close(by=people["samira"])
    return made
