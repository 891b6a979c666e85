"""Who finished a module before there was refreshing begins with it, from today and not all at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learning.lessons import finishing
from learning.models import LessonPage, LessonProgress, Refresher
from learning.refreshers import refreshing, spacing
from tests.conftest import join, person
from tests.learning.refreshers.conftest import days_pass, finish, module_with, question, remove_test


@pytest.fixture
def long_ago(finished):
    """Joost finished the module a year ago, when nothing came back."""
    Refresher.objects.all().delete()
    LessonProgress.objects.update(done_at=timezone.now() - timedelta(days=365))
    return finished


def test_it_begins_counting_today_and_a_second_time_changes_nothing(long_ago, joost):
    assert finishing.catch_up() == 1
    first = list(Refresher.objects.order_by("goal").values_list("pk", "goal", "due_at", "step"))
    assert [goal for _pk, goal, *_ in first] == ["horen", "vragen", "zien"]
    assert {due for *_, due, _step in first} == {spacing.due(spacing.first(), timezone.localtime())}
    assert refreshing.refreshers_due(joost) == []
    assert finishing.catch_up() == 0
    assert list(Refresher.objects.order_by("goal").values_list("pk", "goal", "due_at", "step")) == first


def test_who_finished_much_gets_no_flood(vocabulary, tmp_path, joost):
    for number in range(3):
        bank = [question(f"{goal}-{number}", goal) for goal in ("zien", "horen", "vragen")]
        finish(module_with(tmp_path / f"module-{number}", bank, f"Module {number}"), joost)
    Refresher.objects.all().delete()
    assert finishing.catch_up() == 3
    assert refreshing.refreshers_due(joost) == []
    days_pass(2)
    assert len(refreshing.refreshers_due(joost)) == spacing.A_DAY


def test_what_is_under_way_stopped_or_paused_stays_so(long_ago, joost):
    Refresher.objects.begin(long_ago, by=joost)
    Refresher.objects.filter(goal="zien").delete()
    Refresher.objects.stop(by=joost, module=long_ago)
    assert finishing.catch_up() == 0
    assert Refresher.objects.filter(stopped=True).count() == 2


def test_who_wants_nothing_back_is_asked_nothing(long_ago, joost):
    Refresher.objects.stop(by=joost)
    finishing.catch_up()
    days_pass(2)
    assert refreshing.refreshers_due(joost) == []


def test_who_did_not_finish_is_left_out(module, joost):
    LessonPage.objects.child_of(module).first().mark_done(by=joost)
    assert finishing.catch_up() == 0


def test_who_can_no_longer_sign_in_is_left_out(long_ago, joost):
    joost.is_active = False
    joost.save()
    assert finishing.catch_up() == 0


@pytest.mark.parametrize("gone", ["test", "module"])
def test_where_there_is_nothing_to_ask_nothing_begins(long_ago, gone):
    remove_test(long_ago) if gone == "test" else long_ago.unpublish()
    assert finishing.catch_up() == 0


def test_everybody_who_finished_begins(long_ago, organisation):
    people = [join(person(f"Collega{number}"), organisation) for number in range(3)]
    for one in people:
        finish(long_ago, one)
    Refresher.objects.filter(user__in=people[1:]).delete()
    assert finishing.catch_up() == 3
    assert Refresher.objects.values("user").distinct().count() == 4
