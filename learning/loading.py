"""From a module's files to pages of the CMS, without ever writing over an editor's words."""

from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import Page, Site

from learning.front_matter import Known, LessonFile, ModuleFiles, read_module
from learning.models import LearningGoal, LessonPage, ModuleIndexPage, ModulePage
from tegenspraak.vocabulary import explain
from tegenspraak.vocabulary.models import Level, Theme

NEW, UPDATED, UNCHANGED = "new", "updated", "unchanged"
LEFT_ALONE = "edited in Wagtail, left alone"
NOT_IN_FILES = "not in the files any more, left as it is"

Outcomes = list[tuple[str, str]]


def known() -> Known:
    """What modules may refer to now."""
    return Known(
        themes=set(Theme.objects.values_list("slug", flat=True)),
        levels=set(Level.objects.values_list("slug", flat=True)),
        terms=set(explain.glossary()),
    )


def load_module(folder: Path, known: Known) -> Outcomes:
    """Loads the module in `folder` whole or not at all; gives address and outcome of each of its pages.

    Raises front_matter.FaultyModule.
    """
    files = read_module(folder, known)
    with transaction.atomic():
        return write_module(files)


def write_module(files: ModuleFiles) -> Outcomes:
    parent = index_page()
    module = ModulePage.objects.child_of(parent).filter(slug=files.slug).first()
    module, outcome = write(module or ModulePage(slug=files.slug), parent, files, fill_module)
    outcomes = [(files.slug, outcome)]
    kept = {lesson.slug: lesson for lesson in LessonPage.objects.child_of(module)}
    in_order = []
    for file in files.lessons:
        lesson = kept.pop(file.slug, None) or LessonPage(slug=file.slug)
        lesson, outcome = write(lesson, module, file, fill_lesson)
        in_order.append(lesson)
        outcomes.append((f"{files.slug}/{file.slug}", outcome))
    put_in_order(module, in_order)
    return outcomes + [(f"{files.slug}/{slug}", NOT_IN_FILES) for slug in kept]


def write(page: Any, parent: Page, file: Any, fill: Any) -> tuple[Any, str]:
    """Makes or renews `page` from `file` and publishes it as a revision: an editor sees its history."""
    if page.pk is None:
        fill(page, file)
        page.loaded_digest = page.digest()
        # A parent that another page was just added under no longer knows its own number of children.
        type(parent).objects.get(pk=parent.pk).add_child(instance=page)
        page.save_revision().publish()
        return page, NEW
    # The latest words, published or not: a draft is an editor's work too.
    latest = page.get_latest_revision_as_object()
    if latest.digest() != page.loaded_digest:
        return page, LEFT_ALONE
    fill(latest, file)
    if latest.digest() == page.loaded_digest:
        return page, UNCHANGED
    latest.loaded_digest = latest.digest()
    latest.save_revision().publish()
    return latest, UPDATED


def fill_module(page: ModulePage, files: ModuleFiles) -> None:
    values = files.values
    for name in ("title", "summary", "audience", "minutes", "review_by", "review_owner", "version"):
        setattr(page, name, values[name])
    page.draft_title = page.title
    page.introduction = files.introduction
    goals = [LearningGoal(text=text, sort_order=number) for number, text in enumerate(values["goals"])]
    page.goals.set(goals)
    page.themes.set(Theme.objects.filter(slug__in=values["themes"]))
    page.levels = list(Level.objects.filter(slug__in=values["levels"]))
    page.sources = [("source", source) for source in values.get("sources", [])]


def fill_lesson(page: LessonPage, file: LessonFile) -> None:
    page.title = page.draft_title = file.values["title"]
    page.summary = file.values.get("summary", "")
    page.minutes = file.values["minutes"]
    page.body = [
        ("callout", {"kind": piece.kind, "title": piece.title, "text": piece.text})
        if piece.kind
        else ("text", piece.text)
        for piece in file.pieces
    ] + [("sources", file.values["sources"])]


def put_in_order(module: ModulePage, lessons: list[LessonPage]) -> None:
    """Moves `lessons` into the order of the files, where they are not in it yet."""
    numbers = [lesson.pk for lesson in lessons]
    now = LessonPage.objects.child_of(module).filter(pk__in=numbers).values_list("pk", flat=True)
    if list(now) == numbers:
        return
    for pk in numbers:
        Page.objects.get(pk=pk).move(Page.objects.get(pk=module.pk), pos="last-child")


def index_page() -> ModuleIndexPage:
    """The page /modules/, made under the site's home page when it is not there yet."""
    if found := ModuleIndexPage.objects.first():
        return found
    page = ModuleIndexPage(title="Modules", slug="modules")
    Site.objects.get(is_default_site=True).root_page.specific.add_child(instance=page)
    page.save_revision().publish()
    return page
