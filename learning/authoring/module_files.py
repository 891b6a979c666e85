"""A module as its files have it, checked as a whole. Needs no database.

A module is a folder `<slug>/` with `module.md`, lessons `NN-<slug>.md`, and perhaps `test.md`, `summary.md`
and `trainer.md`. docs/writing-modules.md describes all.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.images import get_image_dimensions

from learning.authoring.block_rules import ENDINGS, LARGEST_MB, MB, NO_GOAL, minutes_of
from learning.authoring.front_matter import Block, Fault, FaultyModule, File, Known
from learning.authoring.markup import links
from learning.authoring.rules import (
    KEY,
    LINE,
    Rule,
    Rules,
    a_date,
    a_source,
    having,
    line_of_text,
    list_of,
    mapping_of,
    one_of,
    optional,
    whole_minutes,
    whole_number,
)
from tegenspraak.dutch import fold

LESSON_FILE = re.compile(r"(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)\.md")
OTHER_FILES = ("module.md", "test.md", "summary.md", "trainer.md")
TEST_SLUG = "toets"
OFF_BY = 0.05  # so far the study load may be off
MOST_WORDS_ON_A_PAGE = 450
TITLE = line_of_text(120)


@dataclass(frozen=True)
class LessonFile:
    slug: str
    values: dict[str, Any]
    blocks: list[Block]
    path: Path = Path()

    @property
    def minutes(self) -> int:
        """Reading and activities together."""
        return int(self.values.get("minutes") or 0) + sum(
            minutes_of(one.kind, one.values) for one in self.blocks
        )


@dataclass(frozen=True)
class TextFile:
    """A page of Markdown with a title: the summary, or the trainer's guide."""

    values: dict[str, Any] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True)
class ModuleFiles:
    slug: str
    values: dict[str, Any]
    introduction: str
    lessons: list[LessonFile]
    test: LessonFile | None = None
    summary: TextFile = TextFile()
    trainer: TextFile = TextFile()
    folder: Path = Path()


def read_module(folder: Path, known: Known) -> ModuleFiles:
    """The checked content of the module in `folder`. Raises FaultyModule."""
    faults: list[Fault] = []
    if not KEY.fullmatch(folder.name):
        faults.append(Fault(folder, 1, "a folder's name has small letters, digits and hyphens only"))
    main = File(folder / "module.md", faults, known)
    values = main.front_matter(module_rules(known))
    goals = values.get("goals") if isinstance(values.get("goals"), dict) else {}
    lessons = [read_lesson(path, faults, known, goals or {}) for path in lesson_paths(folder, faults)]
    if not lessons:
        faults.append(Fault(folder, 1, "there is no lesson; name lessons like 01-begin.md"))
    main.check_text()
    module = ModuleFiles(
        folder.name,
        values,
        main.body.strip(),
        lessons,
        read_test(folder / "test.md", faults, known, goals or {}),
        read_text(folder / "summary.md", faults, known, SUMMARY_RULES),
        read_text(folder / "trainer.md", faults, known, TRAINER_RULES),
        folder,
    )
    if not faults:
        faults += faults_of_module(module, known)
    if faults:
        raise FaultyModule(faults)
    return module


def lesson_paths(folder: Path, faults: list[Fault]) -> list[Path]:
    """The lesson files of `folder` in order; names that cannot be become faults."""
    paths = sorted(path for path in folder.glob("*.md") if path.name not in OTHER_FILES)
    seen: dict[str, str] = {TEST_SLUG: "the addresses as that of the test"}
    for path in paths:
        match = LESSON_FILE.fullmatch(path.name)
        if match is None:
            faults.append(
                Fault(path, 1, "a lesson is called NN-name.md, with small letters, digits and hyphens")
            )
            continue
        for part in match.groups():
            if part in seen:
                faults.append(Fault(path, 1, f"“{part}” stands in {seen[part]} already"))
            seen[part] = path.name
    return [path for path in paths if LESSON_FILE.fullmatch(path.name)]


def read_lesson(path: Path, faults: list[Fault], known: Known, goals: Iterable[str]) -> LessonFile:
    file = File(path, faults, known)
    values = file.front_matter(lesson_rules(set(goals)))
    file.check_text()
    return LessonFile(path.stem[3:], values, file.blocks(set(goals)), path)


def read_test(path: Path, faults: list[Fault], known: Known, goals: Iterable[str]) -> LessonFile | None:
    if not path.is_file():
        return None
    file = File(path, faults, known)
    values = file.front_matter(TEST_RULES)
    file.check_text()
    return LessonFile(TEST_SLUG, values, file.blocks(set(goals), is_test=True), path)


def read_text(path: Path, faults: list[Fault], known: Known, rules: Rules) -> TextFile:
    if not path.is_file():
        return TextFile()
    file = File(path, faults, known)
    values = file.front_matter(rules)
    file.check_text()
    if path.name == "summary.md" and (words := len(file.body.split())) > MOST_WORDS_ON_A_PAGE:
        file.fault(1, f"has {words} words; {MOST_WORDS_ON_A_PAGE} fit on one printed page")
    return TextFile(values, file.body.strip())


# --- What must fit together ------------------------------------------------------------------------


def faults_of_module(module: ModuleFiles, known: Known) -> Iterator[Fault]:
    """What is wrong between the files, once each of them is right."""
    yield from twice_used_keys(module)
    yield from wrong_references(module, known)
    yield from missing_files(module)
    yield from goals_left_out(module)
    main = module.folder / "module.md"
    total = study_load(module)
    if abs(total - module.values["minutes"]) > OFF_BY * total:
        said = module.values["minutes"]
        yield Fault(main, 1, f"“minutes” says {said}, but lessons, activities and test take {total} together")
    versions = [one["version"] for one in module.values.get("changes", ())]
    if versions and module.values["version"] not in versions:
        yield Fault(main, 1, f"“changes” does not say what is new in version {module.values['version']}")


def study_load(module: ModuleFiles) -> int:
    """Minutes of all lessons with their activities, and of the test."""
    test = int(module.test.values["minutes"]) if module.test else 0
    return sum(lesson.minutes for lesson in module.lessons) + test


def parts_of(module: ModuleFiles) -> list[LessonFile]:
    return module.lessons + ([module.test] if module.test else [])


def twice_used_keys(module: ModuleFiles) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for part in parts_of(module):
        for block in part.blocks:
            if key := block.values.get("key"):
                if key in seen:
                    yield Fault(part.path, block.line, f"the key “{key}” is used in {seen[key]} already")
                seen[key] = part.path.name


def wrong_references(module: ModuleFiles, known: Known) -> Iterator[Fault]:
    yield from wrong_links(module)
    for lesson in module.lessons:
        for block in lesson.blocks:
            if block.kind == "term" and fold(block.values["name"]) not in known.terms:
                yield Fault(lesson.path, block.line, f"“{block.values['name']}” is not in the glossary")
            if block.kind == "practice" and block.values["theme"] not in known.themes:
                yield Fault(lesson.path, block.line, f"“{block.values['theme']}” is no known theme")


def wrong_links(module: ModuleFiles) -> Iterator[Fault]:
    """Links to lessons that are not there, in whatever file of the module."""
    slugs = {lesson.slug for lesson in module.lessons}
    others = [path for name in OTHER_FILES if (path := module.folder / name).is_file()]
    for path in [*(lesson.path for lesson in module.lessons), *others]:
        for link in links(path.read_text(encoding="utf-8-sig")):
            if link.kind == "les" and link.to[3:] not in slugs:
                yield Fault(path, link.line, f"there is no lesson “{link.to}”")


def missing_files(module: ModuleFiles) -> Iterator[Fault]:
    for lesson in module.lessons:
        for block in lesson.blocks:
            names = {block.kind: block.values.get("file"), "captions": block.values.get("captions")}
            for kind, name in names.items():
                if kind in ENDINGS and name:
                    yield from faults_of_file(lesson, block, kind, name)


def faults_of_file(lesson: LessonFile, block: Block, kind: str, name: str) -> Iterator[Fault]:
    path = lesson.path.with_name(name)
    if not path.is_file():
        yield Fault(lesson.path, block.line, f"the file “{name}” is missing")
    elif path.stat().st_size > LARGEST_MB[kind] * MB:
        yield Fault(lesson.path, block.line, f"the file “{name}” is larger than {LARGEST_MB[kind]} MB")
    elif kind == "picture" and not is_picture(path):
        yield Fault(lesson.path, block.line, f"the file “{name}” is no picture, whatever its name says")


def is_picture(path: Path) -> bool:
    try:
        return all(get_image_dimensions(str(path)))
    except Exception:  # a broken picture fails in as many ways as there are kinds
        return False


def goals_left_out(module: ModuleFiles) -> Iterator[Fault]:
    """A test asks about every goal, and every goal has a lesson to reread."""
    if module.test is None:
        return
    taught = {goal for lesson in module.lessons for goal in lesson.values.get("goals", ())}
    asked = Counter(block.values["goal"] for block in module.test.blocks)
    for goal in module.values["goals"]:
        if not asked[goal]:
            yield Fault(module.test.path, 1, f"no question asks about the goal “{goal}”")
        if goal not in taught:
            yield Fault(module.folder / "module.md", 1, f"no lesson names the goal “{goal}”")
    if len(module.test.blocks) < module.test.values["questions"]:
        yield Fault(module.test.path, 1, "there are fewer questions than the test draws")


# --- What each file's front matter must be ----------------------------------------------------------


def module_rules(known: Known) -> Rules:
    change: Rules = {"version": Rule(line_of_text(20)), "date": Rule(a_date), "text": Rule(line_of_text(500))}
    return {
        "title": Rule(TITLE),
        "summary": Rule(line_of_text(500)),
        "audience": Rule(LINE),
        "minutes": Rule(whole_minutes),
        "goals": Rule(mapping_of(LINE)),
        "actions": optional(list_of(LINE, most=5)),
        "themes": Rule(list_of(one_of(known.themes, "“%(value)s” is no known theme"), most=4)),
        "levels": Rule(list_of(one_of(known.levels, "“%(value)s” is no known level"), most=5)),
        "prerequisites": optional(list_of(one_of(known.modules, "“%(value)s” is no known module"), least=0)),
        "sources": optional(list_of(a_source, least=0)),
        "review_by": Rule(a_date),
        "review_owner": Rule(TITLE),
        "version": Rule(line_of_text(20)),
        "changes": optional(list_of(having(change))),
        "valid_months": optional(whole_number(1, 120)),
    }


def lesson_rules(goals: set[str]) -> Rules:
    return {
        "title": Rule(TITLE),
        "summary": optional(LINE),
        "minutes": Rule(whole_minutes),
        "goals": optional(list_of(one_of(goals, NO_GOAL))),
        "sources": Rule(list_of(a_source)),
    }


TEST_RULES: Rules = {
    "title": Rule(TITLE),
    "questions": Rule(whole_number(1, 100)),
    "pass_mark": Rule(whole_number(1, 100)),
    "wait_hours": Rule(whole_number(0, 720)),
    "minutes": Rule(whole_minutes),
}
SUMMARY_RULES: Rules = {"title": Rule(TITLE)}
TRAINER_RULES: Rules = {"title": Rule(TITLE), "minutes": Rule(whole_minutes)}
