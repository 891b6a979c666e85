"""The key never reaches the browser before the answer."""

import pytest

from learning.answering import activities, questions
from learning.answering.activity import Reader
from learning.models import LessonPage
from tests.learning.answering.conftest import KEYS, Learner, act, form_of

PLAIN = [key for key in KEYS if key != "stilstaan"]


def test_the_page_of_who_did_not_answer_holds_nothing_of_what_an_answer_opens(sign_in, lesson, joost):
    page = sign_in(joost).get(lesson.url).content.decode()
    assert "GEHEIM" not in page
    for key in KEYS:
        assert f'id="doe-{key}"' in page
        assert f'action="{act(lesson, key)}"' in page


def test_a_visitor_sees_the_questions_and_may_answer_none(client, lesson):
    page = client.get(lesson.url).content.decode()
    assert "GEHEIM" not in page
    assert "Wie mag <strong>melden</strong>?" in page
    assert "Moeder staat in de deur." in page
    assert "Wat doe je eerst?" in page
    assert page.count("/account/login/?next=") >= len(KEYS)
    for key in KEYS:
        assert act(lesson, key) not in page


@pytest.mark.parametrize("key", KEYS)
def test_a_refused_answer_opens_nothing(learner, key):
    answer = learner.send(key)
    assert answer.status_code == 422
    assert "GEHEIM" not in answer.content.decode()


def test_answering_one_opens_that_one_only(learner):
    learner.choose("een", "Iedereen")
    page = learner.look()
    assert "GEHEIM iedereen" in page
    assert page.count("GEHEIM") == 3


def test_the_index_holds_nothing_of_what_an_answer_opens(lesson):
    text = lesson.search_text()
    assert "GEHEIM" not in text
    assert "Wat doe je eerst?" in text


def test_templates_get_no_values(rf, lesson, joost):
    request = rf.get(lesson.url)
    request.user = joost
    for section in lesson.get_context(request)["sections"]:
        if section.kind in ("question", "stop", "scenario"):
            assert set(section.values) == {"key"}
            assert not section.texts
            assert "GEHEIM" not in repr(section.activity)


def test_the_order_of_answers_tells_nothing_and_stays_for_one_person(lesson, values, joost, rens):
    def order(user):
        return questions.mixed(values("volgorde"), Reader(user, lesson, None).seed)

    assert order(joost) == order(joost)
    assert order(joost) != [0, 1, 2]
    seeds = {Reader(type("Some", (), {"pk": pk}), lesson, None).seed for pk in range(40)}
    seen = {tuple(questions.mixed(values("volgorde"), seed)) for seed in seeds}
    assert len(seen) == 5
    assert {tuple(questions.mixed(values("een"), seed)) for seed in seeds} > {(0, 1, 2)}


def test_no_bare_digest_stands_on_the_page(sign_in, lesson, values, joost):
    """From a digest of a question one could try out which key fits."""
    page = sign_in(joost).get(lesson.url).content.decode()
    for key in PLAIN:
        assert questions.digest_of(values(key))[:16] not in page


def test_a_token_is_of_one_person(sign_in, lesson, joost, rens):
    tokens = {Learner(sign_in(user), lesson, False).hidden("een")["token"] for user in (joost, rens)}
    assert len(tokens) == 2


def test_a_broken_block_of_a_draft_is_left_out(lesson, joost):
    broken = LessonPage.objects.get(pk=lesson.pk)
    raw = broken.body.raw_data
    for place, block in enumerate(raw):
        if block["type"] == "scenario":
            raw[place]["value"]["start"] = "nergens"
    assert "gesprek" not in activities.shown_in(broken, joost)


def test_what_is_asked_is_written_as_text(rewrite, learner):
    rewrite("text: Alleen de bakker", "text: <b>De</b> <script>bakker</script>")
    page = learner.look()
    assert "<script>bakker" not in page
    assert "&lt;script&gt;bakker" in page
    assert form_of(page, act(learner.lesson, "een"))
