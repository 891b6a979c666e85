"""A lesson for the beamer: a screen for each block, and what stays closed until the trainer opens it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from learning.answering import questions
from learning.authoring.plain import kind_of, of_block
from learning.lessons.rendering import Addresses, Renderer, Section
from learning.models import LessonPage

ACTIVITIES = ("question", "stop", "scenario")
HEADING = re.compile(r"^(?=##+ )", re.MULTILINE)


@dataclass(frozen=True)
class Line:
    """One choice; once opened with what is said of it. `is_right` is None where that is not said."""

    text: str
    more: Any = ""
    is_right: bool | None = None


@dataclass(frozen=True)
class Screen:
    """A section that everybody reads, or an activity: its text, question, lines, and what an opening adds."""

    kind: str
    section: Section | None = None
    title: str = ""
    text: Any = ""
    asks: str = ""
    lines: tuple[Line, ...] = ()
    ways: tuple[tuple[str, str], ...] = ()
    opened: Any = ""
    can_open: bool = False


def parts_of(lesson: LessonPage) -> list[tuple[Any, str]]:
    """The blocks in order, each with the piece of its text; a text has a screen for each heading."""
    found: list[tuple[Any, str]] = []
    for block in lesson.body:
        if block.block_type == "text":
            found += [(block, piece) for piece in HEADING.split(block.value) if piece.strip()]
        else:
            found.append((block, ""))
    return found


def screen_of(lesson: LessonPage, number: int, user: Any, is_open: bool, part: str) -> Screen:
    """Screen `number` of the lesson, counted from 1 (0 is its title), opened or not; `part` of a scenario."""
    if number == 0:
        return Screen("title", title=lesson.title, text=lesson.summary)
    block, piece = parts_of(lesson)[number - 1]
    renderer = Renderer(Addresses.of(lesson.get_parent()), user)
    prefix, kind = f"scherm-{number}", kind_of(block.block_type)
    if piece:
        return Screen("section", Section("text", renderer.markdown(piece, prefix)))
    if kind not in ACTIVITIES:
        return Screen("section", renderer.section(block, prefix))
    values = of_block(block)
    if kind == "scenario":
        return scenario(values, renderer, part)
    return (stop if kind == "stop" else question)(values, renderer, is_open, str(lesson.pk))


def stop(values: Mapping[str, Any], renderer: Renderer, is_open: bool, _seed: str) -> Screen:
    return Screen(
        "stop",
        title=_("Stop and choose"),
        text=renderer.markdown(values["text"], "tekst"),
        asks=values["question"],
        lines=tuple(Line(one["text"]) for one in values["choices"]),
        opened=renderer.markdown(values["commentary"], "commentaar") if is_open else "",
        can_open=True,
    )


def question(values: Mapping[str, Any], renderer: Renderer, is_open: bool, seed: str) -> Screen:
    model = values.get("model", "")
    return Screen(
        "question",
        title=_("Question for the group"),
        text=renderer.markdown(values["text"], "tekst"),
        lines=tuple(answers(values, renderer) if is_open else choices(values, seed)),
        opened=renderer.markdown(model, "antwoord") if is_open and model else told(values) if is_open else "",
        can_open=True,
    )


def choices(values: Mapping[str, Any], seed: str) -> list[Line]:
    """What can be chosen, without a word about what is right."""
    secret = salted_hmac("learning.presentation", seed).hexdigest()
    shown = [values[questions.LISTS[values["kind"]]][place] for place in questions.mixed(values, secret)] \
        if values["kind"] in questions.LISTS else []  # fmt: skip
    if values["kind"] == "match":
        lefts = " · ".join(one["left"] for one in values["pairs"])
        return [Line(lefts), *(Line(one["right"]) for one in shown)]
    return [Line(one["text"]) for one in shown]


def answers(values: Mapping[str, Any], renderer: Renderer) -> list[Line]:
    """Every choice with what is said of it, in the order as written."""
    if values["kind"] == "match":
        return [Line(f"{one['left']}: {one['right']}", one.get("feedback", "")) for one in values["pairs"]]
    if values["kind"] == "judgement":
        return [Line(f"{one['text']} ({one['panel']})", one["feedback"]) for one in values["answers"]]
    judged = values["kind"] != "order"
    return [
        Line(one["text"], one.get("feedback", ""), bool(one.get("right")) if judged else None)
        for one in values.get(questions.LISTS.get(values["kind"], ""), ())
    ]


def told(values: Mapping[str, Any]) -> str:
    """What is said of the whole."""
    said = str(values.get("feedback", ""))
    if values["kind"] == "true_false":
        return f"{_('This is so.') if values['right'] else _('This is not so.')} {said}".strip()
    if values["kind"] == "judgement":
        return _("In brackets: how many of the panel chose it. Panel: %(panel)s") % {
            "panel": values["panel_of"]
        }
    return said


def scenario(values: Mapping[str, Any], renderer: Renderer, part: str) -> Screen:
    """One part of the conversation; the choices lead to the next."""
    node = values["nodes"].get(part) or values["nodes"][values["start"]]
    return Screen(
        "scenario",
        title=values["title"],
        text=renderer.markdown(node["text"], "tekst"),
        ways=tuple((one["text"], one["to"]) for one in node.get("choices", ())),
        opened=renderer.markdown(node["feedback"], "einde") if node.get("feedback") else "",
    )
