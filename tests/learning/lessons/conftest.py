import pytest
from django.contrib.auth.models import AnonymousUser

from learning.authoring.loading import known, load_module
from learning.models import LessonPage, ModulePage
from tests.learning.conftest import LESSON, write_module

LONG = """
::: question
key: kijken-{number}
kind: one
minutes: 3
text: Wat **zag** je in les {number}?
answers:
  - {{text: Een jas, feedback: Klopt., right: true}}
  - {{text: Een zorg, feedback: Dat is al een uitleg.}}
:::

## En verder

Nog een stuk tekst, na de vraag.

::: stop
key: stop-{number}
minutes: 4
text: Het meisje zegt niets.
question: Wat doe je eerst?
choices: [{{text: Ik wacht}}, {{text: Ik vraag door}}]
commentary: Beide kan.
:::
"""


@pytest.fixture
def long_folder(tmp_path):
    """The files of the module "Leren kijken" with a question and a stop moment in each lesson."""
    folder = write_module(tmp_path / "lang")
    for number in (1, 2):
        text = LESSON.format(title=f"Les {number}") + LONG.format(number=number)
        (folder / f"{number:02}-les-{number}.md").write_text(text)
    main = folder / "module.md"
    main.write_text(main.read_text().replace("minutes: 10", "minutes: 24"))
    return folder


@pytest.fixture
def long_module(vocabulary, long_folder) -> ModulePage:
    load_module(long_folder, known())
    return ModulePage.objects.get(slug="lang")


@pytest.fixture
def long_lessons(long_module) -> list[LessonPage]:
    return list(LessonPage.objects.child_of(long_module))


@pytest.fixture
def visitor() -> AnonymousUser:
    return AnonymousUser()


def text(response, status: int = 200) -> str:
    assert response.status_code == status
    return response.content.decode()
