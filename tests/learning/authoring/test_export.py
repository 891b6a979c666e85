"""There and back: files, pages, files."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from learning import models
from learning.authoring.export import export
from learning.authoring.loading import known, load_module
from learning.models import LessonPage, ModulePage
from tests.learning.rich import change, png

PAGES = ["alles", "alles/kijken", "alles/doen", "alles/toets"]


def outcomes_of(folder):
    return load_module(folder, known([folder]))


def pictures():
    return get_image_model().objects


def test_every_kind_of_block_is_loaded(rich_module):
    looking, doing = LessonPage.objects.child_of(rich_module)
    types = [block.block_type for lesson in (looking, doing) for block in lesson.body]
    bank = [block.block_type for block in models.TestPage.objects.get().bank]
    every = set(LessonPage.body.field.stream_block.child_blocks)
    assert set(types) == every
    assert set(bank) == {name for name in every if name.startswith("question_")} - {"question_open"}
    assert (looking.all_minutes, doing.all_minutes) == (14, 25)
    assert doing.goal_keys == ["kijken", "wegen"]


def test_everything_of_the_module_is_loaded(rich_module):
    assert rich_module.valid_months == 36
    assert rich_module.sheet == "Kijk eerst. **Schrijf** dan."
    assert (rich_module.trainer_title, rich_module.trainer_minutes) == ("Lesgeven hiermee", 90)
    assert [one.version for one in rich_module.changes.all()] == ["1.1", "1.0"]
    assert [one.text for one in rich_module.actions.all()] == ["Ik schrijf op wat ik zag."]
    assert [goal.key for goal in rich_module.goals.all()] == ["kijken", "wegen"]
    test = models.TestPage.objects.get()
    assert (test.questions, test.pass_mark, test.wait_hours, test.minutes) == (5, 80, 0, 11)


def test_loading_twice_changes_nothing_and_stores_nothing_twice(rich_module, rich):
    assert outcomes_of(rich) == [(page, "unchanged") for page in PAGES]
    assert pictures().count() == 1
    assert get_document_model().objects.count() == 4


def test_what_was_written_back_loads_as_unchanged_and_is_written_the_same_again(rich_module, rich, tmp_path):
    first, second = tmp_path / "eerst" / "alles", tmp_path / "daarna" / "alles"
    names = export(rich_module, first)
    assert sorted(names) == sorted(path.name for path in rich.iterdir())
    assert outcomes_of(first) == [(page, "unchanged") for page in PAGES]
    export(ModulePage.objects.get(slug="alles"), second)
    assert sorted(path.name for path in second.iterdir()) == sorted(names)
    for name in names:
        assert (second / name).read_bytes() == (first / name).read_bytes()
    for name in ("trap.png", "gesprek.mp3", "film.mp4", "film.vtt", "lijst.pdf"):
        assert (first / name).read_bytes() == (rich / name).read_bytes()


def test_what_was_written_back_builds_the_same_module_elsewhere(rich_module, tmp_path):
    before = [
        page.content() for page in (rich_module, *LessonPage.objects.all(), *models.TestPage.objects.all())
    ]
    export(rich_module, tmp_path / "weg" / "alles")
    rich_module.delete()
    assert {outcome for _, outcome in outcomes_of(tmp_path / "weg" / "alles")} == {"new"}
    module = ModulePage.objects.get()
    assert before == [
        page.content() for page in (module, *LessonPage.objects.all(), *models.TestPage.objects.all())
    ]


def test_the_command_writes_an_editors_words(rich_module, rich, tmp_path):
    lesson = LessonPage.objects.get(slug="doen")
    lesson.title = "Doen: --- # 'wat' \"ook\""
    lesson.save_revision().publish()
    out = StringIO()
    call_command("export_module", "alles", tmp_path / "uit", stdout=out)
    assert "alles/02-doen.md\n" in out.getvalue()
    assert outcomes_of(tmp_path / "uit" / "alles")[2][0] == "alles/doen"
    written = (tmp_path / "uit" / "alles" / "02-doen.md").read_text()
    assert "wat" in written.split("\n")[1]
    change(tmp_path / "uit" / "alles" / "02-doen.md", "Nu jij.", "Nu jij dan.")
    assert ("alles/doen", "edited in Wagtail, left alone") in outcomes_of(tmp_path / "uit" / "alles")


def test_the_command_names_the_modules_that_there_are(rich_module, tmp_path):
    with pytest.raises(CommandError, match="There is no module “weg”. There are: alles"):
        call_command("export_module", "weg", tmp_path)


HARD = [
    "::: in de zin",
    "twee\r\nregels\r\n",
    "- streepje: 'aan' \"het\" begin # niet",
    "{niet: yaml}",
    "true",
    "2026-11-23",
    "  voorop\n    en dan\n",
    "een\u2028twee\x85drie",
    "\ttab",
    "&anker *ster !label %d @ `",
    "😀 é",
]


@pytest.mark.parametrize("words", HARD)
def test_any_words_of_an_editor_come_back_as_they_are(rich_module, tmp_path, words):
    lesson = LessonPage.objects.get(slug="doen")
    raw = lesson.body.get_prep_value()
    stop = next(block for block in raw if block["type"] == "stop")
    stop["value"] |= {"text": words, "question": words, "commentary": words}
    lesson.body = lesson.body.stream_block.to_python(raw)
    lesson.save_revision().publish()
    before = LessonPage.objects.get(slug="doen").content()
    export(ModulePage.objects.get(), tmp_path / "uit" / "alles")
    rich_module.delete()
    outcomes_of(tmp_path / "uit" / "alles")
    assert LessonPage.objects.get(slug="doen").content() == before


@pytest.mark.parametrize(
    "title", ["../../buiten.png", "/tmp/buiten.png", ".verborgen.png", "Een foto", "module.md"]
)
def test_the_title_of_a_picture_leads_nothing_out_of_the_folder(rich_module, tmp_path, title):
    pictures().update(title=title)
    folder = tmp_path / "diep" / "alles"
    names = export(ModulePage.objects.get(), folder)
    picture = next(name for name in names if name.endswith(".png"))
    assert "/" not in picture
    assert (folder / picture).read_bytes() == png()
    assert not (tmp_path / "buiten.png").exists()
    assert (folder / "module.md").read_text().startswith("---\ntitle: Alles in één")
    assert "file: " + picture in (folder / "01-kijken.md").read_text()
