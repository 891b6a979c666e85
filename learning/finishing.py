"""What follows when somebody has finished a module."""

from __future__ import annotations

from typing import Any

from learning.models import LessonPage, ModulePage, Refresher
from learning.progress import outline


def finish(module: ModulePage, *, by: Any) -> None:
    """`by` finished `module`: its goals come back after some days. A second time changes nothing."""
    Refresher.objects.begin(module, by=by)


def after_lesson(lesson: LessonPage, *, by: Any) -> None:
    """`by` finished `lesson`: perhaps it was the last one of its module. The test may come later."""
    module = lesson.get_parent().specific
    if outline(module, by).has_read_all:
        finish(module, by=by)
