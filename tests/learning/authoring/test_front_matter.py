"""Nothing here needs a database."""

import re
from pathlib import Path

import pytest

from learning.authoring.front_matter import FaultyModule, Known, Loader, SwiftLoader, loader_of
from learning.authoring.module_files import read_module
from tests.learning.conftest import LESSON, write_module

MODULES = Path(__file__).parents[3] / "modules"
KNOWN = Known(themes={"signaleren"}, levels={"signaleren"}, terms={"complexe scheiding"})


def faults_of(folder):
    with pytest.raises(FaultyModule) as failure:
        read_module(folder, KNOWN)
    return [f"{fault.path.name}:{fault.line}: {fault.text}" for fault in failure.value.faults]


def change(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_a_good_module_is_read_whole(folder):
    module = read_module(folder, KNOWN)
    assert module.slug == "kijken"
    assert module.values["minutes"] == 10
    assert module.introduction == "Welkom."
    assert [lesson.slug for lesson in module.lessons] == ["les-1", "les-2"]
    assert [block.kind for block in module.lessons[0].blocks] == ["text", "callout"]


def test_windows_line_ends_and_a_byte_order_mark_are_fine(folder):
    path = folder / "01-les-1.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_text().replace("\n", "\r\n").encode())
    assert read_module(folder, KNOWN).lessons[0].values["title"] == "Les 1"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title: Leren kijken\n", "", "module.md:1: “title” is missing"),
        ("title: Leren kijken", "titel: Leren kijken", "module.md:2: unknown key “titel”"),
        ("title: Leren kijken", "title: 12", "module.md:2: “title” must be text"),
        ("title: Leren kijken", "title: A\ntitle: B", "module.md:3: “title” stands here twice"),
        ("minutes: 10", "minutes: half uur", "module.md:5: “minutes” must be a whole number"),
        ("minutes: 10", "minutes: true", "module.md:5: “minutes” must be a whole number"),
        ("minutes: 10", "minutes: 0", "module.md:5: “minutes” must be a whole number"),
        ("goals: {kijken: Je ziet meer dan je dacht.}", "goals: {}", "module.md:6: “goals” must have"),
        (
            "themes: [signaleren]",
            "themes: [vissen]",
            "module.md:7: “themes” item 1 “vissen” is no known theme",
        ),
        ("themes: [signaleren]", "themes: [a, b, c, d, e]", "module.md:7: “themes” must have 1 to 4"),
        ("levels: [signaleren]", "levels: signaleren", "module.md:8: “levels” must be a list"),
        ("review_by: 2999-01-01", "review_by: ooit", "module.md:9: “review_by” must be a date"),
        ("review_by: 2999-01-01", "review_by: 2026-02-30", "module.md:9: “review_by” must be a date like"),
        ("title: Leren kijken", "title: Leren \x07", "module.md:2: is no good YAML"),
        ("goals: {kijken: Je", f"goals: {'[' * 2000}[Je", "module.md:2: is no good YAML"),
        ('version: "1"', "version: 1.0", "module.md:11: “version” must be text"),
        ("Welkom.", "Welkom bij [[vissen]].", "module.md:13: [[vissen]] is no preferred or loaded name"),
        ("Welkom.", "\n# Kop", "module.md:14: a heading in the text begins with ##"),
        ("title: Leren", "title: Leren: en", "module.md:2: is no good YAML"),
        ("---\ntitle", "title", "module.md:1: must begin with front matter"),
    ],
)
def test_a_fault_in_the_module_names_file_line_and_fault(folder, old, new, told):
    change(folder / "module.md", old, new)
    assert any(fault.startswith(told) for fault in faults_of(folder)), faults_of(folder)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[[complexe scheiding|", "[[vissen|", "02-les-2.md:8: [[vissen]]"),
        ("::: tip", "::: top", "02-les-2.md:10: unknown block “top”"),
        ("Kijk eerst.\n:::", "Kijk eerst.", "02-les-2.md:10: “tip” is never closed"),
        ("seen: 2026-11-23", "seen: gisteren", "02-les-2.md:4: “sources” item 1 “seen” must be a date"),
        ("seen:", "gezien:", "02-les-2.md:4: “sources” item 1 unknown key “gezien”"),
        (", seen: 2026-11-23", "", "02-les-2.md:4: “sources” item 1 “seen” is missing"),
        ("seen:", "url: 'javascript:alert(1)', seen:", "02-les-2.md:4: “sources” item 1 “url” must be"),
    ],
)
def test_a_fault_in_a_lesson_names_file_line_and_fault(folder, old, new, told):
    change(folder / "02-les-2.md", old, new)
    assert any(fault.startswith(told) for fault in faults_of(folder)), faults_of(folder)


def test_all_faults_are_told_at_once(folder):
    change(folder / "module.md", "minutes: 10", "minutes: veel")
    change(folder / "01-les-1.md", "minutes: 5", "minuten: 5")
    assert len(faults_of(folder)) == 3


def test_a_lesson_without_text_is_a_fault(folder):
    change(folder / "01-les-1.md", LESSON[LESSON.index("\nDit is") :], "\n")
    assert "01-les-1.md:7: there is no text" in faults_of(folder)


def test_a_module_without_lessons_or_module_file_is_a_fault(tmp_path):
    told = faults_of(write_module(tmp_path / "leeg", lessons=0))
    assert told == ["leeg:1: there is no lesson; name lessons like 01-begin.md"]
    (tmp_path / "leeg" / "module.md").unlink()
    assert "module.md:1: this file is missing" in faults_of(tmp_path / "leeg")


def test_a_name_that_cannot_be_and_a_number_twice_are_faults(folder):
    (folder / "Les drie.md").write_text("")
    (folder / "02-nog-een.md").write_text((folder / "02-les-2.md").read_text())
    told = "\n".join(faults_of(folder))
    assert "Les drie.md:1: a lesson is called NN-name.md" in told
    assert "02-nog-een.md:1: “02” stands in 02-les-2.md already" in told


def test_a_file_that_is_not_text_is_a_fault(folder):
    (folder / "01-les-1.md").write_bytes(b"---\n\xff\xfe")
    assert any("cannot be read as UTF-8" in fault for fault in faults_of(folder))


@pytest.mark.parametrize(
    "nested", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "- ? " * 50_000]
)
def test_what_is_nested_without_end_is_refused_and_kills_nothing(nested):
    assert isinstance(loader_of(nested), Loader)


def test_what_people_write_is_read_fast():
    files = list(MODULES.glob("*/*.md"))
    assert len(files) > 20
    for path in files:
        for piece in re.split(r"(?m)^:::.*$", path.read_text()):
            assert isinstance(loader_of(piece), SwiftLoader)
