"""Modules and lessons as the search knows them, and the facets that other rooms share with them."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONArray, Length, Substr
from django.utils.translation import gettext_lazy as _

from learning.models import LearningTheme, LessonPage, ModulePage
from tegenspraak.search import registry
from tegenspraak.search.permitted import JSONList
from tegenspraak.vocabulary.models import Level, Theme

LEVEL = ("level__slug", "level__name", "level__number")  # as a facet takes it


def theme_facet(rows: Callable[[], QuerySet] | None = None, column: str | Combinable = "") -> registry.Facet:
    """Narrowing down by theme; `rows` or `column` as in `registry.Facet`, with slugs."""
    return registry.Facet(name="thema", label=_("Theme"), named=themes_named, rows=rows, column=column)


def level_facet(rows: Callable[[], QuerySet] | None = None, column: str | Combinable = "") -> registry.Facet:
    """Narrowing down by level of responsibility; `rows` or `column` as in `registry.Facet`, with slugs."""
    return registry.Facet(
        name="niveau", label=_("Level of responsibility"), named=levels_named, rows=rows, column=column
    )


def themes_named(slugs: Collection[str]) -> Mapping[str, Any]:
    return dict(Theme.objects.filter(slug__in=slugs).values_list("slug", "name"))


def levels_named(slugs: Collection[str]) -> Mapping[str, Any]:
    """All five, in their order."""
    return {level.slug: level.name for level in Level.objects.all()}


def of_the_module(pairs: QuerySet, module: str, *columns: str) -> Combinable:
    """For a lesson what its module has in `pairs`: its address in the tree begins theirs."""
    path = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - LessonPage.steplen)
    own = pairs.filter(**{f"{module}__path": path}).values(module)
    return Subquery(own.annotate(found=JSONList(JSONArray(*columns))).values("found"))


def register() -> None:
    registry.register(
        registry.Kind(
            name="module",
            label=_("Module"),
            plural=_("modules"),
            model=ModulePage,
            visible_to=lambda user: ModulePage.objects.visible_to(user).prefetch_related("goals"),
            title=lambda module: module.title,
            url=lambda module: module.url,
            text=lambda module: module.search_text(),
            date="last_published_at",
            facets=(
                theme_facet(
                    lambda: LearningTheme.objects.values_list("content_object", "tag__slug", "tag__name")
                ),
                level_facet(lambda: ModulePage.levels.through.objects.values_list("modulepage", *LEVEL)),
            ),
            is_public=True,
        )
    )
    registry.register(
        registry.Kind(
            name="lesson",
            label=_("Lesson"),
            plural=_("lessons"),
            model=LessonPage,
            visible_to=lambda user: LessonPage.objects.visible_to(user),
            title=lambda lesson: lesson.title,
            url=lambda lesson: lesson.url,
            text=lambda lesson: lesson.search_text(),
            date="last_published_at",
            facets=(
                theme_facet(
                    column=of_the_module(
                        LearningTheme.objects.all(), "content_object", "tag__slug", "tag__name"
                    )
                ),
                level_facet(
                    column=of_the_module(ModulePage.levels.through.objects.all(), "modulepage", *LEVEL)
                ),
            ),
            is_public=True,
        )
    )
