"""What is kept of a try at a test, and what passing it does."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from learning.assessment.assessment_panel import Hindrance, state_for
from learning.authoring.loading import known, load_module
from learning.lessons import finishing
from learning.lessons.progress import outline, standings
from learning.models import (
    Attempt,
    AttemptAnswer,
    Certificate,
    ModulePage,
    PortfolioEntry,
    Refresher,
    TestPage,
)
from learning.models.attempts import HandedIn, NotNow
from tests.at_once import at_once
from tests.learning.assessment.conftest import RIGHT, WRONG, answer_all, failed, passed


def later(attempt: Attempt, hours: int) -> None:
    Attempt.objects.filter(pk=attempt.pk).update(finished_at=timezone.now() - timedelta(hours=hours))


def test_a_try_takes_along_what_the_test_and_the_module_say_now(attempt, tested):
    assert (attempt.module_title, attempt.module_version, attempt.module_slug) == (
        "Leren kijken",
        "1.2",
        "kijken",
    )
    assert (attempt.pass_mark, attempt.total, attempt.module_minutes, attempt.valid_months) == (80, 6, 30, 36)
    assert [goal["key"] for goal in attempt.goals] == ["kijken", "schrijven"]


def test_a_second_start_goes_on_with_the_first(attempt, test_page, joost):
    assert Attempt.objects.start(test_page, by=joost) == attempt
    assert Attempt.objects.count() == 1


def test_the_database_holds_one_open_try_per_person_and_test(attempt):
    attempt.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt.save(force_insert=True)


def test_a_try_that_another_click_began_is_given_back(attempt, test_page, tested, joost, monkeypatch):
    nothing_open = replace(state_for(tested, joost), open=None)
    monkeypatch.setattr("learning.assessment.assessment_panel.state_for", lambda module, user: nothing_open)
    assert Attempt.objects.start(test_page, by=joost) == attempt


def test_answering_again_replaces_the_answer(attempt, joost):
    for answers in (WRONG, RIGHT):
        answer_all(attempt, answers, joost)
    assert AttemptAnswer.objects.count() == 6
    assert attempt.result().per_cent == 100


def test_an_answer_after_handing_in_changes_nothing(attempt, joost):
    answer_all(attempt, WRONG, joost)
    attempt.hand_in(by=joost)
    with pytest.raises(HandedIn):
        attempt.answer(0, RIGHT[attempt.questions[0]["key"]], by=joost)
    assert Attempt.objects.get().result().per_cent < 80


def test_nobody_answers_or_hands_in_for_another(attempt, rens):
    with pytest.raises(Attempt.DoesNotExist):
        attempt.answer(0, 0, by=rens)
    with pytest.raises(Attempt.DoesNotExist):
        attempt.hand_in(by=rens)
    assert not Attempt.objects.visible_to(rens).exists()


def test_passing_gives_certificate_and_portfolio_at_once_and_once(attempt, joost):
    answer_all(attempt, RIGHT, joost)
    for _ in range(3):
        attempt.hand_in(by=joost)
    certificate = Certificate.objects.get()
    assert (certificate.name, certificate.title, certificate.version) == ("Joost", "Leren kijken", "1.2")
    assert certificate.goals == ["Je ziet meer dan je dacht.", "Je schrijft op wat je zag."]
    assert certificate.valid_until.year == certificate.issued_on.year + 3
    entry = PortfolioEntry.objects.get()
    assert (entry.kind, entry.title, entry.minutes, entry.user) == ("module", "Leren kijken", 30, joost)


@pytest.mark.django_db(transaction=True)
def test_two_hand_in_at_one_moment_and_one_certificate_comes_of_it(attempt, joost):
    answer_all(attempt, RIGHT, joost)
    at_once(*[lambda: Attempt.objects.get(pk=attempt.pk).hand_in(by=joost)] * 2)
    assert Certificate.objects.count() == PortfolioEntry.objects.count() == 1


def test_a_certificate_that_cannot_be_made_leaves_the_test_open(attempt, joost, monkeypatch):
    answer_all(attempt, RIGHT, joost)

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("learning.portfolio.record", broken)
    with pytest.raises(RuntimeError):
        attempt.hand_in(by=joost)
    assert not Attempt.objects.get().is_finished
    assert not Certificate.objects.exists()


def test_failing_gives_nothing_but_a_waiting_time(test_page, tested, joost):
    attempt = failed(test_page, joost)
    assert not attempt.is_passed
    assert not Certificate.objects.exists()
    assert not PortfolioEntry.objects.exists()
    state = state_for(tested, joost)
    assert state.hindrance == Hindrance.WAIT
    assert state.next_try_at == attempt.finished_at + timedelta(hours=24)
    with pytest.raises(NotNow) as refused:
        Attempt.objects.start(test_page, by=joost)
    assert refused.value.why == Hindrance.WAIT


def test_after_the_waiting_time_one_may_try_again(test_page, tested, joost):
    later(failed(test_page, joost), 25)
    assert state_for(tested, joost).can_begin
    Attempt.objects.start(test_page, by=joost)
    assert Attempt.objects.count() == 2


def test_who_passed_does_not_begin_again_until_the_certificate_nearly_ends(test_page, tested, joost):
    passed(test_page, joost)
    with pytest.raises(NotNow):
        Attempt.objects.start(test_page, by=joost)
    Certificate.objects.update(valid_until=timezone.localdate() + timedelta(days=30))
    assert state_for(tested, joost).can_begin
    passed(test_page, joost)
    assert Certificate.objects.count() == 2
    assert PortfolioEntry.objects.count() == 2
    assert state_for(tested, joost).certificate.valid_until.year >= timezone.localdate().year + 2


def test_an_unanswered_question_counts_for_nothing(attempt, joost):
    answer_all(attempt, RIGHT, joost)
    attempt.answers.filter(place__in=[0, 1]).delete()
    done = attempt.hand_in(by=joost)
    assert not done.is_passed
    assert done.whole_per_cent == 66


def test_a_try_goes_on_when_the_bank_changes_in_the_middle(attempt, tested_folder, joost):
    test = tested_folder / "test.md"
    test.write_text(
        test.read_text().replace("Gebalde vuisten", "Iets anders").replace("pass_mark: 80", "pass_mark: 100")
    )
    load_module(tested_folder, known())
    answer_all(attempt, RIGHT, joost)
    done = attempt.hand_in(by=joost)
    assert done.pass_mark == 80
    assert "Gebalde vuisten" in repr(done.questions)


def test_a_try_goes_on_when_test_and_module_are_gone(attempt, tested, joost):
    tested.delete()
    attempt = Attempt.objects.get()
    assert attempt.test is None
    answer_all(attempt, RIGHT, joost)
    attempt.hand_in(by=joost)
    certificate = Certificate.objects.get()
    assert (certificate.title, certificate.module) == ("Leren kijken", None)


def test_an_offline_test_or_module_lets_no_try_begin(test_page, tested, joost):
    tested.unpublish()
    fresh = TestPage.objects.get(pk=test_page.pk)
    with pytest.raises(NotNow):
        Attempt.objects.start(fresh, by=joost)


def test_a_module_is_done_when_its_lessons_are_read_and_its_test_passed(test_page, tested, lessons, joost):
    def is_done() -> tuple[bool, bool]:
        modules = ModulePage.objects.filter(pk=tested.pk)
        return outline(tested, joost).is_done, standings(modules, joost)[0].is_done

    for lesson in lessons:
        lesson.mark_done(by=joost)
    assert is_done() == (False, False)
    later(failed(test_page, joost), 30)
    assert is_done() == (False, False)
    passed(test_page, joost)
    assert is_done() == (True, True)
    lessons[0].undo_done(by=joost)
    assert is_done() == (False, False)


def test_a_passed_test_counts_for_its_own_person_only(test_page, tested, lessons, joost, rens):
    passed(test_page, joost)
    for lesson in lessons:
        lesson.mark_done(by=rens)
    assert not outline(tested, rens).is_done


def test_without_a_live_test_the_lessons_are_enough(test_page, tested, lessons, joost):
    for lesson in lessons:
        lesson.mark_done(by=joost)
    test_page.unpublish()
    assert outline(tested, joost).is_done
    assert standings(ModulePage.objects.filter(pk=tested.pk), joost)[0].is_done


def test_a_revoked_certificate_takes_the_passing_away(test_page, tested, lessons, joost, editor):
    passed(test_page, joost)
    for lesson in lessons:
        lesson.mark_done(by=joost)
    Certificate.objects.get().revoke(by=editor, reason="Iemand anders maakte de toets.")
    assert not outline(tested, joost).is_done
    assert state_for(tested, joost).can_begin


def test_the_state_takes_two_questions_however_many_tries(
    test_page, tested, joost, django_assert_num_queries
):
    for _ in range(4):
        later(failed(test_page, joost), 30)
    passed(test_page, joost)
    with django_assert_num_queries(2):
        state = state_for(tested, joost)
        assert len(state.tries) == 5
        assert state.certificate
        assert state.hindrance == Hindrance.PASSED


def test_who_is_deleted_takes_tries_certificate_and_portfolio_along(test_page, joost):
    passed(test_page, joost)
    joost.delete()
    assert not Attempt.objects.exists()
    assert not Certificate.objects.exists()
    assert not PortfolioEntry.objects.exists()


def test_who_passed_before_there_was_refreshing_begins_with_it(test_page, joost):
    passed(test_page, joost)
    Refresher.objects.all().delete()
    assert [finishing.catch_up(), finishing.catch_up()] == [1, 0]
    assert Refresher.objects.filter(user=joost).count() == 2
