"""The files of a module as a whole: every fault with file, line and what it is. Needs no database."""

import os

import pytest

from learning.authoring.front_matter import FaultyModule, Known
from learning.authoring.module_files import read_module, study_load
from tests.learning import rich as texts
from tests.learning.rich import change

KNOWN = Known(
    themes={"signaleren", "meldcode"},
    levels={"signaleren"},
    terms={"complexe scheiding"},
    modules={"alles"},
)


def faults_of(folder):
    with pytest.raises(FaultyModule) as failure:
        read_module(folder, KNOWN)
    return [f"{fault.path.name}:{fault.line}: {fault.text}" for fault in failure.value.faults]


def line_of(path, words):
    """The number of the first line with these words."""
    return next(n for n, line in enumerate(path.read_text().split("\n"), 1) if words in line)


def test_a_module_with_everything_is_read_whole(rich):
    module = read_module(rich, KNOWN)
    assert [lesson.minutes for lesson in module.lessons] == [9 + 3 + 2, 5 + 4 + 8 + 8]
    assert study_load(module) == 50
    assert module.summary.text == "Kijk eerst. **Schrijf** dan."
    assert module.trainer.values == {"title": "Lesgeven hiermee", "minutes": 90}
    assert [block.values["goal"] for block in module.test.blocks] == ["kijken"] + 6 * ["wegen"]
    assert module.lessons[0].blocks[0].kind == "text"


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "fault"),
    [
        ("02-doen.md", "key: l-one", "kei: l-one", "kei: l-one", "question: unknown key “kei”"),
        ("02-doen.md", "right: true", "right: false", "answers:", "“answers” has none that is right"),
        ("02-doen.md", "to: weg", "to: zitten", "nodes:", "scenario: “nodes” “weg” is never reached"),
        ("02-doen.md", "start: deur", "start: raam", "start: raam", "scenario: “start” names “raam”"),
        ("02-doen.md", "key: l-several", "key: l-one", "key: l-one", "the key “l-one” is used in 02-doen.md"),
        ("02-doen.md", "kind: several", "kind: best", "kind: best", "“best” is no known kind of question"),
        ("02-doen.md", "text: Wie mag", "  text: Wie: mag", "  text: Wie", "is no good YAML"),
        ("02-doen.md", "  boos:\n", "  deur:\n", "  deur:\n    text: SLEUTEL", "“deur” stands here twice"),
        ("02-doen.md", "title: Het gesprek", "title: A\ntitle: B", "title: B", "“title” stands here twice"),
        ("02-doen.md", "goals: [kijken, wegen]", "goals: [vissen]", "goals:", "“vissen” is no known goal"),
        ("01-kijken.md", "file: trap.png", "file: weg.png", "::: picture", "the file “weg.png” is missing"),
        ("01-kijken.md", "file: trap.png", "file: ../x.png", "file: ../x", "must be the name of a file"),
        ("01-kijken.md", "captions: film.vtt", "captions: x.vtt", "::: video", "the file “x.vtt” is missing"),
        ("01-kijken.md", "file: lijst.pdf", "file: lijst.exe", "file: lijst", "must end in pdf"),
        ("01-kijken.md", "(les:02-doen)", "(les:02-laten)", "(les:02", "there is no lesson “02-laten”"),
        ("01-kijken.md", "(les:02-doen)", "(module:niets)", "(module:niets", "there is no module “niets”"),
        ("01-kijken.md", "name: complexe scheiding", "name: vis", "::: term", "“vis” is not in the glossary"),
        ("01-kijken.md", "theme: signaleren", "theme: vis", "::: practice", "“vis” is no known theme"),
        ("01-kijken.md", "[De Raad, onderzoekt, helpt niet]", "[De Raad]", "rows:", "must have 2 to 8 items"),
        ("01-kijken.md", "::: term", "::: term x", "::: term x", "nothing stands behind “term”"),
        ("module.md", "(les:01-kijken)", "(les:01-niets)", "(les:01", "there is no lesson “01-niets”"),
        ("module.md", "(module:alles)", "(module:niets)", "(module:niets", "there is no module “niets”"),
        (
            "module.md",
            "kijken: Je ziet",
            "kijken: Dit.\n  kijken: Je ziet",
            "  kijken: Je",
            "stands here twice",
        ),
        ("module.md", "prerequisites: [alles]", "prerequisites: [x]", "prereq", "“x” is no known module"),
        ("module.md", "valid_months: 36", "valid_months: 0", "valid_months", "must be a whole number"),
        ("summary.md", "Kijk eerst.", "[x](les:09-weg)", "les:09", "there is no lesson “09-weg”"),
        ("trainer.md", "minutes: 90", "minuten: 90", "minuten", "unknown key “minuten”"),
        ("trainer.md", "SLEUTEL", "# Kop\n\nX", "# Kop", "a heading in the text begins with ##"),
        ("test.md", "goal: kijken", "goal: vissen", "goal: vissen", "“vissen” is no known goal"),
        ("test.md", "kind: several", "kind: open", "kind: open", "is no known kind of question for a test"),
        ("test.md", "key: t-several", "key: l-one", "key: l-one", "is used in 02-doen.md already"),
        ("test.md", "::: question", "Tekst.\n\n::: question", "\nTekst.", "only questions stand in a test"),
        ("test.md", "pass_mark: 80", "pass_mark: 101", "pass_mark", "must be a whole number from 1 to 100"),
    ],
)
def test_a_fault_names_file_line_and_fault(rich, file, old, new, at, fault):
    change(rich / file, old, new)
    text = (rich / file).read_text()
    number = text[: text.index(at)].count("\n") + 1
    found = faults_of(rich)
    assert [one for one in found if fault in one], found
    # A key that is used twice is told at the head of the block in which it stands for the second time.
    numbers = {int(one.split(":")[1]) for one in found if fault in one and one.startswith(f"{file}:")}
    assert number in numbers or "is used in" in fault


def test_the_study_load_may_be_off_by_one_in_twenty(rich):
    for minutes in (48, 52):
        change(rich / "module.md", "minutes: 50", f"minutes: {minutes}")
        assert read_module(rich, KNOWN).values["minutes"] == minutes
        change(rich / "module.md", f"minutes: {minutes}", "minutes: 50")


@pytest.mark.parametrize("minutes", [47, 53])
def test_a_study_load_that_is_further_off_is_refused(rich, minutes):
    change(rich / "module.md", "minutes: 50", f"minutes: {minutes}")
    told = f"module.md:1: “minutes” says {minutes}, but lessons, activities and test take 50 together"
    assert faults_of(rich) == [told]


def test_changes_tell_of_the_version(rich):
    change(rich / "module.md", 'version: "1.1"', 'version: "1.2"')
    assert faults_of(rich) == ["module.md:1: “changes” does not say what is new in version 1.2"]


def test_a_summary_that_does_not_fit_on_a_page_is_refused(rich):
    (rich / "summary.md").write_text("---\ntitle: Lang\n---\n\n" + "woord " * 451)
    assert faults_of(rich) == ["summary.md:1: has 451 words; 450 fit on one printed page"]


def test_every_goal_needs_a_question_and_a_lesson(rich):
    change(rich / "module.md", "  wegen:", "  praten: Je praat.\n  wegen:")
    assert faults_of(rich) == [
        "test.md:1: no question asks about the goal “praten”",
        "module.md:1: no lesson names the goal “praten”",
    ]


def test_a_test_cannot_draw_more_than_there_is(rich):
    change(rich / "test.md", "questions: 5", "questions: 8")
    assert faults_of(rich) == ["test.md:1: there are fewer questions than the test draws"]


def test_a_block_of_another_kind_in_a_test_is_refused(rich):
    with (rich / "test.md").open("a") as opened:
        opened.write(texts.STOP)
    assert any("only questions stand in a test" in fault for fault in faults_of(rich))


def test_a_scenario_without_an_end_is_refused(rich):
    path = rich / "02-doen.md"
    for _ in range(2):
        for end in ("good", "risk"):
            text = path.read_text()
            at = text.find(f"    end: {end}\n")
            if at > 0:
                until = text.index("\n", text.index("feedback:", at))
                ways = "    choices:\n      - {text: a, to: deur}\n      - {text: b, to: boos}"
                path.write_text(text[:at] + ways + text[until:])
    assert any("scenario: “nodes” “deur” leads to no end" in fault for fault in faults_of(rich))


@pytest.mark.parametrize(
    ("name", "megabytes"),
    [("trap.png", 10), ("gesprek.mp3", 100), ("film.mp4", 100), ("film.vtt", 1), ("lijst.pdf", 20)],
)
def test_a_file_that_is_too_large_is_refused(rich, name, megabytes):
    os.truncate(rich / name, megabytes * 1024 * 1024 + 1)
    assert [fault.split(": ", 1)[1] for fault in faults_of(rich)] == [
        f"the file “{name}” is larger than {megabytes} MB"
    ]


@pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\n and nothing more"])
def test_a_picture_that_is_no_picture_is_refused(rich, content):
    (rich / "trap.png").write_bytes(content)
    line = line_of(rich / "01-kijken.md", "::: picture")
    told = f"01-kijken.md:{line}: the file “trap.png” is no picture, whatever its name says"
    assert faults_of(rich) == [told]


def test_a_folder_in_the_place_of_a_file_is_a_missing_file(rich):
    (rich / "trap.png").unlink()
    (rich / "trap.png").mkdir()
    assert any("the file “trap.png” is missing" in fault for fault in faults_of(rich))


def test_a_lesson_cannot_have_the_address_of_the_test(rich):
    (rich / "02-doen.md").rename(rich / "02-toets.md")
    assert "02-toets.md:1: “toets” stands in the addresses as that of the test already" in faults_of(rich)


@pytest.mark.parametrize("name", ["module.md", "01-kijken.md", "test.md", "summary.md", "trainer.md"])
@pytest.mark.parametrize(
    "matter", ["---\n---\n", "---\n# niets\n---\n", "---\n- lijst\n---\n", "---\n7\n---\n"]
)
def test_front_matter_with_nothing_in_it_is_a_fault(rich, name, matter):
    body = (rich / name).read_text().split("---\n", 2)[2]
    (rich / name).write_text(matter + body)
    assert f"{name}:1: “title” is missing" in faults_of(rich)


@pytest.mark.parametrize("kind", ["question", "stop", "picture", "scenario"])
def test_a_block_with_nothing_but_a_remark_is_a_fault(rich, kind):
    with (rich / "01-kijken.md").open("a") as opened:
        opened.write(f"\n::: {kind}\n# later\n:::\n")
    assert any(f"{kind}: “" in fault and "is missing" in fault for fault in faults_of(rich))


@pytest.mark.parametrize("name", ["module.md", "01-kijken.md", "test.md"])
def test_a_nul_is_a_fault_with_its_line(rich, name):
    lines = (rich / name).read_text().split("\n")
    lines[-2] += "\x00"
    (rich / name).write_text("\n".join(lines))
    assert f"{name}:{len(lines) - 1}: has a NUL in it, which is no text" in faults_of(rich)


def test_lines_are_counted_as_an_editors_window_counts_them(rich):
    change(rich / "01-kijken.md", "Tekst over", "Een\x0ctwee\u2028drie\x85vier over")
    change(rich / "01-kijken.md", "theme: signaleren", "theme: vis")
    number = line_of(rich / "01-kijken.md", "::: practice")
    assert faults_of(rich) == [f"01-kijken.md:{number}: “vis” is no known theme"]
