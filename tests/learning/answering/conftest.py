"""A lesson with an activity of every kind. Words that only an answer opens hold the word GEHEIM."""

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from learning.answering import activities
from learning.authoring.loading import known, load_module
from learning.models import LessonPage, ModulePage
from tegenspraak.people.models import EDITORS
from tests.vocabulary.words import load_words

MODULE = """---
title: Leren doen
summary: Kiezen en nadenken.
audience: Iedereen
minutes: {minutes}
goals:
  kiezen: Je kiest en zegt waarom.
themes: [signaleren]
levels: [signaleren]
review_by: 2999-01-01
review_owner: Redactie
version: "1"
---
Welkom.
"""
HEAD = """---
title: Doen
minutes: 5
sources:
  - {title: Een boek, seen: 2026-11-23}
---

Lees eerst dit.
"""
ONE = """
::: question
key: een
kind: one
text: Wie mag **melden**?
answers:
  - text: Alleen de bakker
    feedback: GEHEIM bakker
  - text: Iedereen
    feedback: GEHEIM iedereen
    right: true
  - text: Alleen de dokter
    feedback: GEHEIM dokter
:::
"""
OTHERS = """
::: question
key: meer
kind: several
text: Wat hoort erbij?
answers:
  - {text: Kijken, feedback: GEHEIM kijken, right: true}
  - {text: Raden, feedback: GEHEIM raden}
  - {text: Vragen, feedback: GEHEIM vragen, right: true}
  - {text: Gokken, feedback: GEHEIM gokken}
:::

::: question
key: volgorde
kind: order
text: In welke volgorde?
steps:
  - {text: Stap zien, feedback: GEHEIM zien}
  - {text: Stap denken, feedback: GEHEIM denken}
  - {text: Stap doen}
feedback: GEHEIM volgorde
:::

::: question
key: paren
kind: match
text: Wat hoort bij elkaar?
pairs:
  - {left: Kat, right: miauwt, feedback: GEHEIM kat}
  - {left: Hond, right: blaft, feedback: GEHEIM hond}
  - {left: Koe, right: loeit}
:::

::: question
key: waar
kind: true_false
text: De maan is van kaas.
right: false
reasons:
  - {text: Want steen, feedback: GEHEIM steen, right: true}
  - {text: Want kaas, feedback: GEHEIM kaas}
feedback: GEHEIM maan
:::

::: question
key: open
kind: open
text: Wat zou jij zeggen?
model: "GEHEIM model met **nadruk**"
:::

::: question
key: oordeel
kind: judgement
text: Hoe ernstig is dit?
answers:
  - {text: Licht, feedback: GEHEIM licht, panel: 1}
  - {text: Matig, feedback: GEHEIM matig, panel: 6}
  - {text: Zwaar, feedback: GEHEIM zwaar, panel: 3}
panel_of: GEHEIM panel van tien
:::
"""
STOP = """
::: stop
key: stilstaan
minutes: 2
text: Een kind komt *huilend* binnen.
question: Wat doe je eerst?
choices:
  - text: Ik troost
  - text: Ik vraag
  - text: Ik wacht
commentary: "GEHEIM commentaar met **nadruk**"
:::
"""
SCENARIO = """
::: scenario
key: gesprek
title: Aan de deur
minutes: 3
start: deur
nodes:
  deur:
    text: Moeder staat in de deur.
    choices:
      - text: Kom binnen
        to: zitten
        consequence: GEHEIM ze lacht
      - text: Luister nu
        to: boos
        consequence: GEHEIM ze schrikt
  boos:
    text: GEHEIM boos
    choices:
      - text: GEHEIM opnieuw
        to: zitten
      - text: GEHEIM melden
        to: weg
  zitten:
    text: GEHEIM zit
    end: good
    feedback: GEHEIM goed gedaan
  weg:
    text: GEHEIM weg
    end: risk
    feedback: GEHEIM te snel
:::
"""
ALL = ONE + OTHERS + STOP + SCENARIO
KEYS = ("een", "meer", "volgorde", "paren", "waar", "open", "oordeel", "stilstaan", "gesprek")
MINUTES = {ALL: 17}


def write(folder: Path, blocks: str = ALL, minutes: int = 17) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "module.md").write_text(MODULE.format(minutes=minutes))
    (folder / "01-doen.md").write_text(HEAD + blocks)
    return folder


@pytest.fixture
def vocabulary(db):
    load_words()


@pytest.fixture
def files(tmp_path) -> Path:
    return write(tmp_path / "doen")


@pytest.fixture
def lesson(vocabulary, files) -> LessonPage:
    """A lesson with one activity of every kind."""
    load_module(files, known())
    return LessonPage.objects.child_of(ModulePage.objects.get(slug="doen")).get()


@pytest.fixture
def values(lesson) -> Callable[[str], dict[str, Any]]:
    """The values of an activity, key and all."""
    return lambda key: activities.in_lesson(lesson)[key][1]


@pytest.fixture
def rewrite(files, lesson) -> Callable[[str, str], None]:
    """An editor changes words of the lesson in the middle of everything."""

    def rewritten(old: str, new: str) -> None:
        text = (files / "01-doen.md").read_text()
        assert old in text
        (files / "01-doen.md").write_text(text.replace(old, new))
        load_module(files, known())
        lesson.refresh_from_db()

    return rewritten


@pytest.fixture
def editor(bram):
    bram.groups.add(Group.objects.get(name=EDITORS))
    return bram


def act(lesson, key) -> str:
    return reverse("learning:act", args=[lesson.translation_key, key])


class Forms(HTMLParser):
    """The fields of each form of a page, by the address that it is sent to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, dict[str, Any]] = {}
        self.form: dict[str, Any] = {}
        self.choice = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if tag == "form":
            self.form = self.found.setdefault(named.get("action") or "", {"hidden": {}, "options": {}})
        elif tag == "input" and named.get("type") == "hidden":
            self.form["hidden"][named["name"]] = named["value"]
        elif tag == "input" and named.get("type") in ("radio", "checkbox"):
            self.choice = named["value"] if named["name"] in ("answer", "choice") else ""
        elif tag == "button" and named.get("name") == "choice":
            self.choice = named["value"]

    def handle_data(self, data):
        if self.choice and data.strip():
            self.form["options"][data.strip()] = self.choice
            self.choice = ""


def form_of(html: str, address: str) -> dict[str, Any]:
    return Forms(html).found[address]


class Learner:
    """Somebody with a browser in the lesson; `by_script` as htmx sends it, else as a form does."""

    def __init__(self, client, lesson, by_script: bool) -> None:
        self.client, self.lesson, self.by_script = client, lesson, by_script
        self.html = self.page()

    def page(self) -> str:
        return self.client.get(self.lesson.url).content.decode()

    def form(self, key) -> dict[str, Any]:
        return form_of(self.html, act(self.lesson, key))

    def hidden(self, key) -> dict[str, str]:
        found = dict(self.form(key)["hidden"])
        found.pop("csrfmiddlewaretoken", None)
        return found

    def send(self, key, **fields):
        """Sends a form of the page that is open, and does not look at the page anew."""
        headers = {"HX-Request": "true"} if self.by_script else {}
        return self.client.post(act(self.lesson, key), {**self.hidden(key), **fields}, headers=headers)

    def choose(self, key, text, name="answer", **fields):
        return self.send(key, **{name: self.form(key)["options"][text]}, **fields)

    def look(self) -> str:
        self.html = self.page()
        return self.html


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def learner(request, sign_in, lesson, joost) -> Learner:
    """Joost, first line, with and without a script."""
    return Learner(sign_in(joost), lesson, request.param)
