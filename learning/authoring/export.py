"""From pages of the CMS back to the files of a module; what is loaded from them again changes nothing."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from learning.authoring import plain
from learning.authoring.block_rules import ENDINGS
from learning.authoring.front_matter import Block
from learning.authoring.loading import fill_lesson, fill_module, fill_test, test_of
from learning.authoring.markup import without_fences
from learning.authoring.module_files import LessonFile, ModuleFiles, TextFile
from learning.models import LessonPage, ModulePage, TestPage
from learning.models.base import in_order


def export(module: ModulePage, folder: Path) -> list[str]:
    """Writes the files of `module` into `folder`, and gives their names. What else lies there stays."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = texts_of(from_pages(module))
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    files = dict(stored_files(module))
    for name, file in files.items():
        with file.open("rb") as opened:
            (folder / name).write_bytes(opened.read())
    return [*texts, *files]


def differences(files: ModuleFiles) -> Iterator[str]:
    """What the pages of a module say otherwise than its files, as lines with - for what will be lost."""
    module = ModulePage.objects.filter(slug=files.slug).first()
    if module is None:
        return
    now, then = texts_of(from_pages(module, latest=True)), texts_of(as_pages_say(files))
    for name in sorted({*now, *then}):
        old, new = now.get(name, "").splitlines(), then.get(name, "").splitlines()
        for line in difflib.unified_diff(old, new, f"Wagtail/{name}", f"{files.slug}/{name}", lineterm=""):
            yield f"{line}\n"


# --- Pages as files ---------------------------------------------------------------------------------


def from_pages(module: ModulePage, latest: bool = False) -> ModuleFiles:
    """The module as its files would have it; `latest` with what is not yet published."""

    def of(page: Any) -> Any:
        return page.get_latest_revision_as_object() if latest else page

    lessons = [of(lesson) for lesson in LessonPage.objects.child_of(module)]
    test = test_of(module)
    return as_files(of(module), lessons, of(test) if test else None)


def as_pages_say(files: ModuleFiles) -> ModuleFiles:
    """The same files as pages made of them would have it: each key in its place, to compare line by line."""
    module, lessons, test = ModulePage(slug=files.slug), [], None
    fill_module(module, files)
    for file in files.lessons:
        lessons.append(LessonPage(slug=file.slug))
        fill_lesson(lessons[-1], file)
    if files.test:
        test = TestPage(slug=files.test.slug)
        fill_test(test, files.test)
    return as_files(module, lessons, test)


def as_files(module: ModulePage, lessons: list[LessonPage], test: TestPage | None) -> ModuleFiles:
    guide = {"title": module.trainer_title, "minutes": module.trainer_minutes}
    return ModuleFiles(
        slug=module.slug,
        values=module_values(module),
        introduction=plain.normal(module.introduction),
        lessons=[lesson_file(lesson) for lesson in lessons],
        test=test_file(test) if test else None,
        summary=TextFile({"title": module.sheet_title}, plain.normal(module.sheet))
        if module.sheet
        else TextFile(),
        trainer=TextFile(guide, plain.normal(module.trainer_guide)) if module.trainer_guide else TextFile(),
    )


def module_values(module: ModulePage) -> dict[str, Any]:
    values = {
        "title": module.title,
        "summary": plain.normal(module.summary),
        "audience": module.audience,
        "minutes": module.minutes,
        "goals": {goal.key: goal.text for goal in in_order(module.goals)},
        "actions": [action.text for action in in_order(module.actions)],
        "themes": sorted(theme.slug for theme in module.themes.all()),
        "levels": sorted(level.slug for level in module.levels.all()),
        "prerequisites": module.prerequisites.split(),
        "review_by": module.review_by,
        "review_owner": module.review_owner,
        "version": module.version,
        "changes": [
            {"version": one.version, "date": one.date, "text": plain.normal(one.text)}
            for one in in_order(module.changes)
        ],
        "valid_months": module.valid_months,
        "sources": [source(block.value) for block in module.sources],
    }
    return {key: value for key, value in values.items() if value not in (None, [], {})}


def lesson_file(page: LessonPage) -> LessonFile:
    blocks = [block for block in page.body if block.block_type != "sources"]
    sources = [source(one) for block in page.body if block.block_type == "sources" for one in block.value]
    values: dict[str, Any] = {"title": page.title, "minutes": page.minutes}
    if page.summary:
        values["summary"] = page.summary
    if page.goal_keys:
        values["goals"] = page.goal_keys
    return LessonFile(page.slug, {**values, "sources": sources}, [file_block(block) for block in blocks])


def test_file(page: TestPage) -> LessonFile:
    names = ("title", "questions", "pass_mark", "wait_hours", "minutes")
    values = {name: getattr(page, name) for name in names}
    return LessonFile(page.slug, values, [file_block(block) for block in page.bank])


def file_block(block: Any) -> Block:
    return Block(plain.kind_of(block.block_type), plain.of_block(block))


def source(value: Any) -> dict[str, Any]:
    found = plain.simple(value)
    return {**found, "seen": date.fromisoformat(found["seen"])}


def stored_files(module: ModulePage) -> Iterator[tuple[str, Any]]:
    """The pictures and other files that the lessons show, by name."""
    for lesson in LessonPage.objects.child_of(module):
        for block in lesson.body:
            if block.block_type in ENDINGS:
                for name in ("file", "captions"):
                    if stored := block.value.get(name):
                        yield plain.file_name(stored), stored.file


# --- Files as text ----------------------------------------------------------------------------------


class Dumper(yaml.SafeDumper):
    """Writes text of several lines as text, and lists a little to the right."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def as_text(dumper: Dumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


Dumper.add_representer(str, as_text)


def texts_of(module: ModuleFiles) -> dict[str, str]:
    """The text of each file of a module, by its name."""
    texts = {"module.md": file_text(module.values, module.introduction)}
    for number, lesson in enumerate(module.lessons, 1):
        texts[f"{number:02}-{lesson.slug}.md"] = file_text(lesson.values, body_text(lesson.blocks))
    if module.test:
        texts["test.md"] = file_text(module.test.values, body_text(module.test.blocks))
    for name, file in (("summary.md", module.summary), ("trainer.md", module.trainer)):
        if file.text:
            texts[name] = file_text(file.values, file.text)
    return texts


def file_text(values: Mapping[str, Any], body: str) -> str:
    return f"---\n{dumped(values)}---\n\n{body.strip()}\n"


def body_text(blocks: list[Block]) -> str:
    kinds = [block.kind for block in blocks]
    # Running text behind running text would be read as one.
    beside = [(before, kind) == ("text", "text") for before, kind in pairwise(["", *kinds])]
    return "\n\n".join(map(block_text, blocks, beside))


def block_text(block: Block, is_beside_text: bool = False) -> str:
    values = block.values
    if block.kind in ("text", "callout"):
        text = without_fences(str(values["text"]).strip())
        if block.kind == "callout":
            return f"::: {values['kind']} {values.get('title', '')}".rstrip() + f"\n{text}\n:::"
        return f"::: text\n{text}\n:::" if is_beside_text else text
    return f"::: {block.kind}\n{dumped(tidy(values))}:::"


def tidy(values: Any) -> Any:
    """The same without what may be left out, so that a file and its page read alike."""
    found = plain.simple(values)
    if values.get("kind") == "true_false":
        found.setdefault("right", False)
    return found


def dumped(values: Mapping[str, Any]) -> str:
    return yaml.dump(
        dict(values),
        Dumper=Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=100_000,
        default_flow_style=False,
    )
