"""Modules and lessons as the search knows them."""

from django.utils.translation import gettext_lazy as _

from learning.models import LessonPage, ModulePage
from tegenspraak.search import registry


def register() -> None:
    registry.register(
        registry.Kind(
            name="module",
            label=_("Module"),
            model=ModulePage,
            visible_to=lambda user: ModulePage.objects.visible_to(user).prefetch_related("goals"),
            title=lambda module: module.title,
            url=lambda module: module.url,
            text=lambda module: module.search_text(),
        )
    )
    registry.register(
        registry.Kind(
            name="lesson",
            label=_("Lesson"),
            model=LessonPage,
            visible_to=lambda user: LessonPage.objects.visible_to(user),
            title=lambda lesson: lesson.title,
            url=lambda lesson: lesson.url,
            text=lambda lesson: lesson.search_text(),
        )
    )
