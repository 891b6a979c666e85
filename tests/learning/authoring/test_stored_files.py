"""Pictures and other files of a lesson in the CMS."""

import pytest
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from learning.authoring.front_matter import FaultyModule
from learning.authoring.loading import known, load_module
from learning.models import LessonPage
from tests.learning.rich import change, png


def shown(kind):
    lesson = LessonPage.objects.get(slug="kijken")
    return next(block.value for block in lesson.body if block.block_type == kind)


def outcome(folder, page="alles/kijken"):
    return dict(load_module(folder, known([folder])))[page]


def test_each_file_is_stored_under_its_own_name(rich_module):
    picture = get_image_model().objects.get()
    assert (picture.title, picture.width, picture.height) == ("trap.png", 4, 4)
    names = set(get_document_model().objects.values_list("title", flat=True))
    assert names == {"gesprek.mp3", "film.mp4", "film.vtt", "lijst.pdf"}
    assert all(one.file_size and one.file_hash for one in get_document_model().objects.all())
    assert shown("video")["captions"].title == "film.vtt"


def test_a_picture_renewed_under_its_name_renews_the_lesson(rich_module, rich):
    before = shown("picture")["file"].pk
    (rich / "trap.png").write_bytes(png("orange"))
    assert outcome(rich) == "updated"
    picture = shown("picture")["file"]
    assert picture.pk != before
    assert picture.file.read() == png("orange")
    assert outcome(rich) == "unchanged"


def test_a_picture_that_an_editor_chose_stays(rich_module, rich, bram):
    other = get_image_model().objects.create(title="anders.png", file=shown("picture")["file"].file)
    lesson = LessonPage.objects.get(slug="kijken")
    raw = lesson.body.get_prep_value()
    next(block for block in raw if block["type"] == "picture")["value"]["file"] = other.pk
    lesson.body = lesson.body.stream_block.to_python(raw)
    lesson.save_revision(user=bram).publish()
    change(rich / "01-kijken.md", "## Kop", "## Andere kop")
    assert outcome(rich) == "edited in Wagtail, left alone"
    assert shown("picture")["file"] == other


def test_one_file_in_two_lessons_is_stored_once(rich_module, rich):
    with (rich / "02-doen.md").open("a") as opened:
        opened.write("\n::: picture\nfile: trap.png\nalt: Dezelfde trap.\n:::\n")
    assert outcome(rich, "alles/doen") == "updated"
    assert get_image_model().objects.count() == 1


def test_a_module_with_a_fault_stores_no_file(few_words, own_files, rich):
    change(rich / "02-doen.md", "start: deur", "start: raam")
    with pytest.raises(FaultyModule):
        load_module(rich, known([rich]))
    assert not get_image_model().objects.exists()
    assert not get_document_model().objects.exists()
