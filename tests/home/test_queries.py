"""The number of questions to the database does not grow with what there is, on any page."""

import re
import uuid

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casuistry.cases.draft import Draft, Line
from casuistry.cases.models import Case, Visibility
from casuistry.reflection.models import Protocol, Reflection
from learning.authoring.loading import known, load_module
from learning.models import LessonPage, ModulePage
from tegenspraak.home.models import RecentSearch
from tegenspraak.notices.models import notify
from tegenspraak.vocabulary.models import Term, Theme
from tests.conftest import ON_POSTGRES, join, person
from tests.learning.conftest import LESSON, write_module

FEW, MANY = 2, 12
MOST_OF_A_SEARCH = 15 + (2 if ON_POSTGRES else 0)  # PostgreSQL is asked for the index too
KINDS = ("module", "lesson", "case", "theme", "term")


class Rows:
    """`many` of everything for Samira; asked for more, it adds what is missing."""

    def __init__(self, samira, team, folder) -> None:
        self.samira, self.team, self.folder = samira, team, folder
        self.colleagues, self.cases, self.reflections = [], [], []
        self.module = None

    def up_to(self, many: int) -> None:
        for number in range(len(self.colleagues), many):
            colleague = join(person(f"Collega{number}"), self.team.organisation, self.team)
            self.colleagues.append(colleague)
            notify(self.samira, key=f"eigen-{number}", text="Lees dit", path="/begrippen/")
            self.module_of_a_child(number)
            self.cases.append(self.case(number, by=self.samira))
            self.case(number, by=colleague)
            Theme.objects.create(name=f"Kindthema {number}", slug=f"kindthema-{number}")
            Term.objects.create(
                label=f"kindbegrip {number}", slug=f"kindbegrip-{number}", explanation="Iets."
            )
        self.grow_the_module(many)
        self.grow_the_case(many)
        for _ in range(len(self.reflections), many):
            self.reflections.append(self.reflection(self.cases[0], many))
        self.open = self.reflection(self.cases[0], many)
        self.closed = self.reflection(self.cases[0], many)
        self.closed.close_phase(by=self.samira, number=self.closed.phase)
        call_command("rebuild_search", verbosity=0)

    def module_of_a_child(self, number: int) -> None:
        folder = write_module(self.folder / f"module-{number}")
        module = folder / "module.md"
        module.write_text(module.read_text().replace("Leren kijken", f"Kijken naar een kind {number}"))
        load_module(folder, known())

    def case(self, number: int, by) -> Case:
        draft = Draft(
            title=f"Een kind in het midden {number}",
            question="Hoe blijf ik naast het kind staan?",
            situation="Het kind zegt niets.",
        )
        case = Case.objects.start(draft, by=by, submission=uuid.uuid4())
        case.share(with_=Visibility.TEAM, team=self.team, by=by, declared=True)
        return case

    def grow_the_case(self, many: int) -> None:
        lines = tuple(
            Line(when="week 3", source="school", fact=f"Het kind kwam {n} keer.") for n in range(many)
        )
        roles = tuple((f"Karin{n}", "moeder") for n in range(many))
        themes = frozenset(Theme.objects.values_list("pk", flat=True)[:many])
        first = self.cases[0]
        draft = first.draft()
        changed = Draft(draft.title, draft.question, draft.situation, lines, roles, themes)
        first.rewrite(changed, by=self.samira, version=first.version)

    def grow_the_module(self, many: int) -> None:
        folder = self.folder / "module-0"
        for number in range(1, many + 1):
            (folder / f"{number:02}-les-{number}.md").write_text(LESSON.format(title=f"Kindles {number}"))
        main = folder / "module.md"
        main.write_text(re.sub(r"minutes: \d+", f"minutes: {5 * many}", main.read_text()))
        load_module(folder, known())
        self.module = ModulePage.objects.get(slug="module-0")
        self.lesson = LessonPage.objects.child_of(self.module).first()
        for lesson in LessonPage.objects.all():
            lesson.open(by=self.samira)

    def reflection(self, case: Case, many: int) -> Reflection:
        protocol = Protocol.objects.get(slug="incidentmethode")
        made = Reflection.objects.start(case=case, protocol=protocol, by=self.samira, submission=uuid.uuid4())
        for colleague in self.colleagues[:many]:
            made.invite(colleague, by=self.samira)
        made.begin(by=self.samira)
        made.close_phase(by=self.samira, number=made.phase)
        for colleague in self.colleagues[:many]:
            made.answer(colleague, "feitelijke_vraag_1", "Wie heeft het kind gesproken?")
        return made

    def addresses(self) -> dict[str, str]:
        return {
            "home": "/",
            "modules": "/modules/",
            "module": self.module.url,
            "lesson": self.lesson.url,
            "workspace": "/mijn/",
            "case list": "/casuistiek/",
            "cases of others": "/casuistiek/?van=anderen",
            "case": self.cases[0].get_absolute_url(),
            "case, writing": f"{self.cases[0].get_absolute_url()}bewerken/",
            **{f"search, {kind}": f"/zoeken/?q=kind&soort={kind}" for kind in KINDS},
            "search": "/zoeken/?q=kind",
            "reflection list": "/reflectie/",
            "reflection, blind": self.open.get_absolute_url(),
            "reflection, read": self.closed.get_absolute_url(),
            "reflection, start": f"/reflectie/nieuw/?case={self.cases[0].pk}",
            "glossary": "/begrippen/",
            "theme": Theme.objects.first().get_absolute_url(),
            "account": "/account/",
        }


def counted(client, address: str) -> int:
    client.get(address)  # what is kept in memory is there after the first visit
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.fixture
def rows(samira, team, tmp_path) -> Rows:
    for command in ("load_vocabulary", "load_protocols"):
        call_command(command, verbosity=0)
    return Rows(samira, team, tmp_path)


def test_twelve_of_everything_take_no_more_questions_than_two(rows, sign_in, samira):
    client, counts = sign_in(samira), {}
    for many in (FEW, MANY):
        rows.up_to(many)
        counts[many] = {name: counted(client, address) for name, address in rows.addresses().items()}
    print("\n".join(f"{number:3}  {name}" for name, number in counts[FEW].items()))
    assert {name: number for name, number in counts[MANY].items() if number > counts[FEW][name]} == {}
    assert max(counts[FEW].values()) <= 28


def test_a_search_that_was_never_asked_before_and_finds_every_kind_takes_few_questions(rows, sign_in, samira):
    rows.up_to(FEW)
    client, address = sign_in(samira), "/zoeken/?q=kind+incidentmethode+kindles"
    page = client.get(address).content.decode()
    found = set(re.findall(r'class="hit__kind">([^<]+)', page))
    assert found == {"Module", "Les", "Casus", "Thema", "Begrip", "Methode"}
    RecentSearch.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert RecentSearch.objects.count() == 1
    print(len(asked))
    assert len(asked) <= MOST_OF_A_SEARCH
