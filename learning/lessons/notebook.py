"""All that somebody wrote and kept beside lessons, on one page, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from learning.models import LessonPage, LessonProgress, ModulePage, Note


@dataclass(frozen=True)
class Entry:
    """A note or a kept lesson; `lesson` is None where it is not there any more, or not for this reader."""

    title: str
    lesson: LessonPage | None = None
    module: ModulePage | None = None
    note: Note | None = None


@dataclass(frozen=True)
class Notebook:
    notes: list[Entry]
    kept: list[Entry]


def notebook_of(user: Any) -> Notebook:
    notes = list(Note.objects.visible_to(user).order_by("-saved_at", "-pk"))
    kept = list(LessonProgress.objects.visible_to(user).kept())
    numbers = {one.lesson_id for one in notes} | {one.lesson_id for one in kept}
    lessons = LessonPage.objects.visible_to(user).filter(pk__in=numbers - {None}).defer("body").in_bulk()
    paths = {lesson.path[: -LessonPage.steplen] for lesson in lessons.values()}
    modules = {module.path: module for module in ModulePage.objects.visible_to(user).filter(path__in=paths)}

    def entry(number: int | None, title: str = "", note: Note | None = None) -> Entry:
        lesson = lessons.get(number or 0)
        module = modules.get(lesson.path[: -LessonPage.steplen]) if lesson else None
        return Entry(lesson.title if lesson else title, lesson, module, note)

    return Notebook(
        [entry(one.lesson_id, one.title, one) for one in notes],
        [entry(one.lesson_id) for one in kept if one.lesson_id in lessons],
    )
