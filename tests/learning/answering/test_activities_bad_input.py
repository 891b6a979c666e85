"""Two tabs, old pages, ended sessions, a lesson that changes or goes: nothing lost, and a clear sentence."""

import pytest
from django.test import Client

from learning.models import Answer, Commitment, ScenarioRun
from tests.learning.answering.conftest import Learner, act, form_of


def words(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize(
    ("key", "fields"),
    [
        ("een", {"answer": "9"}),
        ("een", {"answer": "-1"}),
        ("een", {"answer": "x\x00"}),
        ("een", {"answer": "9" * 5000}),
        ("meer", {"answer": ["0", "77"]}),
        ("volgorde", {"step-0": "1", "step-1": "1", "step-2": "2"}),
        ("paren", {"pair-0": "0"}),
        ("waar", {"right": "misschien", "answer": "0"}),
        ("waar", {"answer": "0"}),
        ("open", {"text": " \x00 "}),
        ("stilstaan", {"choice": "4"}),
        ("stilstaan", {"choice": "²"}),
        ("gesprek", {"choice": "2"}),
        ("gesprek", {"go": "weg"}),
    ],
)
def test_what_is_no_answer_is_refused_with_a_sentence(learner, key, fields):
    answer = learner.send(key, **fields)
    assert answer.status_code == 422
    assert 'role="alert"' in words(answer)
    assert "GEHEIM" not in words(answer)
    assert not Answer.objects.exists()
    assert not Commitment.objects.exists()


def test_what_was_typed_and_chosen_comes_back_with_the_refusal(learner):
    answer = learner.send("stilstaan", reason="Mijn <i>reden</i>")
    assert "Mijn &lt;i&gt;reden&lt;/i&gt;" in words(answer)
    answer = learner.send("volgorde", **{"step-0": "3", "step-1": "3", "step-2": "1"})
    assert words(answer).count(" selected") == 3
    long = "woord " * 2000
    answer = learner.choose("stilstaan", "Ik vraag", "choice", reason=long)
    assert answer.status_code == 422
    assert long.strip() in words(answer)
    assert " checked" in words(answer)


def test_a_second_tab_does_not_change_a_commitment_and_loses_no_words(learner, sign_in, joost):
    other = Learner(sign_in(joost), learner.lesson, learner.by_script)
    learner.choose("stilstaan", "Ik vraag", "choice", reason="Eerst")
    answer = other.choose("stilstaan", "Ik wacht", "choice", reason="Later gedacht")
    assert answer.status_code == 409
    assert "Later gedacht" in words(answer)
    assert "Ik wacht" in words(answer)
    assert (Commitment.objects.get().choice, Commitment.objects.get().reason) == (1, "Eerst")


def test_a_double_click_and_the_back_button_do_nothing_twice(learner):
    for _ in range(2):
        assert learner.choose("een", "Iedereen").status_code in (200, 303)
        assert learner.choose("stilstaan", "Ik vraag", "choice", reason="Zo").status_code in (200, 303)
        assert learner.choose("gesprek", "Luister nu", "choice").status_code in (200, 303)
    assert Answer.objects.get().tries == 1
    assert Commitment.objects.count() == 1
    assert len(ScenarioRun.objects.get().path) == 1


def test_two_tabs_with_a_scenario_never_make_a_choice_that_was_not_on_the_screen(learner, sign_in, joost):
    other = Learner(sign_in(joost), learner.lesson, learner.by_script)
    learner.choose("gesprek", "Luister nu", "choice")
    other.choose("gesprek", "Kom binnen", "choice")
    other.send("gesprek", go="again")
    assert ScenarioRun.objects.get().path == [{"node": "deur", "choice": 1}]


def test_a_question_that_changed_in_the_middle_is_asked_again(learner, rewrite):
    rewrite("text: Iedereen", "text: Wie dan ook")
    answer = learner.choose("een", "Iedereen")
    assert answer.status_code == 409
    assert "Wie dan ook" in words(answer)
    assert 'role="alert"' in words(answer)
    assert "GEHEIM" not in words(answer)
    assert not Answer.objects.exists()


def test_typed_words_survive_a_change_in_the_middle(learner, rewrite):
    rewrite("text: Wat zou jij zeggen?", "text: Wat zou jij doen?")
    rewrite("question: Wat doe je eerst?", "question: Wat doe je dan?")
    assert "Mijn woorden" in words(learner.send("open", text="Mijn woorden"))
    answer = learner.choose("stilstaan", "Ik vraag", "choice", reason="Mijn reden")
    assert answer.status_code == 409
    assert "Mijn reden" in words(answer)
    assert " checked" not in words(answer)


def test_an_answer_stays_readable_as_it_was_when_the_question_changes(learner, rewrite):
    learner.choose("een", "Iedereen")
    learner.choose("stilstaan", "Ik vraag", "choice")
    rewrite("text: Iedereen", "text: Wie dan ook")
    rewrite("text: Ik vraag", "text: Ik stel een vraag")
    page = learner.look()
    assert "<strong>Iedereen</strong>" in page
    assert "Ik vraag" in page
    learner.choose("een", "Wie dan ook")
    assert "<strong>Wie dan ook</strong>" in learner.look()
    assert Answer.objects.get(is_first=True).values["answers"][1]["text"] == "Iedereen"


def test_a_scenario_that_changed_in_the_middle_goes_on_as_it_was(learner, rewrite):
    learner.choose("gesprek", "Luister nu", "choice")
    rewrite("text: GEHEIM melden", "text: GEHEIM bellen")
    learner.look()
    learner.choose("gesprek", "GEHEIM melden", "choice")
    assert "GEHEIM te snel" in learner.look()
    learner.send("gesprek", go="again")
    learner.look()
    learner.choose("gesprek", "Luister nu", "choice")
    assert "GEHEIM bellen" in learner.look()


def test_a_lesson_that_went_offline_gives_the_words_back(learner):
    learner.lesson.unpublish()
    answer = learner.send("open", text="Mijn <b>woorden</b>")
    assert answer.status_code == 404
    assert "Mijn &lt;b&gt;woorden&lt;/b&gt;" in words(answer)
    assert not Answer.objects.exists()


def test_an_activity_that_is_gone_gives_the_words_back(learner, rewrite):
    rewrite("key: open", "key: anders")
    answer = learner.send("open", text="Mijn woorden")
    assert answer.status_code == 404
    assert "Mijn woorden" in words(answer)


def test_after_a_session_that_ended_all_that_was_sent_can_be_sent_once_more(learner, sign_in, joost):
    fields = {**learner.hidden("stilstaan"), "choice": "1", "reason": "Mijn reden\nvan twee regels"}
    address = act(learner.lesson, "stilstaan")
    headers = {"HX-Request": "true"} if learner.by_script else {}
    answer = Client().post(address, fields, headers=headers)
    assert answer.status_code == 401
    assert answer.has_header("HX-Reswap") is learner.by_script
    assert "Mijn reden\nvan twee regels" in words(answer)
    kept = form_of(words(answer), address)["hidden"]
    kept.pop("csrfmiddlewaretoken")
    assert {**kept, "reason": fields["reason"]} == fields
    sign_in(joost).post(address, fields)
    assert Commitment.objects.get().choice == 1


def test_sent_under_another_name_it_is_shown_and_not_kept(learner, sign_in, rens):
    """Answers are mixed for each person: a place of one is another answer for another."""
    fields = {**learner.hidden("een"), "answer": "0"}
    assert sign_in(rens).post(act(learner.lesson, "een"), fields).status_code == 409
    assert not Answer.objects.exists()


def test_a_page_of_before_signing_in_again_gives_all_back(lesson, joost):
    client = Client(enforce_csrf_checks=True)
    client.force_login(joost)
    answer = client.post(act(lesson, "open"), {"text": "Mijn woorden", "token": "t"})
    assert answer.status_code == 403
    assert "Mijn woorden" in words(answer)
    assert not Answer.objects.exists()


def test_another_site_can_send_nothing_in_somebodys_name(lesson, joost):
    client = Client(enforce_csrf_checks=True)
    client.force_login(joost)
    answer = client.post(
        act(lesson, "open"), {"text": "Mijn woorden"}, headers={"Origin": "https://elders.test"}
    )
    assert answer.status_code == 403
    assert "Mijn woorden" not in words(answer)


def test_a_very_long_way_through_a_scenario_ends_somewhere(lesson, values, joost):
    from learning.answering.scenarios import LONGEST_PATH, NoSuchChoice, onwards

    nodes = {"a": {"text": "a", "choices": [{"text": "rond", "to": "a"}, {"text": "weg", "to": "b"}]}}
    scenario = {"start": "a", "nodes": {**nodes, "b": {"text": "b", "end": "good", "feedback": "b"}}}
    with pytest.raises(NoSuchChoice):
        onwards(scenario, [{"node": "a", "choice": 0}] * LONGEST_PATH, 0)
