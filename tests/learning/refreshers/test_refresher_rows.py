import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ReferenceIndex

from learning.models import LessonPage, Refresher, RefresherAnswer, RefresherPause
from learning.refreshers.refreshing import refreshers_due
from tests.learning.refreshers.conftest import (
    KINDS,
    RIGHT,
    WRONG,
    change_bank,
    days_pass,
    finish,
    module_with,
    question,
    remove_test,
)

pytestmark = pytest.mark.django_db


def test_the_last_lesson_makes_one_for_each_goal_with_questions(module, joost):
    first, last = LessonPage.objects.child_of(module)
    first.mark_done(by=joost)
    assert not Refresher.objects.exists()
    last.mark_done(by=joost)
    assert set(Refresher.objects.values_list("user", "goal", "step")) == {
        (joost.pk, goal, 0) for goal in ("zien", "horen", "vragen")
    }


def test_nobody_gets_it_twice(finished, joost):
    before = set(Refresher.objects.values_list("pk", "due_at"))
    last = LessonPage.objects.child_of(finished).last()
    last.undo_done(by=joost)
    last.mark_done(by=joost)
    Refresher.objects.begin(finished, by=joost)
    assert set(Refresher.objects.values_list("pk", "due_at")) == before


def test_a_goal_without_questions_gets_none(module, joost):
    change_bank(module, lambda blocks: [one for one in blocks if one["value"]["goal"] == "zien"])
    finish(module, joost)
    assert [one.goal for one in Refresher.objects.all()] == ["zien"]


def test_a_module_without_a_test_gets_none(module, joost):
    remove_test(module)
    finish(module, joost)
    assert not Refresher.objects.exists()


def test_the_first_comes_after_two_days_and_not_sooner(finished, joost):
    assert refreshers_due(joost) == []
    days_pass(1)
    assert refreshers_due(joost) == []
    days_pass(1)
    assert len(refreshers_due(joost)) == 3


def test_at_most_five_come_a_day_those_answered_included(vocabulary, tmp_path, joost):
    goals = [f"doel-{number}" for number in range(8)]
    finish(module_with(tmp_path / "kijken", [question(f"v-{goal}", goal) for goal in goals]), joost)
    days_pass(2)
    asked = []
    while due := refreshers_due(joost):
        assert len(due) == 5 - len(asked)
        due[0].answer(question("v", due[0].goal), 0, turn=0, by=joost)
        asked.append(due[0].goal)
    assert len(set(asked)) == 5
    days_pass(1)
    assert {one.goal for one in refreshers_due(joost)} == set(goals) - set(asked)


@pytest.mark.parametrize("kind", KINDS)
def test_right_goes_a_step_further_and_wrong_begins_again(finished, joost, kind):
    one = Refresher.objects.first()
    for turn, (given, step) in enumerate([(RIGHT, 1), (RIGHT, 2), (WRONG, 0), (RIGHT, 1)]):
        one.answer(question("v", one.goal, kind), given[kind], turn=turn, by=joost)
        one.refresh_from_db()
        assert one.step == step
    days = (timezone.localtime(one.due_at).date() - timezone.localdate()).days
    assert days == 8


def test_after_ninety_days_right_it_is_done(finished, joost):
    one = Refresher.objects.first()
    for turn in range(4):
        one.answer(question("v", one.goal), 0, turn=turn, by=joost)
    one.refresh_from_db()
    assert (one.is_done, one.due_at) == (True, None)


def test_the_first_answer_of_a_turn_stays(finished, joost):
    one = Refresher.objects.first()
    first = one.answer(question("v", one.goal), 0, turn=0, by=joost)
    again = one.answer(question("v", one.goal), 1, turn=0, by=joost)
    assert again.pk == first.pk
    one.refresh_from_db()
    assert one.step == 1


def test_an_answer_keeps_what_was_asked(finished, joost):
    one = Refresher.objects.first()
    asked = question("v", one.goal)
    given = one.answer(asked, 0, turn=0, by=joost)
    given.refresh_from_db()
    assert (given.asked, given.answer, given.score) == (asked, 0, 1.0)


def test_nobody_answers_for_another(finished, joost, noor):
    one = Refresher.objects.first()
    with pytest.raises(Refresher.DoesNotExist):
        one.answer(question("v", one.goal), 0, turn=0, by=noor)


def test_the_database_keeps_one_per_goal_and_one_answer_per_turn(finished, joost):
    one = Refresher.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Refresher.objects.create(user=joost, module=finished, goal=one.goal)
    with pytest.raises(IntegrityError), transaction.atomic():
        Refresher.objects.filter(pk=one.pk).update(step=4)
    one.answer(question("v", one.goal), 0, turn=0, by=joost)
    with pytest.raises(IntegrityError), transaction.atomic():
        RefresherAnswer.objects.create(refresher=one, turn=0, question_key="v", asked={}, answer=0, score=1)


def test_stopping_one_module_leaves_the_other(finished, tmp_path, joost):
    other = module_with(tmp_path / "luisteren", [question("l", "luisteren")], "Leren luisteren")
    finish(other, joost)
    days_pass(2)
    Refresher.objects.stop(by=joost, module=finished)
    assert [one.goal for one in refreshers_due(joost)] == ["luisteren"]
    Refresher.objects.begin_again(by=joost, module=finished)
    assert len(refreshers_due(joost)) == 4


def test_stopping_all_holds_for_modules_to_come(module, joost):
    Refresher.objects.stop(by=joost)
    Refresher.objects.stop(by=joost)
    finish(module, joost)
    days_pass(2)
    assert refreshers_due(joost) == []
    Refresher.objects.begin_again(by=joost)
    assert len(refreshers_due(joost)) == 3


def test_stopping_is_ones_own(finished, joost, samira):
    finish(finished, samira)
    days_pass(2)
    Refresher.objects.stop(by=samira)
    Refresher.objects.stop(by=samira, module=finished)
    assert len(refreshers_due(joost)) == 3


def test_a_module_that_is_offline_is_not_asked_and_comes_back(finished, joost):
    days_pass(2)
    finished.unpublish()
    assert refreshers_due(joost) == []
    finished.save_revision().publish()
    assert len(refreshers_due(joost)) == 3


def test_it_goes_with_the_person(finished, joost):
    Refresher.objects.stop(by=joost)
    joost.delete()
    assert not Refresher.objects.exists()
    assert not RefresherPause.objects.exists()


@pytest.mark.parametrize("model", [Refresher, RefresherAnswer, RefresherPause])
def test_the_cms_lists_nobody_under_the_usage_of_a_page(model):
    assert not ReferenceIndex.model_is_indexable(model)
