"""The activities of a lesson as somebody may see them: the key of an answer stays here until it was given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from learning.answering import question_shown, scenario_shown, stop_shown
from learning.answering.activity import KINDS, Activity, Reader
from learning.authoring import plain
from learning.authoring.block_rules import faults_of_block
from learning.lessons.rendering import Addresses, Renderer, Section
from learning.models.answers import Answer, Commitment, ScenarioRun
from learning.permissions import can_edit_lesson, can_keep_progress

if TYPE_CHECKING:
    from learning.models import LessonPage

Blocks = Mapping[str, tuple[str, dict[str, Any]]]


def in_lesson(lesson: LessonPage) -> dict[str, tuple[str, dict[str, Any]]]:
    """The kind and the values of each activity, by its key. What is not finished in a draft is left out."""
    return {values["key"]: (kind, values) for kind, values in whole(lesson)}


def whole(lesson: LessonPage) -> Iterator[tuple[str, dict[str, Any]]]:
    for block in lesson.body:
        kind = plain.kind_of(block.block_type)
        if kind in KINDS:
            values = plain.of_block(block) if plain.key_of(block) else {}
            if values and not faults_of_block(kind, values):
                yield kind, values


def reader_of(
    lesson: LessonPage, user: Any, renderer: Renderer | None = None, is_preview: bool = False
) -> Reader:
    renderer = renderer or Renderer(Addresses.of(lesson.get_parent()))
    return Reader(user, lesson, renderer, is_preview, can_edit_lesson(user, lesson))


def shown_in(
    lesson: LessonPage, user: Any, renderer: Renderer | None = None, is_preview: bool = False
) -> dict[str, Activity]:
    """Each activity of `lesson` by its key, as `user` stands with it; a question to the database per kind."""
    blocks = in_lesson(lesson)
    if not blocks:
        return {}
    reader = reader_of(lesson, user, renderer, is_preview)
    if is_preview or not can_keep_progress(user):
        return {key: untouched(reader, kind, values) for key, (kind, values) in blocks.items()}
    return dict(touched(reader, blocks))


def untouched(reader: Reader, kind: str, values: Mapping[str, Any]) -> Activity:
    """As it is for who did nothing yet."""
    shows: dict[str, Callable[..., Activity]] = {
        "question": question_shown.show,
        "stop": stop_shown.show,
        "scenario": scenario_shown.show,
    }
    return shows[kind](reader, values)


def touched(reader: Reader, blocks: Blocks) -> Iterator[tuple[str, Activity]]:
    lesson, user = reader.lesson, reader.user
    kinds, place = {kind for kind, _values in blocks.values()}, stop_shown.place_of(lesson)
    answers = Answer.objects.latest_of(user, lesson) if "question" in kinds else {}
    made = Commitment.objects.filter(user=user, place=place) if "stop" in kinds else ()
    runs = ScenarioRun.objects.filter(user=user, lesson=lesson) if "scenario" in kinds else ()
    commitments = {one.key: one for one in made}
    run_of = {one.key: one for one in runs}
    spreads = Commitment.objects.spreads(place) if "stop" in kinds else {}
    for key, (kind, values) in blocks.items():
        if kind == "question":
            yield key, question_shown.show(reader, values, answers.get(key))
        elif kind == "stop":
            yield key, stop_shown.show(reader, values, commitments.get(key), spreads)
        else:
            yield key, scenario_shown.show(reader, values, run_of.get(key))


def put_in(sections: list[Section], shown: Mapping[str, Activity]) -> list[Section]:
    """`sections` with the activities in their places."""
    return [
        replace(section, activity=shown.get(section.values["key"])) if section.kind in KINDS else section
        for section in sections
    ]
