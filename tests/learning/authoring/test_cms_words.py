"""What an editor reads in the CMS beside a module: our words there, and where Wagtail's own fall short."""

import pytest
from django.urls import reverse

from learning.blocks import KEY_TWICE, LessonBody
from learning.models import LessonPage
from tests.learning.authoring.test_keys_of_a_module import errors_of, lesson_data, new_lesson, stop
from tests.learning.authoring.test_named import faults


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
