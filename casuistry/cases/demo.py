"""Fictitious cases for the demo, from `demo_cases.yaml`."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from casuistry.cases.draft import Draft, Line
from casuistry.cases.models import Case, Visibility
from tegenspraak.people.models import User
from tegenspraak.people.permissions import teams_of
from tegenspraak.vocabulary.models import Level, Theme

AUTHOR = "samira@demo.test"
TEXTS = Path(__file__).with_name("demo_cases.yaml")


def demo_texts() -> list[dict[str, Any]]:
    """What the file holds: for each case its name, its words, its themes, and whether a team reads it."""
    return yaml.safe_load(TEXTS.read_text(encoding="utf-8"))


def make_demo_cases() -> list[Case]:
    """Two cases of Samira that her team reads, and a private one. What is there already stays as it is.

    Raises User.DoesNotExist when the people of the demo are not there yet.
    """
    samira = User.objects.get(email=AUTHOR)
    return [make(text, samira) for text in demo_texts()]


@transaction.atomic
def make(text: dict[str, Any], author: User) -> Case:
    """The case of `text`, made once; whole or not at all, so that a second start can go on."""
    token = uuid.uuid5(uuid.NAMESPACE_URL, f"tegenspraak-demo/{text['name']}")
    there = Case.objects.filter(author=author, submission=token).first()
    if there:
        return there
    case = Case.objects.start(draft_of(text), by=author, submission=token)
    team = teams_of(author).first()
    if text["shared"] and team:
        case.share(with_=Visibility.TEAM, team=team, by=author, declared=True)
    return case


def draft_of(text: dict[str, Any]) -> Draft:
    themes = Theme.objects.filter(slug__in=text["themes"])
    levels = Level.objects.filter(slug__in=text["levels"])
    return Draft(
        title=text["title"],
        question=text["question"],
        situation=text["situation"],
        lines=tuple(Line(**line) for line in text["lines"]),
        themes=frozenset(themes.values_list("pk", flat=True)),
        age_band=text["age_band"],
        levels=frozenset(levels.values_list("pk", flat=True)),
    )
