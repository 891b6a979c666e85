import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from learning.authoring.loading import known, load_module
from learning.lessons.progress import Status, module_in_progress, outline
from learning.models import LessonPage, LessonProgress, ModulePage
from tests.learning.conftest import write_module


def test_opening_starts_a_lesson_once(lessons, samira):
    first = lessons[0].open(by=samira)
    again = lessons[0].open(by=samira)
    assert first.pk == again.pk
    assert again.opened_at == first.opened_at
    assert again.last_opened_at > first.last_opened_at


def test_done_twice_keeps_the_first_moment(lessons, samira):
    first = lessons[0].mark_done(by=samira).done_at
    assert first
    assert lessons[0].mark_done(by=samira).done_at == first


def test_opening_a_done_lesson_leaves_it_done(lessons, samira):
    lessons[0].mark_done(by=samira)
    assert lessons[0].open(by=samira).done_at


def test_undoing_makes_it_a_started_lesson(module, lessons, samira):
    lessons[0].mark_done(by=samira)
    lessons[0].undo_done(by=samira)
    assert outline(module, samira).steps[0].status == Status.STARTED


def test_a_person_has_one_progress_per_lesson(lessons, samira):
    lessons[0].open(by=samira)
    with pytest.raises(IntegrityError):
        LessonProgress.objects.create(user=samira, lesson=lessons[0])


def test_each_lesson_has_its_status(module, lessons, samira):
    lessons[0].mark_done(by=samira)
    found = outline(module, samira)
    assert [step.status for step in found.steps] == [Status.DONE, Status.TODO]
    assert (found.done, found.total, found.is_done) == (1, 2, False)


def test_progress_is_ones_own(module, lessons, samira, daan):
    lessons[0].mark_done(by=samira)
    assert outline(module, daan).done == 0
    assert not outline(module, AnonymousUser()).is_started


def test_it_goes_on_with_the_unfinished_lesson_that_was_opened_last(module, lessons, samira):
    lessons[1].open(by=samira)
    lessons[0].open(by=samira)
    assert outline(module, samira).resume.lesson == lessons[0]
    lessons[1].open(by=samira)
    assert outline(module, samira).resume.lesson == lessons[1]
    lessons[1].mark_done(by=samira)
    assert outline(module, samira).resume.lesson == lessons[0]


def test_it_begins_with_the_first_and_ends_with_none(module, lessons, samira):
    assert outline(module, samira).resume.lesson == lessons[0]
    for lesson in lessons:
        lesson.mark_done(by=samira)
    assert outline(module, samira).resume is None
    assert outline(module, samira).is_done


def test_a_lesson_taken_offline_does_not_count(module, lessons, samira):
    lessons[0].mark_done(by=samira)
    lessons[0].unpublish()
    assert (outline(module, samira).done, outline(module, samira).total) == (0, 1)


def test_the_workspace_gets_what_is_begun_and_not_finished(vocabulary, tmp_path, samira):
    for slug in ("een", "twee", "drie"):
        load_module(write_module(tmp_path / slug), known())
    een, twee = (LessonPage.objects.child_of(ModulePage.objects.get(slug=slug)) for slug in ("een", "twee"))
    een[0].mark_done(by=samira)
    twee[0].open(by=samira)
    found = module_in_progress(samira)
    assert [(s.url, s.done, s.total) for s in found] == [("/modules/twee/", 0, 2), ("/modules/een/", 1, 2)]
    een[1].mark_done(by=samira)
    assert [s.url for s in module_in_progress(samira)] == ["/modules/twee/"]


def test_a_visitor_has_nothing_in_progress(module):
    assert module_in_progress(AnonymousUser()) == []
