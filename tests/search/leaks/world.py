"""A small world in which every object of the table exists, and everybody who may ask for it."""

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from casuistry.cases.models import AgeBand, Case, Observation, Reader, RegisterEntry, Revision
from casuistry.reflection.loading import FOLDER, load
from casuistry.reflection.models import Answer, Participant, Protocol, Reflection
from learning.authoring.loading import index_page
from learning.models import LessonPage, ModulePage
from tegenspraak.home.models import RecentSearch
from tegenspraak.people.models import Membership, Organisation, Team, User
from tegenspraak.vocabulary.loading import load as load_vocabulary
from tegenspraak.vocabulary.models import Level, Term, Theme
from tests.conftest import join, person
from tests.search.leaks.objects import KINDS, MARKS

STEPS = ("private", "participants", "team", "organisation", "library")
MODULES = KINDS["module"]
PAGES = {*MODULES, *KINDS["lesson"]}


class World:
    """`users` by role and `objects` by name; `index` is the folder of the index."""

    def __init__(self, index: Path) -> None:
        self.index = index
        self.objects: dict[str, Any] = {}
        self.pages = PAGES
        load_vocabulary()
        self.levels = list(Level.objects.all())
        self.themes = {
            name: Theme.objects.create(name=marks.theme, slug=marks.theme.lower())
            for name, marks in MARKS.items()
        }
        self.users: dict[str, Any] = self._people()
        self._make_vocabulary()
        self._make_modules()
        self._make_protocols()
        self._make_cases()
        self._make_reflection()
        self.users["former"].memberships.get().end(by=self.users["noor"])
        RecentSearch.objects.remember(MARKS["recent"].heading, by=self.users["samira"])
        self.clients = {role: client_of(user) for role, user in self.users.items() if role != "stand_in"}
        rebuild()

    def _people(self) -> dict[str, Any]:
        self.organisation = Organisation.objects.create(name="Jeugdbescherming Noord", slug="jb-noord")
        self.team = Team.objects.create(organisation=self.organisation, name="Team Oost")
        here, other = self.organisation, Organisation.objects.create(name="JB Zuid", slug="jb-zuid")
        users = {
            "samira": join(person("Samira"), here, self.team),
            "daan": join(person("Daan"), here, self.team, is_facilitator=True),
            "noor": join(person("Noor"), here, self.team, is_lead=True, is_manager=True),
            "esther": join(person("Esther"), here, is_quality_officer=True),
            "former": join(person("Femke"), here, self.team),
            "unsecured": join(person("Onno"), here, self.team),
            "joost": join(person("Joost"), Organisation.objects.create(name="De Brug", slug="de-brug")),
            "mirjam": join(person("Mirjam", is_reviewer=True), other),
            "rens": join(person("Rens"), other),
            "bram": person("Bram"),
            "admin": person("Ada", is_administrator=True),
        }
        users["bram"].grant_editor(by=None)
        for name in users.keys() - {"unsecured"}:
            Authenticator.objects.create(user=users[name], type=Authenticator.Type.TOTP, data={})
        guest = person("Gast", is_guest=True)
        return users | {"guest": guest, "visitor": AnonymousUser(), "stand_in": User.stand_in()}

    def _make_vocabulary(self) -> None:
        marks = MARKS["theme"]
        self.objects["theme"] = Theme.objects.create(
            name=marks.heading, slug="thema-proef", explanation=marks.body
        )
        marks = MARKS["term"]
        self.objects["term"] = Term.objects.create(
            label=marks.heading, slug="begrip-proef", explanation=marks.body
        )

    def _make_modules(self) -> None:
        for number, name in enumerate(MODULES):
            module = ModulePage(
                title=MARKS[name].heading,
                slug=name,
                summary=MARKS[name].body,
                audience="Iedereen",
                minutes=5,
                review_by=dt.date(2999, 1, 1),
                review_owner="Redactie",
                version="1",
                live=name != "draftmodule",
            )
            index_page().add_child(instance=module)
            module.themes.add(self.themes[name])
            module.levels.set([self.levels[number]])
            module.save()
            self.objects[name] = module
        self._make_lessons()
        self._edit(self.objects["editedmodule"])
        PageViewRestriction.objects.create(
            page=self.objects["closedmodule"], restriction_type="password", password="-"
        )
        for number, name in enumerate(MODULES):
            when = dt.datetime(1971 + number, 5, 5, tzinfo=dt.UTC)
            ModulePage.objects.filter(pk=self.objects[name].pk).update(last_published_at=when)

    def _make_lessons(self) -> None:
        where = {"lesson": "module", "draftlesson": "module", "closedlesson": "closedmodule"}
        for name, of in where.items():
            lesson = LessonPage(
                title=MARKS[name].heading,
                slug=name,
                summary="",
                minutes=5,
                body=[("text", MARKS[name].body)],
                live=name != "draftlesson",
            )
            self.objects[of].add_child(instance=lesson)
            self.objects[name] = lesson

    def _edit(self, module: ModulePage) -> None:
        """A live module of which an editor keeps a draft: what is live has none of its marks."""
        heading, body = module.title, module.summary
        module.title, module.summary = "Een rustige module", "Zonder iets bijzonders."
        module.themes.clear()
        module.save()
        draft = ModulePage.objects.get(pk=module.pk)
        draft.title, draft.summary = heading, body
        draft.save_revision()

    def _make_protocols(self) -> None:
        load(FOLDER / "incidentmethode.md")
        whole = Protocol.objects.get(slug="incidentmethode")
        kinds = {"protocol": whole.kind, "draftprotocol": Protocol.Kind.GOOD_PRACTICE}
        for name, kind in kinds.items():
            self.objects[name] = Protocol.objects.create(
                slug=name,
                title=MARKS[name].heading,
                kind=kind,
                purpose=MARKS[name].body,
                definition=whole.definition,
                source=whole.source,
                live=name == "protocol",
                last_published_at=dt.datetime(1981, 5, 5, tzinfo=dt.UTC),
            )

    def _make_cases(self) -> None:
        ages = AgeBand.values
        for number, step in enumerate(STEPS):
            marks = MARKS[step]
            case = Case.objects.create(
                author=self.users["samira"],
                organisation=self.organisation,
                team=self.team,
                title=marks.heading,
                question="Wat zien wij?",
                situation=marks.body,
                visibility=step,
                age_band=ages[number],
                version=1,
            )
            Observation.objects.create(case=case, position=0, fact=f"Een {marks.animal} bij {marks.text}.")
            RegisterEntry.objects.create(case=case, position=0, name=MARKS["register"].heading, role="moeder")
            case.themes.set([self.themes[step]])
            case.levels.set([self.levels[number]])
            when = dt.datetime(1961 + number, 5, 5, tzinfo=dt.UTC)
            Case.objects.filter(pk=case.pk).update(updated_at=when)
            self.objects[step] = case
        marks = MARKS["revision"]
        Revision.objects.create(
            case=self.objects["library"],
            number=1,
            content={"title": marks.heading, "situation": marks.body},
            digest="-",
            by=self.users["samira"],
        )

    def _make_reflection(self) -> None:
        case, users = self.objects["participants"], self.users
        reflection = Reflection.objects.create(
            case=case,
            protocol=self.objects["protocol"],
            definition=self.objects["protocol"].definition,
            case_title=case.title,
            organisation=self.organisation,
            started_by=users["samira"],
            submission=uuid.uuid4(),
        )
        roles = {
            "samira": "presenter",
            "daan": "participant",
            "former": "participant",
            "guest": "participant",
        }
        people = {
            name: Participant.objects.create(
                reflection=reflection,
                user=users[name],
                role=role,
                through=None if name == "guest" else self.organisation,
            )
            for name, role in roles.items()
        }
        for name in ("daan", "former"):
            Reader.objects.create(case=case, user=users[name], through=self.organisation)
        written = {"answer": ("daan", "group", True), "personal": ("samira", "self", False)}
        for name, (writer, readers, is_blind) in written.items():
            Answer.objects.create(
                reflection=reflection,
                participant=people[writer],
                phase=1,
                question=name,
                value=f"{MARKS[name].heading}. {MARKS[name].body}",
                readers=readers,
                is_blind=is_blind,
                is_ready=True,
                saved_at=timezone.now(),
            )

    def take(self, names: list[str]) -> None:
        """Takes these objects out of the database, as far as they are rows of their own."""
        for name in names:
            if name in STEPS:
                Revision.objects.filter(case=self.objects[name]).delete()
                Case.objects.get(pk=self.objects[name].pk).delete()
            elif name in self.objects and name != "closedlesson":
                model = type(self.objects[name])
                if found := model.objects.filter(pk=self.objects[name].pk).first():
                    found.delete()
        LessonPage.objects.filter(slug__in=set(names) & {"closedlesson"}).delete()


def client_of(user: Any) -> Client:
    client = Client()
    if user.is_authenticated:
        client.force_login(user)
    return client


def rebuild() -> None:
    call_command("rebuild_search", verbosity=0)


def narrow(world: World) -> None:
    """Takes all rights away behind the back of the index: nothing in it is told."""
    Case.objects.update(visibility="private")
    for model in (ModulePage, LessonPage, Protocol):
        model.objects.update(live=False)
    Membership.objects.exclude(user=world.users["samira"]).delete()
