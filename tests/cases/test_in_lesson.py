"""A case in a lesson: shown to who may read that case, and to nobody else."""

import pytest
from django.contrib.auth.models import AnonymousUser

from casuistry.cases.in_lesson import case_in_lesson
from casuistry.cases.models import Case
from learning.blocks import LessonBody
from learning.lessons.rendering import render_body

EVERYONE = ["samira", "daan", "noor", "esther", "joost", "mirjam", "rens", "bram"]


@pytest.mark.parametrize("who", EVERYONE)
def test_a_case_of_the_team_shows_to_the_team(shared, request, who):
    shown = case_in_lesson(str(shared.pk), request.getfixturevalue(who))
    assert (shown is not None) == (who in {"samira", "daan", "noor"})


@pytest.mark.parametrize("who", EVERYONE)
def test_a_private_case_shows_to_its_author_alone(case, request, who):
    assert (case_in_lesson(str(case.pk), request.getfixturevalue(who)) is not None) == (who == "samira")


def test_a_visitor_sees_nothing(shared):
    assert case_in_lesson(str(shared.pk), AnonymousUser()) is None


def test_it_leads_to_the_case_and_tells_its_question_as_text(shared, daan):
    Case.objects.filter(pk=shared.pk).update(title="<b>Twee</b> huizen", question="<script>x</script>")
    html = case_in_lesson(str(shared.pk), daan)
    assert f'href="{shared.get_absolute_url()}"' in html
    assert "&lt;b&gt;Twee&lt;/b&gt; huizen" in html
    assert "<script" not in html
    assert shared.situation not in html


def test_a_case_is_found_by_the_id_of_its_file_too(shared, daan, rens):
    Case.objects.filter(pk=shared.pk).update(external_id="voorbeeld-1")
    assert case_in_lesson("voorbeeld-1", daan)
    assert case_in_lesson("voorbeeld-1", rens) is None


@pytest.mark.parametrize(
    "reference",
    ["", " ", "weg", "0", "36c62ab6-3c30-4317-a422-9ac53320c01b", "x" * 5000, "<b>", "' OR 1=1 --"],
)
def test_what_is_no_case_shows_nothing(shared, samira, reference):
    assert case_in_lesson(reference, samira) is None


def test_the_block_in_a_lesson_says_nothing_to_rens(shared, daan, rens):
    body = LessonBody().to_python([{"type": "case", "value": {"case": str(shared.pk)}}])
    (section,) = render_body(body, daan)
    assert shared.title in section.panel
    (section,) = render_body(body, rens)
    assert section.panel is None
