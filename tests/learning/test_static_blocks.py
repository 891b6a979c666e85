"""Blocks to look at, on the page of a lesson; and what of a lesson can be found."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from learning import models, panels
from learning.authoring.loading import known, load_module
from learning.lessons.rendering import Addresses, render_body
from learning.models import LessonPage
from tests.learning.rich import change


def page_of(lesson, user=None):
    sections = render_body(lesson.body, user or AnonymousUser(), Addresses("/modules/alles/", "/modules/"))
    return "".join(render_to_string(section.template, {"section": section}) for section in sections)


@pytest.fixture
def looking(rich_module) -> LessonPage:
    return LessonPage.objects.get(slug="kijken")


def test_each_block_is_on_the_page(client, looking):
    html = client.get(looking.url).content.decode()
    for shown in (
        "<h2>Kop</h2>",
        'popovertarget="deel-1-begrip-1">vechtscheiding</button>',
        '<a href="/modules/alles/doen/" rel="noopener noreferrer">de volgende</a>',
        'alt="Een trap met drie treden."',
        "<figcaption>Van ruzie naar strijd</figcaption>",
        'width="4" height="4"',
        "<audio controls",
        "<em>Zij</em>: hallo.",
        "<video controls",
        '<track kind="captions" srclang="nl"',
        "Er wordt <strong>niets</strong> gezegd.",
        "<caption>Wie doet wat?</caption>",
        '<th scope="col">Doet niet</th>',
        '<th scope="row">Veilig Thuis</th><td data-label="Doet">geeft advies</td>',
        '<strong class="timeline__when">week 3</strong>',
        "Moeder <strong>belt</strong>.",
        "<strong>complexe scheiding</strong>",
        'href="https://example.org/richtlijn"',
    ):
        assert shown in html, shown
    assert "Een lijst" in html
    assert "PDF" in html
    assert "autoplay" not in html


TRICKS = [
    '<script>alert("x")</script>',
    '"><img src=x onerror=alert(1)>',
    "[klik](javascript:alert(1))",
    "</td></table><iframe src=//kwaad.test>",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "![x](javascript:alert(1))",
]
FIELDS = {
    "alt": "alt: Een trap met drie treden.",
    "caption of a picture": "caption: Van ruzie naar strijd",
    "title": "title: Een gesprek",
    "transcript": "transcript: Er wordt **niets** gezegd.",
    "title of a download": "title: Een lijst",
    "caption of a table": "caption: Wie doet wat?",
    "when": "when: week 1",
    "moment": "text: De jongen houdt zijn jas aan.",
}


@pytest.mark.parametrize("trick", TRICKS)
def test_tricks_in_any_field_come_out_as_text(few_words, own_files, rich, trick):
    path = rich / "01-kijken.md"
    quoted = "'" + trick.replace("'", "''") + "'"
    for line in FIELDS.values():
        change(path, line, line.partition(":")[0] + ": " + quoted)
    change(path, "[Veilig Thuis, geeft", f"[{quoted}, geeft")
    change(path, "columns: [Wie,", f"columns: [{quoted},")
    change(path, "Iedereen **mag** melden.", trick)
    change(path, "::: wet Meldrecht", f"::: wet {trick}")
    load_module(rich, known([rich]))
    html = page_of(LessonPage.objects.get(slug="kijken"))
    for bad in ("<script", "<iframe", "<img src=x", 'href="javascript', 'src="javascript', "</td></table>"):
        assert bad not in html
    assert ("{{ 7|add:7 }}" in html) == trick.startswith("{{")
    if "<" in trick:
        assert html.count("&lt;") >= 10


@pytest.mark.parametrize("model", [get_image_model, get_document_model])
def test_a_file_taken_out_of_the_cms_leaves_the_page_whole(client, looking, model):
    model().objects.all().delete()
    response = client.get(looking.url)
    assert response.status_code == 200
    html = response.content.decode()
    assert 'src=""' not in html
    assert 'href=""' not in html
    assert "Moeder <strong>belt</strong>." in html


def test_a_term_taken_out_of_the_glossary_leaves_the_page_whole(client, looking):
    from tegenspraak.vocabulary.models import Term

    Term.objects.all().delete()
    assert client.get(looking.url).status_code == 200


# --- What a higher room shows -----------------------------------------------------------------------


CASE = mark_safe("<p>CASUS</p>")


@pytest.fixture
def shows(monkeypatch):
    """What the blocks `case` and `practice` were given, by rooms of these tests."""
    given = []
    monkeypatch.setattr(panels, "_blocks", {})
    panels.register_block("case", lambda value, user: given.append(("case", value, user)) or CASE)
    panels.register_block("practice", lambda value, user: given.append(("practice", value, user)))
    return given


def test_a_room_shows_its_block_to_who_reads(looking, shows, samira):
    html = page_of(looking, samira)
    assert shows == [("case", "voorbeeld-1", samira), ("practice", "signaleren", samira)]
    assert html.count(CASE) == 1
    assert "None" not in html


def test_a_block_that_no_room_shows_is_nothing(looking, monkeypatch):
    monkeypatch.setattr(panels, "_blocks", {})
    html = page_of(looking)
    assert "voorbeeld-1" not in html
    assert "None" not in html


# --- What can be found ------------------------------------------------------------------------------


def test_what_everybody_reads_can_be_found(looking):
    found = " ".join(looking.search_text().split())
    for words in (
        "Tekst over een vechtscheiding",
        "Meldrecht",
        "Een trap met drie treden.",
        "Van ruzie naar strijd",
        "hallo.",
        "Er wordt niets gezegd.",
        "Een lijst",
        "Veilig Thuis: geeft advies",
        "week 3: Moeder belt",
    ):
        assert words in found, words
    assert "example.org" not in found


def test_the_answer_key_can_be_found_nowhere(rich_module):
    doing = LessonPage.objects.get(slug="doen")
    found = doing.search_text()
    for asked in ("Wie mag melden?", "Zet op volgorde.", "Wat doe je als eerste?", "Het gesprek"):
        assert asked in found
    assert "SLEUTEL" not in found
    assert "KEUZE" not in found
    assert "SLEUTEL" not in rich_module.search_text()
    assert models.TestPage.search_fields == []
    assert not hasattr(models.TestPage, "search_text")


def test_the_answer_key_is_in_no_index(rich_module, client):
    from django.core.management import call_command

    call_command("rebuild_search", verbosity=0)
    for word in ("SLEUTEL", "KEUZE", "begeleider"):
        html = client.get("/zoeken/", {"q": word}).content.decode()
        assert "/modules/alles/" not in html
    assert "/modules/alles/doen/" in client.get("/zoeken/", {"q": "volgorde"}).content.decode()
