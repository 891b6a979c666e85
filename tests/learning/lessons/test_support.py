"""That a module may touch somebody, where support is, and how to stop."""

from django.urls import reverse

from learning.lessons.progress import outline
from learning.models import LessonProgress
from tests.learning.lessons.conftest import text

NUMBERS = ("0800-2000", "0800-0113", 'href="tel:112"', 'href="tel:113"')


def stop(lesson):
    return reverse("learning:stop", args=[lesson.translation_key])


def test_before_one_begins_support_is_told_and_blocks_nothing(client, sign_in, module, lessons, samira):
    for page in (text(client.get(module.url)), text(sign_in(samira).get(module.url))):
        assert 'id="vooraf"' in page
        assert all(number in page for number in NUMBERS)
        assert lessons[0].url in page


def test_once_begun_it_is_folded_away_and_still_there(sign_in, module, lessons, samira):
    lessons[0].open(by=samira)
    page = text(sign_in(samira).get(module.url))
    assert 'id="vooraf"' not in page
    assert all(number in page for number in NUMBERS)


def test_stopping_keeps_the_place_and_says_a_kind_word(sign_in, module, lessons, samira):
    client = sign_in(samira)
    assert stop(lessons[0]) in text(client.get(lessons[0].url))
    page = text(client.post(stop(lessons[0]), {"number": "2"}, follow=True))
    assert page.index('class="notice notice--info"') < page.index("<h1")
    assert f"{lessons[0].url}#deel-2" in page
    assert outline(module, samira).done == 0


def test_stopping_without_a_script_keeps_the_place_there_was(sign_in, lessons, samira):
    lessons[0].reach(2, by=samira)
    for number in ("", "0", "x", "\x00"):
        assert sign_in(samira).post(stop(lessons[0]), {"number": number}).status_code == 302
    assert LessonProgress.objects.get().reached == 2


def test_after_signing_in_again_one_is_back_at_the_lesson(client, sign_in, lessons, samira):
    assert client.post(stop(lessons[0])).url.startswith("/account/login/")
    assert sign_in(samira).get(stop(lessons[0])).url == lessons[0].url
    assert not LessonProgress.objects.exists()


def test_an_offline_lesson_cannot_be_stopped(sign_in, lessons, samira):
    lessons[0].unpublish()
    assert sign_in(samira).post(stop(lessons[0])).status_code == 404


def test_a_visitor_can_leave_too(client, lessons):
    page = text(client.get(lessons[0].url))
    assert stop(lessons[0]) not in page
    assert page.count(f'href="{lessons[0].get_parent().url}"') >= 2
