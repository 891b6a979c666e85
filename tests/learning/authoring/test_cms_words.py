"""What an editor reads in the CMS beside a module: our words there, and where Wagtail's own fall short."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from learning.blocks import KEY_TWICE, LessonBody
from learning.models import LessonPage, TestPage
from tests.learning.authoring.test_keys_of_a_module import errors_of, lesson_data, new_lesson, right, stop
from tests.learning.authoring.test_keys_of_a_module import test_data as bank_data
from tests.learning.authoring.test_named import faults, scenario


@pytest.fixture
def client_of_editor(bram, sign_in):
    bram.grant_editor(by=None)
    return sign_in(bram)


def test_who_goes_back_to_a_version_from_files_reads_of_no_none(rich_module, client_of_editor):
    lesson = LessonPage.objects.get(slug="doen")
    revision = lesson.revisions.earliest("created_at")
    address = reverse("wagtailadmin_pages:revisions_revert", args=[lesson.pk, revision.pk])
    html = client_of_editor.get(address).content.decode()
    told = html[html.index("Je bekijkt nu een vorige versie") :][:600]
    assert "None" not in told
    assert "systeem" in told


def test_the_acts_on_a_page_have_a_dutch_name(rich_module, client_of_editor):
    html = client_of_editor.get(reverse("wagtailadmin_explore", args=[rich_module.pk])).content.decode()
    assert 'aria-label="Actions"' not in html
    assert '<nav aria-label="Acties"' in html


def test_the_question_of_a_stop_moment_is_not_called_as_that_of_a_case():
    assert str(LessonBody().child_blocks["stop"].child_blocks["question"].label) == "Vraag"


def test_a_block_that_is_duplicated_is_told_at_its_key_what_to_do(rich_module):
    errors = errors_of(new_lesson(rich_module), rich_module, lesson_data(stop("nieuw"), stop("nieuw")))
    assert errors["body"]["blockErrors"].keys() == {2}
    [told] = errors["body"]["blockErrors"][2]["blockErrors"]["key"]["messages"]
    assert told == str(KEY_TWICE % {"key": "nieuw"})


def test_who_names_a_goal_that_is_not_there_reads_which_are(rich_module):
    errors = faults(new_lesson(rich_module), rich_module, lesson_data(goals="zweven"))
    assert "kijken, wegen" in errors["goals"].messages[0]


@pytest.mark.parametrize(("slug", "is_told"), [("doen", True), ("alles", True), ("toets", False)])
def test_who_deletes_reads_that_answers_go_along(rich_module, client_of_editor, slug, is_told):
    page = Page.objects.get(slug=slug)
    answer = client_of_editor.get(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert bool(list(get_messages(answer.wsgi_request))) is is_told
    assert Page.objects.filter(pk=page.pk).exists()


def preview_of_new(client, parent, kind, data):
    """What an editor sees who looks at a page before it was ever saved."""
    address = reverse("wagtailadmin_pages:preview_on_add", args=["learning", kind, parent.pk])
    data = nested_form_data({**data, "comments": inline_formset([])})
    assert client.post(address, data).json() == {"is_valid": True, "is_available": True}
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_lesson_that_was_never_saved_can_be_looked_at(rich_module, client_of_editor):
    kind, question = right("vraag")
    blocks = [("text", "[[nergens]]"), stop("nieuw"), scenario("Zij kijkt weg."), (kind, question)]
    html = preview_of_new(client_of_editor, rich_module, "lessonpage", lesson_data(*blocks))
    assert "“nergens”" in html
    assert "Wat doe je?" in html
    assert "Wat is waar?" in html


def test_a_test_that_was_never_saved_can_be_looked_at(rich_module, client_of_editor):
    TestPage.objects.get().unpublish()
    data = {**bank_data(right("nieuw")), "slug": "nieuw"}
    assert "Wat is waar?" not in preview_of_new(client_of_editor, rich_module, "testpage", data)


def test_a_module_that_was_never_saved_can_be_looked_at(rich_module, client_of_editor):
    fields = {"title": "Nieuw", "slug": "nieuw", "summary": "Kort.", "audience": "Iedereen", "minutes": "5"}
    fields |= {"review_by": "2999-01-01", "review_owner": "Redactie", "version": "1", "themes": ""}
    fields |= dict.fromkeys(("introduction", "sheet", "trainer_guide", "prerequisites"), "[[nergens]]")
    rows = {name: inline_formset([]) for name in ("goals", "actions", "changes")}
    data = {**fields, **rows, "sources": streamfield([])}
    assert "Kort." in preview_of_new(client_of_editor, rich_module.get_parent(), "modulepage", data)
