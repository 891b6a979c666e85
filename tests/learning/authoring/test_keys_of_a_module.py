"""A key is used once in a module, in the CMS as in the files: what people answered hangs on it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from learning.authoring.page_forms import keys_in
from learning.models import LearningGoal, LessonPage, TestPage
from tegenspraak.people.models import EDITORS
from tests.learning.conftest import write_module as write_small


def stop(key, **changes):
    choices = {str(n): {"value": {"text": f"keuze {n}"}, "order": str(n), "deleted": ""} for n in (0, 1)}
    words = {"text": "Wat nu?", "question": "Wat doe je?", "commentary": "Zo.", "ask_reason": "on"}
    return "stop", {"key": key, "minutes": "2", "choices": {"count": "2", **choices}, **words, **changes}


def right(key):
    texts = ({"text": "a", "feedback": "b", "right": "on"}, {"text": "c", "feedback": "d"})
    answers = {str(n): {"value": value, "order": str(n), "deleted": ""} for n, value in enumerate(texts)}
    words = {"text": "Wat is waar?", "minutes": "", "goal": "kijken"}
    return "question_one", {"key": key, "answers": {"count": "2", **answers}, **words}


def lesson_data(*blocks, **changes):
    fields = {"title": "Zelf", "slug": "zelf", "summary": "", "minutes": "5", "goals": "", **changes}
    return {**fields, "body": streamfield([("text", "Tekst."), *blocks])}


def test_data(*blocks):
    fields = {"title": "Toets", "slug": "toets", "questions": "1", "pass_mark": "80", "wait_hours": "0"}
    return {**fields, "minutes": "11", "bank": streamfield(blocks)}


test_data.__test__ = False


def errors_of(page, module, data):
    form_class = type(page).get_edit_handler().get_form_class()
    comments = {"comments": inline_formset([])}
    form = form_class(nested_form_data({**data, **comments}), instance=page, parent_page=module)
    if form.is_valid():
        return {}
    return {name: errors.as_data()[0].as_json_data() for name, errors in form.errors.items()}


def told(errors, name, place):
    return errors[name]["blockErrors"][place]["blockErrors"]["key"]["messages"]


def new_lesson(module):
    return LessonPage(path=module.path + "9999", depth=module.depth + 1)


@pytest.fixture
def doing(rich_module):
    return LessonPage.objects.get(slug="doen")


def test_a_key_of_its_own_is_fine_and_keeping_it_too(rich_module, doing):
    assert errors_of(new_lesson(rich_module), rich_module, lesson_data(stop("nieuw"))) == {}
    assert errors_of(doing, rich_module, lesson_data(stop("blauwe-plek"))) == {}


@pytest.mark.parametrize(("key", "title"), [("blauwe-plek", "Doen"), ("t-eerst", "Toets")])
def test_a_key_of_another_lesson_or_of_the_test_is_refused_at_its_field(rich_module, key, title):
    errors = errors_of(new_lesson(rich_module), rich_module, lesson_data(stop("nieuw"), stop(key)))
    [message] = told(errors, "body", 2)
    assert f"“{title}”" in message
    assert f"“{key}”" in message
    assert "already" not in message


def test_a_key_of_a_lesson_is_refused_in_the_test(rich_module):
    page = TestPage.objects.get()
    errors = errors_of(page, rich_module, test_data(right("t-eerst"), right("blauwe-plek")))
    assert "“Doen”" in told(errors, "bank", 1)[0]
    assert errors_of(page, rich_module, test_data(right("t-eerst"))) == {}


def test_a_lesson_that_is_off_the_site_keeps_its_keys(rich_module, doing):
    doing.unpublish()
    errors = errors_of(new_lesson(rich_module), rich_module, lesson_data(stop("blauwe-plek")))
    assert told(errors, "body", 1)


def test_a_draft_holds_its_keys_and_so_does_what_it_will_replace(rich_module, doing, bram):
    raw = doing.body.get_prep_value()
    next(block for block in raw if block["type"] == "stop")["value"]["key"] = "pas-bedacht"
    doing.body = doing.body.stream_block.to_python(raw)
    doing.title = "Doen en laten"
    doing.save_revision(user=bram)
    for key in ("pas-bedacht", "blauwe-plek"):
        errors = errors_of(new_lesson(rich_module), rich_module, lesson_data(stop(key)))
        assert "“Doen en laten”" in told(errors, "body", 1)[0]


def test_another_module_may_have_the_same_key(rich_module, tmp_path):
    from learning.authoring.loading import known, load_module
    from learning.models import ModulePage

    folder = write_small(tmp_path / "kijken")
    load_module(folder, known())
    other = ModulePage.objects.get(slug="kijken")
    assert errors_of(new_lesson(other), other, lesson_data(stop("blauwe-plek"))) == {}


def test_looking_for_keys_takes_two_questions_however_many_lessons(
    rich_module, doing, django_assert_num_queries
):
    for number in range(3):
        copy = LessonPage(title=f"Les {number}", slug=f"les-{number}", minutes=5, body=doing.body)
        type(rich_module).objects.get(pk=rich_module.pk).add_child(instance=copy)
        copy.save_revision()
    with django_assert_num_queries(2):
        assert "blauwe-plek" in keys_in(rich_module, besides=TestPage.objects.none().model())


def goal_fault(errors, place):
    return errors["bank"]["blockErrors"][place]["blockErrors"]["goal"]["messages"]


def test_a_question_about_a_goal_that_the_module_has_not_is_refused_at_its_field(rich_module):
    page, (kind, values) = TestPage.objects.get(), right("nieuw")
    errors = errors_of(page, rich_module, test_data(right("t-eerst"), (kind, {**values, "goal": "vliegen"})))
    [message] = goal_fault(errors, 1)
    assert "“vliegen”" in message
    assert "known" not in message


def test_a_goal_that_stands_in_the_draft_of_the_module_may_be_asked_about(rich_module, bram):
    rich_module.goals.add(LearningGoal(key="vliegen", text="Je vliegt."))
    rich_module.save_revision(user=bram)
    module, (kind, values) = type(rich_module).objects.get(pk=rich_module.pk), right("nieuw")
    data = test_data(right("t-eerst"), (kind, {**values, "goal": "vliegen"}))
    assert errors_of(TestPage.objects.get(), module, data) == {}


def test_a_lesson_names_goals_of_its_module_only(rich_module):
    fine = lesson_data(goals="kijken wegen")
    assert errors_of(new_lesson(rich_module), rich_module, fine) == {}
    form_class = LessonPage.get_edit_handler().get_form_class()
    wrong = nested_form_data({**lesson_data(goals="kijken zweven"), "comments": inline_formset([])})
    form = form_class(wrong, instance=new_lesson(rich_module), parent_page=rich_module)
    assert not form.is_valid()
    assert "“zweven”" in str(form.errors["goals"])
    assert "“kijken”" not in str(form.errors["goals"])


def test_an_editor_who_saves_a_draft_reads_which_lesson_has_the_key(rich_module, sign_in, bram):
    bram.groups.add(Group.objects.get(name=EDITORS))
    lesson = LessonPage.objects.get(slug="kijken")
    data = {**lesson_data(stop("blauwe-plek"), title="Kijken", slug="kijken"), "comments": inline_formset([])}
    address = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    answer = sign_in(bram).post(address, nested_form_data(data))
    assert answer.status_code == 200
    assert "heeft al een activiteit" in answer.content.decode()
    assert not lesson.revisions.filter(user=bram).exists()
    data["body"] = streamfield([("text", "Tekst."), stop("nieuw")])
    assert sign_in(bram).post(address, nested_form_data(data)).status_code == 302
    assert lesson.revisions.filter(user=bram).exists()
