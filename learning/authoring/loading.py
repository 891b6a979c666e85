"""From a module's files to pages of the CMS, without ever writing over an editor's words."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import Page, ReferenceIndex, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from learning.authoring import stored
from learning.authoring.front_matter import Known
from learning.authoring.module_files import LessonFile, ModuleFiles, read_module
from learning.authoring.plain import raw_of
from learning.authoring.review import ensure_review
from learning.models import (
    Action,
    Change,
    LearningGoal,
    LessonPage,
    ModuleIndexPage,
    ModulePage,
    TestPage,
)
from tegenspraak.vocabulary import explain
from tegenspraak.vocabulary.models import Level, Theme

NEW, UPDATED, UNCHANGED = "new", "updated", "unchanged"
LEFT_ALONE = "edited in Wagtail, left alone"
OFF = "taken off the site, left alone"
OFF_RENEWED = "taken off the site, renewed as a draft"
NEW_OFF = "new, as a draft: its module is off the site"
NOT_IN_FILES = "not in the files, left as it is"

Outcomes = list[tuple[str, str]]


def known(folders: Iterable[Path] = ()) -> Known:
    """What modules may refer to now; those in `folders` will be there soon."""
    slugs = set(ModulePage.objects.values_list("slug", flat=True))
    return Known(
        modules=slugs | {folder.name for folder in folders},
        themes=set(Theme.objects.values_list("slug", flat=True)),
        levels=set(Level.objects.values_list("slug", flat=True)),
        terms=set(explain.glossary()),
    )


def load_module(folder: Path, known: Known, is_forced: bool = False) -> Outcomes:
    """Loads the module in `folder` whole or not at all; gives address and outcome of each of its pages.

    `is_forced` where the files win from an editor's words. Raises front_matter.FaultyModule.
    """
    files = read_module(folder, known)
    with transaction.atomic():
        return write_module(files, is_forced)


def write_module(files: ModuleFiles, is_forced: bool = False) -> Outcomes:
    write = partial(write_page, is_forced=is_forced)
    parent = index_page()
    module = ModulePage.objects.child_of(parent).filter(slug=files.slug).first()
    module, outcome = write(module or ModulePage(slug=files.slug), parent, files, fill_module)
    outcomes = [(files.slug, outcome)]
    kept: dict[str, Page] = {lesson.slug: lesson for lesson in LessonPage.objects.child_of(module)}
    in_order = []
    for file in files.lessons:
        lesson = kept.pop(file.slug, None) or LessonPage(slug=file.slug)
        lesson, outcome = write(lesson, module, file, fill_lesson)
        in_order.append(lesson)
        outcomes.append((f"{files.slug}/{file.slug}", outcome))
    put_in_order(module, in_order)
    kept |= {test.slug: test for test in TestPage.objects.child_of(module)}
    if files.test:
        test = test_of(module)
        kept.pop(test.slug if test else "", None)
        _page, outcome = write(test or TestPage(slug=files.test.slug), module, files.test, fill_test)
        outcomes.append((f"{files.slug}/{files.test.slug}", outcome))
    return outcomes + [(f"{files.slug}/{slug}", NOT_IN_FILES) for slug in kept]


def test_of(module: Page) -> TestPage | None:
    """The test of `module`: the one on the site before what an editor wrote to take its place."""
    return TestPage.objects.child_of(module).order_by("-live", "path").first()


def write_page(page: Any, parent: Page, file: Any, fill: Any, is_forced: bool = False) -> tuple[Any, str]:
    """Makes or renews `page` from `file` and publishes it as a revision: an editor sees its history.

    What an editor took off the site stays off it, and so does what is new below it: it becomes a draft.
    """
    is_shown = is_forced or (page if page.pk else parent).live
    if page.pk is None:
        make(page, parent, file, fill, is_shown)
        return page, NEW if is_shown else NEW_OFF
    # The latest words, published or not: a draft is an editor's work too.
    latest = page.get_latest_revision_as_object()
    if not (is_forced or latest.is_as_loaded()):
        return page, LEFT_ALONE
    before, loaded = latest.digest(), latest.loaded_digest
    fill(latest, file)
    latest.loaded_digest = latest.digest()
    if latest.loaded_digest == before == loaded and is_shown == page.live:
        return page, UNCHANGED if is_shown else OFF
    if not is_shown:
        latest.save_revision()
        return latest, OFF_RENEWED
    with referring_once(latest):
        latest.save_revision().publish()
    return latest, UPDATED


def make(page: Any, parent: Page, file: Any, fill: Any, is_shown: bool) -> None:
    """Puts a new page with the content of `file` below `parent`."""
    fill(page, file)
    page.loaded_digest, page.live = page.digest(), is_shown
    with referring_once(page):
        # A parent that another page was just added under no longer knows its own number of children.
        type(parent).objects.get(pk=parent.pk).add_child(instance=page)
        revision = page.save_revision(clean=False)  # adding it just did
        if is_shown:
            revision.publish()


@contextmanager
def referring_once(page: Page) -> Iterator[None]:
    """What `page` refers to is noted at the end, and not at each of the three saves that publishing takes."""
    with disable_reference_index_auto_update():
        yield
    ReferenceIndex.create_or_update_for_object(page)


def fill_module(page: ModulePage, files: ModuleFiles) -> None:
    values = files.values
    for name in ("title", "summary", "audience", "minutes", "review_by", "review_owner", "version"):
        setattr(page, name, values[name])
    page.draft_title = page.title
    page.introduction = files.introduction
    rows = enumerate(values["goals"].items())
    page.goals.set([LearningGoal(key=key, text=text, sort_order=place) for place, (key, text) in rows])
    actions = enumerate(values.get("actions", []))
    page.actions.set([Action(text=text, sort_order=place) for place, text in actions])
    changes = enumerate(values.get("changes", []))
    page.changes.set([Change(**one, sort_order=place) for place, one in changes])
    page.prerequisites = "\n".join(values.get("prerequisites", []))
    page.valid_months = values.get("valid_months")
    page.sheet_title, page.sheet = files.summary.values.get("title", ""), files.summary.text
    page.trainer_title = files.trainer.values.get("title", "")
    page.trainer_minutes = files.trainer.values.get("minutes")
    page.trainer_guide = files.trainer.text
    page.themes.set(Theme.objects.filter(slug__in=values["themes"]))
    page.levels = list(Level.objects.filter(slug__in=values["levels"]))
    page.sources = [("source", source) for source in values.get("sources", [])]


def fill_lesson(page: LessonPage, file: LessonFile) -> None:
    page.title = page.draft_title = file.values["title"]
    page.summary = file.values.get("summary", "")
    page.minutes = file.values["minutes"]
    page.goals = "\n".join(file.values.get("goals", []))
    sources = [{**one, "seen": one["seen"].isoformat()} for one in file.values["sources"]]
    page.body = json.dumps([*raw(file), {"type": "sources", "value": sources}])


def fill_test(page: TestPage, file: LessonFile) -> None:
    page.title = page.draft_title = file.values["title"]
    for name in ("questions", "pass_mark", "wait_hours", "minutes"):
        setattr(page, name, file.values[name])
    page.bank = json.dumps(raw(file))


def raw(file: LessonFile) -> list[dict[str, Any]]:
    """The blocks of a file as a body takes them, with the files that they show stored."""
    files = stored.files_of(file)
    pairs = [raw_of(block.kind, block.values, files) for block in file.blocks]
    return [{"type": kind, "value": value} for kind, value in pairs]


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
        ensure_review(found)
        return found
    page = ModuleIndexPage(title="Modules", slug="modules")
    Site.objects.get(is_default_site=True).root_page.specific.add_child(instance=page)
    page.save_revision().publish()
    ensure_review(page)
    return page
