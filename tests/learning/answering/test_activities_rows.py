"""What is kept: verbs that are safe on a double click, and rows that say what was asked then."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from learning.answering.scenarios import NoSuchChoice
from learning.answering.stop_shown import asked_of, place_of
from learning.models import Answer, Commitment, ScenarioRun
from tests.at_once import at_once


def test_the_first_answer_stays_beside_the_latest(lesson, values, joost):
    first = Answer.objects.give(lesson, values("een"), 0, by=joost)
    assert (first.score, first.tries, first.is_first) == (0, 1, True)
    latest = Answer.objects.give(lesson, values("een"), 1, by=joost, after=1)
    latest = Answer.objects.give(lesson, values("een"), 2, by=joost, after=2)
    assert (latest.answer, latest.tries) == (2, 3)
    assert [one.answer for one in Answer.objects.order_by("-is_first")] == [0, 2]
    assert Answer.objects.latest_of(joost, lesson)["een"] == latest


def test_a_second_click_is_no_second_try(lesson, values, joost):
    for _ in range(2):
        given = Answer.objects.give(lesson, values("een"), 1, by=joost, after=0)
    assert given.tries == 1
    again = Answer.objects.give(lesson, values("een"), 1, by=joost, after=1)
    assert again.tries == 2


def test_an_answer_is_kept_with_what_was_asked_then(lesson, values, joost):
    given = Answer.objects.give(lesson, values("paren"), [0, 2, 1], by=joost)
    given.refresh_from_db()
    assert given.values == values("paren")
    assert given.score == 0


def test_open_answers_and_reasons_are_stored_encrypted(lesson, values, joost):
    given = Answer.objects.give(lesson, values("open"), "mijn woorden", by=joost)
    asked = asked_of(values("stilstaan"))
    Commitment.objects.commit("lesson:x", "s", asked, choice=0, reason="mijn reden", by=joost)
    given.refresh_from_db()
    assert given.said == "mijn woorden"
    assert given.answer is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, answer FROM learning_answer")
        kept = str(cursor.fetchall())
        cursor.execute("SELECT reason, asked FROM learning_commitment")
        kept += str(cursor.fetchall())
    for words in ("mijn woorden", "mijn reden", "huilend"):
        assert words not in kept


def test_a_commitment_is_made_once_and_never_changes(lesson, values, joost):
    place, asked = place_of(lesson), asked_of(values("stilstaan"))
    made = Commitment.objects.commit(place, "stilstaan", asked, choice=1, reason="Omdat", by=joost)
    again = Commitment.objects.commit(place, "stilstaan", asked, choice=2, reason="Toch", by=joost)
    assert again == made
    assert (again.choice, again.reason) == (1, "Omdat")
    made.choice = 2
    with pytest.raises(ValidationError):
        made.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment(user=joost, place=place, key="stilstaan", asked=asked, choice=0).save()


@pytest.mark.parametrize("choice", [-1, 3])
def test_a_choice_that_is_none_is_refused(lesson, values, joost, choice):
    with pytest.raises(ValidationError):
        Commitment.objects.commit(
            place_of(lesson), "stilstaan", asked_of(values("stilstaan")), choice=choice, by=joost
        )


def test_a_case_can_have_a_stop_moment_of_the_same_key(lesson, values, joost):
    for place in ("case:1", "case:2"):
        Commitment.objects.commit(place, "s", asked_of(values("stilstaan")), choice=0, by=joost)
    assert Commitment.objects.count() == 2


def test_every_step_of_a_scenario_is_kept_at_once(lesson, values, joost):
    scenario, runs = values("gesprek"), ScenarioRun.objects
    state = ScenarioRun(user=joost, values=scenario, digest="").state
    run = runs.choose(lesson, scenario, 1, by=joost, state="old")
    assert run.path == []
    run = runs.choose(lesson, scenario, 1, by=joost, state=run.state)
    assert run.path == [{"node": "deur", "choice": 1}]
    assert run.finished_at is None
    behind = runs.choose(lesson, scenario, 1, by=joost, state=state)
    assert behind.path == run.path


def test_ends_that_were_found_stay_found(lesson, values, joost):
    scenario, runs = values("gesprek"), ScenarioRun.objects
    run = runs.start_again(lesson, scenario, by=joost, state="")
    run = runs.choose(lesson, scenario, 0, by=joost, state=run.state)
    assert (run.end, run.ends) == ("zitten", ["zitten"])
    finished = run.finished_at
    run = runs.step_back(lesson, scenario, by=joost, state=run.state)
    assert (run.end, run.path) == ("", [])
    run = runs.choose(lesson, scenario, 1, by=joost, state=run.state)
    run = runs.choose(lesson, scenario, 1, by=joost, state=run.state)
    assert (run.end, run.ends, run.finished_at) == ("weg", ["zitten", "weg"], finished)
    with pytest.raises(NoSuchChoice):
        runs.choose(lesson, scenario, 0, by=joost, state=run.state)
    run = runs.start_again(lesson, scenario, by=joost, state=run.state)
    assert (run.path, run.ends) == ([], ["zitten", "weg"])


def test_rows_go_with_their_person(lesson, values, joost):
    Answer.objects.give(lesson, values("een"), 0, by=joost)
    Commitment.objects.commit("p", "s", asked_of(values("stilstaan")), choice=0, by=joost)
    ScenarioRun.objects.start_again(lesson, values("gesprek"), by=joost, state="")
    joost.delete()
    assert not any(model.objects.exists() for model in (Answer, Commitment, ScenarioRun))


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_one_moment_keep_one_of_everything(lesson, values, joost):
    asked, scenario = asked_of(values("stilstaan")), values("gesprek")
    start = ScenarioRun(user=joost, values=scenario)
    start.take_over(scenario)
    outcomes = at_once(
        *[lambda: Answer.objects.give(lesson, values("een"), 1, by=joost)] * 2,
        *[lambda: Commitment.objects.commit("p", "s", asked, choice=0, by=joost)] * 2,
        *[lambda: ScenarioRun.objects.choose(lesson, scenario, 1, by=joost, state=start.state)] * 2,
    )
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert Answer.objects.get().tries == 1
    assert Commitment.objects.count() == 1
    assert len(ScenarioRun.objects.get().path) == 1
