"""A block that is not finished: an editor reads in the preview what is missing, a reader never sees it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from learning.blocks import LessonBody
from learning.models import LessonPage, TestPage
from tegenspraak.people.models import EDITORS

NOTICE = "Dit blok is nog niet af: "
EVERY = [name for name in LessonBody().child_blocks if name not in ("text", "callout", "sources")]


def preview(client, page):
    answer = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def with_blocks(page, *blocks, name="body"):
    raw = [{"type": kind, "value": value} for kind, value in blocks]
    setattr(page, name, getattr(page, name).stream_block.to_python(raw))
    return page


@pytest.fixture
def editor(bram):
    """Bram, who comes into the CMS."""
    bram.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
    return bram


@pytest.fixture
def lesson(rich_module):
    return LessonPage.objects.get(slug="kijken")


@pytest.mark.parametrize("kind", EVERY)
def test_a_block_with_nothing_in_it_is_told_in_the_preview(lesson, sign_in, editor, kind):
    with_blocks(lesson, ("text", "Eerst dit."), (kind, {})).save_revision(user=editor)
    html = preview(sign_in(editor), lesson)
    assert html.count(NOTICE) == 1
    assert f"{NOTICE}{LessonBody().child_blocks[kind].label}" in html
    assert translation.gettext("This field is required.") in html
    assert "Eerst dit." in html


@pytest.mark.parametrize("kind", EVERY)
def test_on_the_public_page_such_a_block_stays_out(lesson, client, kind):
    label = {"title": "ONAF", "caption": "ONAF", "text": "ONAF", "alt": "ONAF"}
    fields = LessonBody().child_blocks[kind].child_blocks
    value = {name: words for name, words in label.items() if name in fields}
    with_blocks(lesson, ("text", "Eerst dit."), (kind, value)).save_revision().publish()
    html = client.get(lesson.url).content.decode()
    assert "Eerst dit." in html
    assert "ONAF" not in html
    assert NOTICE not in html


@pytest.mark.parametrize("kind", ["text", "callout"])
def test_an_empty_text_is_told_too(lesson, sign_in, editor, kind):
    with_blocks(lesson, (kind, "" if kind == "text" else {"kind": "tip", "text": ""})).save_revision(
        user=editor
    )
    assert NOTICE in preview(sign_in(editor), lesson)


def test_what_is_wrong_deep_inside_is_told_with_the_names_of_its_fields(lesson, sign_in, editor):
    answers = [{"text": "Ja", "feedback": "Goed", "right": True}, {"text": "Nee", "feedback": ""}]
    question = {"key": "half", "text": "Is dat zo?", "answers": answers}
    with_blocks(lesson, ("question_one", question)).save_revision(user=editor)
    html = preview(sign_in(editor), lesson)
    assert f"Antwoorden › 2 › Uitleg: {translation.gettext('This field is required.')}" in html
    assert "Is dat zo?" not in html


def test_a_rule_that_is_broken_is_told_in_dutch(lesson, sign_in, editor):
    table = {"caption": "Wie", "columns": ["een", "twee"], "rows": [["een", "twee", "drie"]]}
    with_blocks(lesson, ("table", table)).save_revision(user=editor)
    html = preview(sign_in(editor), lesson)
    assert "Rijen › 1: Aantal cellen in deze rij: 3. Aantal kolommen: 2." in html


def test_a_whole_lesson_has_no_notice(rich_module, sign_in, editor):
    for page in LessonPage.objects.child_of(rich_module):
        assert NOTICE not in preview(sign_in(editor), page)


def test_words_of_an_editor_come_out_as_text_in_a_notice(lesson, sign_in, editor):
    table = {"caption": "Wie", "columns": ["een", "twee"], "rows": [["<b>1</b>" * 600, "twee"]]}
    scenario = {"key": "x", "title": "x", "minutes": 1, "start": "<b>kop</b>", "nodes": []}
    with_blocks(lesson, ("table", table), ("scenario", scenario)).save_revision(user=editor)
    html = preview(sign_in(editor), lesson)
    assert html.count(NOTICE) == 2
    assert "“&lt;b&gt;kop&lt;/b&gt;” kan hier niet" in html
    assert "<b>" not in html


def test_the_preview_beside_the_form_tells_it_while_nothing_is_saved(lesson, sign_in, editor):
    client, address = sign_in(editor), reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])
    fields = {"title": "Kijken", "slug": "kijken", "summary": "", "minutes": "5", "goals": ""}
    empty = {"key": "nieuw", "minutes": "", "text": "", "question": "", "choices": {"count": "0"}}
    body = streamfield([("text", "Tekst."), ("stop", {**empty, "commentary": ""})])
    data = nested_form_data({**fields, "body": body, "comments": inline_formset([])})
    assert client.post(address, data).json() == {"is_valid": True, "is_available": True}
    html = client.get(address).content.decode()
    assert html.count(NOTICE) == 1
    assert "Tekst." in html


def test_the_preview_of_a_test_names_the_questions_that_are_not_finished(
    rich_module, sign_in, editor, client
):
    page = TestPage.objects.get()
    raw = list(page.bank.get_prep_value())
    raw[1]["value"]["answers"] = []
    page.bank = page.bank.stream_block.to_python(raw)
    page.save_revision(user=editor).publish()
    html = preview(sign_in(editor), page)
    assert "Vraag 2 is nog niet af: " in html
    assert html.count("nog niet af") == 1
    assert "SLEUTEL" not in html
    assert "nog niet af" not in client.get(page.url).content.decode()
