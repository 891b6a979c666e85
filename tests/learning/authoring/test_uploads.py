"""Files that an editor uploads in the CMS."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents.models import Document

from learning.authoring import uploads
from learning.authoring.block_rules import ENDINGS

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(bram, sign_in, own_files):
    bram.grant_editor(by=None)
    return sign_in(bram)


def upload(editor, name, size=10, **headers):
    given = {"title": "Mijn titel", "file": SimpleUploadedFile(name, b"x" * size)}
    return editor.post(
        reverse("wagtaildocs:add_multiple"), {"title": given["title"], "files[]": given["file"]}
    )


def test_the_cms_takes_what_the_blocks_take_and_nothing_else(settings):
    taken = {ending for kind in uploads.DOCUMENTS for ending in ENDINGS[kind]}
    assert set(settings.WAGTAILDOCS_EXTENSIONS) == taken
    assert taken.isdisjoint({"html", "htm", "svg", "js", "exe", "xml"})


@pytest.mark.parametrize("name", ["film.mp4", "GESPREK.MP3", "film.vtt", "lijst.pdf"])
def test_a_film_a_recording_and_its_captions_can_be_uploaded(editor, name):
    assert upload(editor, name).json()["success"] is True
    assert Document.objects.get().title == "Mijn titel"


@pytest.mark.parametrize("name", ["film.avi", "virus.exe", "pagina.html", "film.mp4.exe", "zonder"])
def test_a_file_of_the_wrong_kind_is_refused_in_words(editor, name):
    answer = upload(editor, name).json()
    assert answer["success"] is False
    assert answer["error_message"]
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_refused_with_the_limit_and_the_rest_stays(editor, monkeypatch):
    monkeypatch.setattr(uploads, "MB", 10)  # bytes, so that the test need not send two hundred megabytes
    answer = upload(editor, "film.mp4", size=1001).json()
    assert answer["success"] is False
    assert "100 MB" in answer["error_message"]
    assert upload(editor, "film.mp4", size=1000).json()["success"] is True
    assert "20 MB" in upload(editor, "lijst.pdf", size=201).json()["error_message"]
    # On the form of one document the title that was typed is still there.
    one = SimpleUploadedFile("groot.mp4", b"x" * 1001)
    page = editor.post(reverse("wagtaildocs:add"), {"title": "Met zorg bedacht", "file": one})
    shown = page.content.decode()
    assert "100 MB" in shown
    assert "Met zorg bedacht" in shown
    assert Document.objects.count() == 1


def test_another_title_for_a_document_asks_nothing_of_its_file(editor, monkeypatch):
    upload(editor, "lijst.pdf", size=300)
    monkeypatch.setattr(uploads, "MB", 1)
    document = Document.objects.get()
    editor.post(reverse("wagtaildocs:edit", args=[document.pk]), {"title": "Nieuw", "tags": ""})
    document.refresh_from_db()
    assert document.title == "Nieuw"
