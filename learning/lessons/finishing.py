"""What follows when somebody has finished a module."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from learning.lessons.progress import outline
from learning.models import Attempt, LessonPage, LessonProgress, ModulePage, Refresher
from learning.refreshers.refreshing import goals_with_questions
from tegenspraak.people.models import User


def finish(module: ModulePage, *, by: Any) -> None:
    """`by` finished `module`: its goals come back after some days. A second time changes nothing."""
    Refresher.objects.begin(module, by=by)


def after_lesson(lesson: LessonPage, *, by: Any) -> None:
    """`by` finished `lesson`: perhaps it was the last one of its module. The test may come later."""
    module = lesson.get_parent().specific
    if outline(module, by).has_read_all:
        finish(module, by=by)


def catch_up() -> int:
    """Begins for who finished a module without anything coming back; gives how many people and modules.

    They finished it before there was refreshing, or before it had questions. They begin as who finishes
    today: the first questions come some days from now, and never more a day than for anybody.
    """
    modules = [one for one in ModulePage.objects.visible_to(None) if goals_with_questions(one, None)]
    waiting = [(module, person) for module in modules for person in finished_before(module)]
    for module, person in waiting:
        finish(module, by=person)
    return len(waiting)


def finished_before(module: ModulePage) -> list[User]:
    """Who read all lessons of `module` or passed its test, and to whom nothing of it ever came back."""
    lessons = [lesson.pk for lesson in LessonPage.objects.child_of(module).visible_to(None)]
    done = LessonProgress.objects.filter(lesson__in=lessons).exclude(done_at=None)
    read_all = done.values("user").annotate(number=Count("pk")).filter(number=len(lessons))
    passed = Attempt.objects.passed().filter(module=module)
    came_back = Refresher.objects.filter(user=OuterRef("pk"), module=module)
    people = User.objects.filter(Q(pk__in=read_all.values("user")) | Q(pk__in=passed.values("user")))
    return list(people.filter(~Exists(came_back), is_active=True, is_guest=False))
