"""Where somebody was in a lesson, on another device too."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.lessons.progress import outline
from learning.models import LessonProgress
from tests.learning.lessons.conftest import text


def place(lesson):
    return reverse("learning:reached", args=[lesson.translation_key])


def test_every_section_of_a_lesson_can_be_come_back_to(client, lessons):
    page = text(client.get(lessons[0].url))
    assert [f'id="deel-{number}"' in page for number in (1, 2, 3, 4)] == [True, True, True, False]


def test_the_place_reached_is_offered_on_another_device(sign_in, module, lessons, samira):
    telephone, laptop = sign_in(samira), sign_in(samira)
    telephone.get(lessons[0].url)
    assert telephone.post(place(lessons[0]), {"number": "2"}).status_code == 204
    page = text(laptop.get(lessons[0].url))
    assert 'href="#deel-2"' in page
    assert f'class="button" href="{lessons[0].url}#deel-2"' in text(laptop.get(module.url))


def test_at_the_first_section_there_is_nothing_to_offer(sign_in, module, lessons, samira):
    client = sign_in(samira)
    client.get(lessons[0].url)
    client.post(place(lessons[0]), {"number": "1"})
    assert "#deel-1" not in text(client.get(lessons[0].url))
    assert f'class="button" href="{lessons[0].url}"' in text(client.get(module.url))


def test_a_finished_lesson_begins_at_its_beginning(sign_in, lessons, samira):
    lessons[0].reach(2, by=samira)
    lessons[0].mark_done(by=samira)
    assert "#deel-2" not in text(sign_in(samira).get(lessons[0].url))


@pytest.mark.parametrize("number", ["", "-1", "x", "1.5", "\x00", "²", "123456", "<b>"])
def test_what_is_no_number_is_refused(sign_in, lessons, samira, number):
    assert sign_in(samira).post(place(lessons[0]), {"number": number}).status_code == 400
    assert not LessonProgress.objects.exists()


def test_a_place_beyond_the_end_is_the_end(lessons, samira):
    assert lessons[0].reach(99999, by=samira).reached == len(lessons[0].body)


def test_a_lesson_that_became_shorter_forgets_a_place_that_is_gone(module, lessons, samira):
    lessons[0].reach(3, by=samira)
    lessons[0].body = [("text", "Kort.")]
    lessons[0].save_revision().publish()
    assert outline(module, samira).steps[0].place == ""


def test_the_place_does_not_change_which_lesson_was_last(module, lessons, samira):
    lessons[0].open(by=samira)
    lessons[1].open(by=samira)
    lessons[0].reach(2, by=samira)  # sent on leaving, and arrived after the next lesson was opened
    assert outline(module, samira).resume.lesson == lessons[1]


def test_a_place_is_ones_own(sign_in, lessons, samira, rens, client):
    lessons[0].reach(2, by=samira)
    assert "#deel-2" not in text(sign_in(rens).get(lessons[0].url))
    assert "data-place" not in text(client.get(lessons[0].url))
    assert client.post(place(lessons[0]), {"number": "3"}).status_code == 302
    assert LessonProgress.objects.get(user=samira).reached == 2


def test_a_guest_and_an_offline_lesson_keep_no_place(sign_in, lessons, samira, rens):
    samira.is_guest = True
    samira.save()
    assert sign_in(samira).post(place(lessons[0]), {"number": "2"}).status_code == 403
    lessons[0].unpublish()
    assert sign_in(rens).post(place(lessons[0]), {"number": "2"}).status_code == 404
    assert not LessonProgress.objects.exists()


def test_another_site_cannot_move_somebody(lessons, samira):
    client = Client(enforce_csrf_checks=True)
    client.force_login(samira)
    assert client.post(place(lessons[0]), {"number": "2"}).status_code == 403


def test_keeping_a_place_takes_few_questions(sign_in, lessons, samira):
    client = sign_in(samira)
    client.post(place(lessons[0]), {"number": "2"})
    with CaptureQueriesContext(connection) as asked:
        client.post(place(lessons[0]), {"number": "3"})
    assert len(asked) <= 12
