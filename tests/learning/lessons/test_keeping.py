"""Lessons that one keeps at hand."""

import pytest
from django.urls import reverse

from learning.models import LessonProgress
from tests.learning.lessons.conftest import text

NOTES = "/leren/notities/"


def keep(lesson):
    return reverse("learning:keep", args=[lesson.translation_key])


def test_one_click_keeps_a_lesson(sign_in, lessons, samira):
    client = sign_in(samira)
    page = text(client.post(keep(lessons[0]), {"keep": "yes"}, follow=True))
    assert 'aria-pressed="true"' in page
    listed = text(client.get(NOTES))
    assert lessons[0].url in listed
    assert lessons[1].url not in listed


def test_with_htmx_only_the_button_comes_back(sign_in, lessons, samira):
    answer = sign_in(samira).post(keep(lessons[0]), {"keep": "yes"}, headers={"HX-Request": "true"})
    page = text(answer)
    assert page.startswith("<form")
    assert 'name="keep" value="no"' in page


def test_a_double_click_keeps_it_once(lessons, samira):
    first = lessons[0].keep(True, by=samira).kept_at
    assert lessons[0].keep(True, by=samira).kept_at == first


def test_no_longer_keeping_leaves_progress_as_it_is(sign_in, lessons, samira):
    lessons[0].mark_done(by=samira)
    lessons[0].keep(True, by=samira)
    answer = sign_in(samira).post(keep(lessons[0]), {"keep": "no", "from_list": "yes"})
    assert answer.url == NOTES
    kept = LessonProgress.objects.get()
    assert kept.kept_at is None
    assert kept.done_at


def test_a_lesson_taken_offline_is_not_listed(sign_in, lessons, samira):
    lessons[0].keep(True, by=samira)
    lessons[0].unpublish()
    client = sign_in(samira)
    assert "Les 1" not in text(client.get(NOTES))
    assert client.post(keep(lessons[0]), {"keep": "no"}).status_code == 404


@pytest.mark.parametrize("who", ["daan", "noor", "rens", "bram"])
def test_what_one_keeps_is_seen_by_nobody_else(request, sign_in, lessons, samira, who):
    lessons[0].keep(True, by=samira)
    other = request.getfixturevalue(who)
    assert lessons[0].url not in text(sign_in(other).get(NOTES))
    assert not LessonProgress.objects.visible_to(other).exists()


def test_a_visitor_signs_in_first_and_comes_back_to_the_lesson(client, sign_in, lessons, samira):
    assert client.post(keep(lessons[0]), {"keep": "yes"}).url.startswith("/account/login/")
    assert sign_in(samira).get(keep(lessons[0])).url == lessons[0].url
    assert not LessonProgress.objects.exists()
