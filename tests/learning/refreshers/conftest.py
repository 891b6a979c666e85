"""A module of three goals with a bank of all kinds of question, finished by Joost."""

import re
from datetime import timedelta

import pytest
import yaml
from django.db.models import F

from learning.authoring.loading import known, load_module
from learning.models import LessonPage, ModulePage, Refresher, RefresherAnswer, TestPage
from tests.learning.conftest import LESSON, MODULE

CHOICES = [
    {"text": "Ik kijk eerst", "feedback": "GEHEIM Kijken gaat voor.", "right": True},
    {"text": "Ik oordeel eerst", "feedback": "GEHEIM Dat is te snel."},
    {"text": "Ik wacht af", "feedback": "GEHEIM Dan mis je het."},
]
KINDS = {
    "one": {"answers": CHOICES},
    "several": {"answers": [*CHOICES, {"text": "Ik vraag na", "feedback": "GEHEIM Ja.", "right": True}]},
    "order": {
        "steps": [
            {"text": f"Stap {word}", "feedback": f"GEHEIM {word}."} for word in ("een", "twee", "drie")
        ],
        "feedback": "GEHEIM Rustig aan.",
    },
    "match": {
        "pairs": [
            {"left": f"Wie {n}", "right": f"Doet {n}", "feedback": f"GEHEIM paar {n}."} for n in range(3)
        ]
    },
    "true_false": {"right": False, "reasons": CHOICES, "feedback": "GEHEIM Het klopt niet."},
    "judgement": {
        "answers": [
            {"text": f"Oordeel {n}", "feedback": f"GEHEIM oordeel {n}.", "panel": panel}
            for n, panel in enumerate((91, 37, 4))
        ],
        "panel_of": "GEHEIM voorstel van de redactie",
    },
}
RIGHT = {
    "one": 0,
    "several": [0, 3],
    "order": [0, 1, 2],
    "match": [0, 1, 2],
    "true_false": {"right": False, "reason": 0},
    "judgement": 0,
}
WRONG = {
    "one": 1,
    "several": [1, 2],
    "order": [2, 1, 0],
    "match": [2, 1, 0],
    "true_false": {"right": True, "reason": 1},
    "judgement": 2,
}


def question(key: str, goal: str, kind: str = "one", **changed) -> dict:
    return {"key": key, "kind": kind, "goal": goal, "text": f"Vraag {key}?", **KINDS[kind], **changed}


def write_bank(folder, questions: list[dict]) -> None:
    rules = {"title": "Toets", "questions": 1, "pass_mark": 80, "wait_hours": 24, "minutes": 5}
    blocks = [f"::: question\n{yaml.safe_dump(one, allow_unicode=True)}:::\n" for one in questions]
    (folder / "test.md").write_text(
        f"---\n{yaml.safe_dump(rules, allow_unicode=True)}---\n\n" + "\n".join(blocks)
    )


def write_module_with_bank(folder, questions: list[dict], title: str = "Leren kijken") -> None:
    folder.mkdir(exist_ok=True)
    goals = list(dict.fromkeys(one["goal"] for one in questions))
    told = "{" + ", ".join(f"{goal}: Je kunt {goal}" for goal in goals) + "}"
    text = re.sub(r"goals: .*", f"goals: {told}", MODULE).replace("Leren kijken", title)
    (folder / "module.md").write_text(text.replace("minutes: 10", "minutes: 15"))
    for number in (1, 2):
        lesson = LESSON.format(title=f"Les {number}")
        named = lesson.replace("minutes: 5", f"minutes: 5\ngoals: [{', '.join(goals)}]")
        (folder / f"{number:02}-les-{number}.md").write_text(named)
    write_bank(folder, questions)


def module_with(folder, questions: list[dict], title: str = "Leren kijken") -> ModulePage:
    write_module_with_bank(folder, questions, title)
    load_module(folder, known())
    return ModulePage.objects.get(slug=folder.name)


@pytest.fixture
def module(vocabulary, tmp_path) -> ModulePage:
    """Goals `zien`, `horen` and `vragen`, two questions on each."""
    questions = [question(f"{goal}-{n}", goal) for goal in ("zien", "horen", "vragen") for n in (1, 2)]
    return module_with(tmp_path / "kijken", questions)


def finish(module: ModulePage, person) -> None:
    for lesson in LessonPage.objects.child_of(module):
        lesson.mark_done(by=person)


@pytest.fixture
def finished(module, joost) -> ModulePage:
    """Joost has done all lessons today."""
    finish(module, joost)
    return module


def days_pass(days: int) -> None:
    """All that was kept happened so much longer ago."""
    Refresher.objects.filter(due_at__isnull=False).update(due_at=F("due_at") - timedelta(days=days))
    RefresherAnswer.objects.update(answered_at=F("answered_at") - timedelta(days=days))


def change_bank(module: ModulePage, change) -> None:
    """An editor changes the bank: `change` takes the raw blocks and gives those that stay."""
    test = TestPage.objects.child_of(module).get()
    test.bank = change([dict(block) for block in test.bank.raw_data])
    test.save()


def remove_test(module: ModulePage) -> None:
    TestPage.objects.child_of(module).get().delete()


def fields_in(page: str) -> dict[str, str]:
    """What the form on `page` carries unseen."""
    return dict(re.findall(r'name="(stamp|turn)" value="([^"]*)"', page))


def address_in(page: str) -> str:
    return re.search(r'action="(/leren/opfrissen/vraag/[^"]+)"', page)[1]
