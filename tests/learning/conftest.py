from pathlib import Path

import pytest

from learning.authoring.loading import known, load_module
from learning.models import LessonPage, ModulePage
from tegenspraak.vocabulary.models import Level, Term, Theme
from tests.learning.rich import write_rich
from tests.vocabulary.words import load_words

MODULE = """---
title: Leren kijken
summary: Kijken en opschrijven.
audience: Iedereen
minutes: 10
goals: {kijken: Je ziet meer dan je dacht.}
themes: [signaleren]
levels: [signaleren]
review_by: 2999-01-01
review_owner: Redactie
version: "1"
---
Welkom.
"""

LESSON = """---
title: {title}
minutes: 5
sources:
  - {{title: Een boek, seen: 2026-11-23}}
---

Dit is de tekst over een [[complexe scheiding|vechtscheiding]].

::: tip Zo kan het
Kijk eerst.
:::
"""


def write_module(folder: Path, lessons: int = 2) -> Path:
    folder.mkdir()
    (folder / "module.md").write_text(MODULE.replace("minutes: 10", f"minutes: {5 * lessons or 5}"))
    for number in range(1, lessons + 1):
        text = LESSON.format(title=f"Les {number}")
        (folder / f"{number:02}-les-{number}.md").write_text(text)
    return folder


@pytest.fixture
def folder(tmp_path) -> Path:
    """The files of a module of two lessons, "Leren kijken", for a test to spoil."""
    return write_module(tmp_path / "kijken")


@pytest.fixture
def vocabulary(db):
    load_words()


@pytest.fixture
def module(vocabulary, folder) -> ModulePage:
    """The module "Leren kijken", loaded."""
    load_module(folder, known())
    return ModulePage.objects.get(slug="kijken")


@pytest.fixture
def lessons(module) -> list[LessonPage]:
    return list(LessonPage.objects.child_of(module))


@pytest.fixture
def few_words(db) -> None:
    """The words that the modules of these tests ask for, and no more: all of them take a second to load."""
    for slug in ("signaleren", "meldcode"):
        Theme.objects.create(slug=slug, name=slug.capitalize())
    Level.objects.create(slug="signaleren", name="Signaleren", number=2)
    Term.objects.create(slug="complexe-scheiding", label="complexe scheiding", explanation="Strijd.")


@pytest.fixture
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def rich(tmp_path) -> Path:
    """The files of the module "Alles in één", for a test to spoil."""
    return write_rich(tmp_path / "alles")


@pytest.fixture
def rich_module(few_words, own_files, rich) -> ModulePage:
    """The module "Alles in één", loaded."""
    load_module(rich, known([rich]))
    return ModulePage.objects.get(slug="alles")
