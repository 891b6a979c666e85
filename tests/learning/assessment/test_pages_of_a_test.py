"""A test in the browser of a learner, with all that goes wrong in between."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learning.models import Attempt, AttemptAnswer, Certificate
from tegenspraak.people.models import EDITORS
from tests.learning.assessment.conftest import (
    RIGHT,
    WRONG,
    answer_all,
    failed,
    number_of,
    passed,
    question,
    sent,
)

HTMX = {"HX-Request": "true"}


def begin(test_page):
    return reverse("learning:begin_test", args=[test_page.translation_key])


def hand_in(attempt):
    return f"/leren/toets/{attempt.pk}/inleveren/"


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def addresses(attempt):
    return [attempt.get_absolute_url(), question(attempt, 1), hand_in(attempt)]


def test_a_whole_test_without_a_script(sign_in, test_page, joost):
    client = sign_in(joost)
    assert begin(test_page) in text(client.get("/modules/kijken/toets/"))
    response = client.post(begin(test_page))
    attempt = Attempt.objects.get()
    assert (response.status_code, response.url) == (303, attempt.get_absolute_url())
    assert client.get(response.url).url == question(attempt, 1)
    for number in range(1, 7):
        text(client.get(question(attempt, number)))
        response = client.post(question(attempt, number), {**sent(attempt, number, RIGHT), "go": "next"})
        assert response.status_code == 303
    assert response.url == hand_in(attempt)
    assert 'action="' + hand_in(attempt) in text(client.get(response.url))
    response = client.post(hand_in(attempt))
    assert (response.status_code, response.url) == (303, attempt.get_absolute_url())
    page = text(client.get(response.url))
    assert Certificate.objects.get().get_absolute_url() in page
    assert "SLEUTEL" in page


@pytest.mark.parametrize("page", range(3))
@pytest.mark.parametrize(
    ("who", "status"), [("joost", (200, 302, 303)), ("rens", (404,)), ("noor", (404,)), ("bram", (404,))]
)
def test_a_try_is_seen_by_nobody_else(request, sign_in, attempt, page, who, status):
    client = sign_in(request.getfixturevalue(who))
    assert client.get(addresses(attempt)[page]).status_code in status


@pytest.mark.parametrize("page", range(1, 3))
def test_a_stranger_sends_nothing_in_anothers_name(sign_in, attempt, rens, page):
    fields = sent(attempt, 1, RIGHT)
    assert sign_in(rens).post(addresses(attempt)[page], fields).status_code == 404
    assert not AttemptAnswer.objects.exists()
    assert not Attempt.objects.get().is_finished


@pytest.mark.parametrize("page", range(3))
def test_a_visitor_signs_in_first_and_a_guest_stays_out(client, sign_in, attempt, joost, page):
    assert client.get(addresses(attempt)[page]).url.startswith("/account/login/")
    joost.is_guest = True
    joost.save()
    assert sign_in(joost).get(addresses(attempt)[page]).status_code == 403


def test_a_visitor_reads_the_rules_and_cannot_begin(client, test_page):
    page = text(client.get("/modules/kijken/toets/"))
    assert begin(test_page) not in page
    assert "/account/login/?next=/modules/kijken/toets/" in page
    assert client.post(begin(test_page)).url.startswith("/account/login/")
    assert not Attempt.objects.exists()


def test_the_key_reaches_no_page_before_handing_in(sign_in, attempt, lessons, tested, joost):
    client = sign_in(joost)
    answer_all(attempt, RIGHT, joost)
    pages = [
        "/modules/kijken/toets/",
        tested.url,
        *addresses(attempt)[1:],
        *(question(attempt, n) for n in range(1, 7)),
    ]
    for page in pages:
        seen = text(client.get(page))
        assert "SLEUTEL" not in seen
        assert attempt.seed not in seen


def test_right_and_wrong_answers_look_the_same_before_handing_in(sign_in, attempt, joost):
    client = sign_in(joost)
    for number in range(1, 7):
        answers = [
            client.post(question(attempt, number), sent(attempt, number, which)) for which in (RIGHT, WRONG)
        ]
        assert {(answer.status_code, answer.content, answer.url) for answer in answers} == {
            (303, b"", answers[0].url)
        }


def test_steps_stand_in_another_order_than_the_right_one(attempt):
    number = number_of(attempt, "t-volgorde")
    assert attempt.order(number - 1) != [0, 1, 2]


def test_a_saved_answer_is_there_when_one_comes_back(sign_in, attempt, joost):
    client = sign_in(joost)
    for number in range(1, 7):
        client.post(question(attempt, number), sent(attempt, number, RIGHT))
    page = text(client.get(question(attempt, number_of(attempt, "t-een"))))
    assert page.count(" checked") == 1
    page = text(client.get(question(attempt, number_of(attempt, "t-volgorde"))))
    assert page.count(" selected") == 3


@pytest.mark.parametrize(("go", "to"), [("next", 3), ("back", 1), ("skip", 3)])
def test_every_way_out_of_a_question_saves_it(sign_in, attempt, joost, go, to):
    answer = sign_in(joost).post(question(attempt, 2), {**sent(attempt, 2, RIGHT), "go": go})
    assert answer.url == question(attempt, to)
    assert AttemptAnswer.objects.get().place == 1


def test_a_question_can_be_skipped(sign_in, attempt, joost):
    client = sign_in(joost)
    assert client.post(question(attempt, 1), {"go": "skip"}).url == question(attempt, 2)
    assert client.get(attempt.get_absolute_url()).url == question(attempt, 1)


def test_half_an_answer_is_asked_for_again_with_what_was_chosen(sign_in, attempt, joost):
    number = number_of(attempt, "t-volgorde")
    answer = sign_in(joost).post(question(attempt, number), {"step-0": "2", "go": "next"})
    assert text(answer, 422).count(" selected") == 1
    assert not AttemptAnswer.objects.exists()


def test_half_an_answer_that_is_left_is_named(sign_in, attempt, joost):
    number = number_of(attempt, "t-volgorde")
    page = text(sign_in(joost).post(question(attempt, number), {"step-0": "2", "go": "list"}, follow=True))
    assert "notice--warning" in page


BAD = [
    {"answer": "99"},
    {"answer": "\x00"},
    {"answer": "<script>alert(1)</script>"},
    {"answer": "-1"},
    {"answer": "9" * 5000},
    {"right": "misschien"},
    {"step-0": "1", "step-1": "1", "step-2": "1"},
    {"pair-0": "x"},
]


@pytest.mark.parametrize("key", list(RIGHT))
def test_what_is_no_answer_is_refused_in_words(sign_in, attempt, joost, key):
    client = sign_in(joost)
    for fields in BAD:
        page = text(client.post(question(attempt, number_of(attempt, key)), fields), 422)
        assert "<script>alert" not in page
    assert not AttemptAnswer.objects.exists()


@pytest.mark.parametrize("number", [0, 7, 999999])
def test_a_question_that_is_not_there_is_not_found(sign_in, attempt, joost, number):
    assert sign_in(joost).get(question(attempt, number)).status_code == 404


def test_a_script_saves_at_the_choice_and_says_so(sign_in, attempt, joost):
    client = sign_in(joost)
    number = number_of(attempt, "t-volgorde")
    assert "✓" not in text(client.post(question(attempt, number), {"step-0": "2"}, headers=HTMX))
    saved = text(client.post(question(attempt, number), sent(attempt, number, RIGHT), headers=HTMX))
    assert "✓" in saved
    assert "<html" not in saved
    assert AttemptAnswer.objects.count() == 1


def test_the_list_before_handing_in_names_what_has_no_answer(sign_in, attempt, joost):
    client = sign_in(joost)
    client.post(question(attempt, 1), sent(attempt, 1, RIGHT))
    page = text(client.get(hand_in(attempt)))
    assert page.count("is-done") == 1
    assert f'class="button button--secondary" href="{question(attempt, 2)}"' in page


def test_an_answer_from_a_second_tab_after_handing_in_changes_nothing_and_says_so(sign_in, attempt, joost):
    client, other_tab = sign_in(joost), sign_in(joost)
    answer_all(attempt, WRONG, joost)
    client.post(hand_in(attempt))
    page = text(other_tab.post(question(attempt, 1), sent(attempt, 1, RIGHT), follow=True))
    assert "notice--info" in page
    assert "notice--info" not in text(
        other_tab.post(question(attempt, 1), sent(attempt, 1, RIGHT), headers=HTMX)
    )
    assert Attempt.objects.get().result().per_cent < 80


def test_the_back_button_after_handing_in_leads_to_the_result(sign_in, attempt, joost):
    client = sign_in(joost)
    client.post(hand_in(attempt))
    for page in (question(attempt, 3), hand_in(attempt)):
        assert client.get(page).url == attempt.get_absolute_url()


def test_a_double_click_hands_in_once_and_begins_once(sign_in, test_page, joost):
    client = sign_in(joost)
    for _ in range(2):
        assert client.post(begin(test_page)).status_code == 303
    attempt = Attempt.objects.get()
    answer_all(attempt, RIGHT, joost)
    for _ in range(3):
        assert client.post(hand_in(attempt)).url == attempt.get_absolute_url()
    assert Certificate.objects.count() == 1


def test_an_expired_session_loses_no_answer(client, sign_in, attempt, joost):
    fields = {**sent(attempt, 1, RIGHT), "go": "next"}
    page = text(client.post(question(attempt, 1), fields), 401)
    for name, values in fields.items():
        for value in [values] if isinstance(values, str) else values:
            assert f'name="{name}" value="{value}"' in page
    assert not AttemptAnswer.objects.exists()
    sign_in(joost).post(question(attempt, 1), fields)
    assert AttemptAnswer.objects.count() == 1


def test_a_page_from_before_signing_in_again_loses_no_answer(attempt, joost):
    client = Client(enforce_csrf_checks=True)
    client.force_login(joost)
    assert 'type="hidden"' in text(client.post(question(attempt, 1), sent(attempt, 1, RIGHT)), 403)


def test_an_expired_session_tells_a_script_too(client, attempt):
    saved = text(client.post(question(attempt, 1), sent(attempt, 1, RIGHT), headers=HTMX))
    assert "/account/login/" in saved
    assert "✓" not in saved


def test_coming_from_the_sign_in_page_leads_back_to_the_test(sign_in, test_page, joost):
    assert sign_in(joost).get(begin(test_page)).url == test_page.url
    assert not Attempt.objects.exists()


def test_a_test_taken_offline_in_the_middle_goes_on(sign_in, attempt, test_page, joost):
    test_page.unpublish()
    client = sign_in(joost)
    text(client.get(question(attempt, 1)))
    answer_all(attempt, RIGHT, joost)
    client.post(hand_in(attempt))
    text(client.get(attempt.get_absolute_url()))
    assert Certificate.objects.exists()


def test_the_result_of_a_module_that_is_gone_can_be_read(sign_in, test_page, tested, joost):
    attempt = failed(test_page, joost)
    tested.delete()
    assert "SLEUTEL" in text(sign_in(joost).get(attempt.get_absolute_url()))


def test_the_result_names_the_lesson_to_reread_and_when_to_try_again(sign_in, test_page, lessons, joost):
    attempt = failed(test_page, joost)
    page = text(sign_in(joost).get(attempt.get_absolute_url()))
    for lesson in lessons:
        assert f'href="{lesson.url}"' in page
    at = timezone.localtime(attempt.finished_at + timedelta(hours=24))
    assert at.strftime("%H:%M") in page
    assert str(at.year) in page


def test_a_goal_that_went_wholly_right_asks_for_no_rereading(sign_in, test_page, lessons, joost):
    attempt = passed(test_page, joost)
    assert f'href="{lessons[0].url}"' not in text(sign_in(joost).get(attempt.get_absolute_url()))


def test_who_must_wait_reads_when_and_has_no_button(sign_in, test_page, joost):
    failed(test_page, joost)
    client = sign_in(joost)
    assert begin(test_page) not in text(client.get(test_page.url))
    assert client.post(begin(test_page)).url == test_page.url
    assert Attempt.objects.count() == 1


def test_who_has_no_name_is_asked_for_one(sign_in, test_page, joost):
    joost.first_name = ""
    joost.save()
    client = sign_in(joost)
    assert 'name="name"' in text(client.get(test_page.url))
    assert client.post(begin(test_page), {"name": " \x00 "}).url == test_page.url
    assert not Attempt.objects.exists()
    client.post(begin(test_page), {"name": "Joost  <b>de\x00 Boer"})
    attempt = Attempt.objects.get()
    answer_all(attempt, RIGHT, joost)
    attempt.hand_in(by=joost)
    assert Certificate.objects.get().name == "Joost <b>de Boer"
    assert "<b>de Boer" not in text(client.get(Certificate.objects.get().get_absolute_url()))


def test_an_editors_preview_begins_nothing(sign_in, test_page, bram):
    bram.groups.add(Group.objects.get(name=EDITORS))
    page = text(sign_in(bram).get(reverse("wagtailadmin_pages:view_draft", args=[test_page.pk])))
    assert begin(test_page) not in page
    assert "SLEUTEL" not in page


def test_the_module_page_shows_how_the_test_went(sign_in, test_page, tested, joost):
    client = sign_in(joost)
    assert f'href="{test_page.url}"' in text(client.get(tested.url))
    attempt = Attempt.objects.start(test_page, by=joost)
    assert f'href="{attempt.get_absolute_url()}"' in text(client.get(tested.url))
    answer_all(attempt, RIGHT, joost)
    attempt.hand_in(by=joost)
    assert Certificate.objects.get().get_absolute_url() in text(client.get(tested.url))


def test_pages_take_no_more_questions_with_more_answers_and_tries(
    sign_in, test_page, tested, joost, django_assert_max_num_queries
):
    client = sign_in(joost)
    for _ in range(3):
        attempt = failed(test_page, joost)
        Attempt.objects.update(finished_at=timezone.now() - timedelta(hours=30))
    fresh = Attempt.objects.start(test_page, by=joost)
    pages = [tested.url, test_page.url, attempt.get_absolute_url(), question(fresh, 1), hand_in(fresh)]
    for page in pages:
        client.get(page)
        with django_assert_max_num_queries(24) as asked:
            text(client.get(page))
        print(len(asked), page)
