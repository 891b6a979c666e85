"""What an editor names in a page must be there: told at its field on publishing; a draft may be saved."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from learning.authoring.named import in_page, known_to
from learning.authoring.unfinished import NO_CASE
from learning.models import LessonPage, ModulePage, TestPage
from tegenspraak.vocabulary.models import Term
from tests.learning.authoring.test_keys_of_a_module import lesson_data, new_lesson, right, stop
from tests.learning.authoring.test_keys_of_a_module import test_data as bank_data
from tests.learning.authoring.test_unfinished import NOTICE, preview, with_blocks


@pytest.fixture
def editor(bram):
    bram.grant_editor(by=None)
    return bram


@pytest.fixture
def lesson(rich_module):
    return LessonPage.objects.get(slug="kijken")


def faults(page, module, data, is_draft=False):
    """For each field with a fault: all that is told, as text."""
    form_class = type(page).get_edit_handler().get_form_class()
    form = form_class(
        nested_form_data({**data, "comments": inline_formset([])}), instance=page, parent_page=module
    )
    if is_draft:
        form.defer_required_fields()
    if form.is_valid():
        return {}
    return {name: errors.as_data()[0] for name, errors in form.errors.items()}


def at(errors, *path):
    """What is told at one place in the body."""
    error = errors["body"]
    for step in path:
        error = error.block_errors[step]
    [message] = error.messages
    return message


def scenario(text):
    choices = [{"text": "a", "to": "eind", "consequence": text}, {"text": "b", "to": "eind"}]
    nodes = [
        {"key": "begin", "text": "x", "choices": listed(choices), "end": "", "feedback": ""},
        {"key": "eind", "text": "x", "choices": listed([]), "end": "good", "feedback": "goed"},
        {"key": "uit", "text": "x", "choices": listed([]), "end": "good", "feedback": "goed"},
    ]
    choices[1]["to"] = "uit"
    return "scenario", {
        "key": "praat",
        "title": "t",
        "minutes": "2",
        "start": "begin",
        "nodes": listed(nodes),
    }


def listed(values):
    items = {str(n): {"value": value, "order": str(n), "deleted": ""} for n, value in enumerate(values)}
    return {"count": str(len(values)), **items}


CALLOUT = {"kind": "tip", "title": "", "text": "[[nergens]]"}
MOMENTS = listed([{"when": "nu", "text": "goed"}, {"when": "dan", "text": "[[nergens]]"}])


@pytest.mark.parametrize(
    ("block", "path"),
    [
        (("text", "Over [[nergens|iets]]."), ()),
        (("callout", CALLOUT), ("text",)),
        (("timeline", {"title": "t", "moments": MOMENTS}), ("moments", 1, "text")),
        (("term", {"name": "nergens"}), ("name",)),
        (("practice", {"theme": "nergens"}), ("theme",)),
        (stop("nieuw", commentary="[[nergens]]"), ("commentary",)),
        (scenario("[[nergens]]"), ("nodes", 0, "choices", 0, "consequence")),
        (("text", "Zie [les 3](les:03-nergens)."), ()),
        (("text", "Zie [die](module:nergens)."), ()),
    ],
)
def test_what_is_not_there_is_told_at_its_field_and_a_draft_may_be_saved(rich_module, block, path):
    data = lesson_data(block)
    errors = faults(new_lesson(rich_module), rich_module, data)
    assert "nergens”" in at(errors, 1, *path)
    assert faults(new_lesson(rich_module), rich_module, data, is_draft=True) == {}


@pytest.mark.parametrize(
    "block",
    [
        ("text", "Over een [[Complexe Scheiding|vechtscheiding]]."),
        ("term", {"name": "complexe scheiding"}),
        ("practice", {"theme": "signaleren"}),
        ("text", "[les](les:02-doen), [les](les:07-doen), [module](module:alles)"),
    ],
)
def test_what_is_there_may_be_named(rich_module, block):
    assert faults(new_lesson(rich_module), rich_module, lesson_data(block)) == {}


def test_a_term_that_readers_see_already_hinders_nobody_when_it_leaves_the_glossary(rich_module, lesson):
    Term.objects.all().delete()
    kept, new = ("text", "Een [[complexe scheiding]], beter."), ("text", "Een [[hechting]].")
    assert faults(lesson, rich_module, lesson_data(kept)) == {}
    assert "hechting" in at(faults(lesson, rich_module, lesson_data(kept, new)), 2)


def test_what_stood_in_a_draft_only_was_never_seen(rich_module, lesson, editor):
    with_blocks(lesson, ("text", "[[nergens]]")).save_revision(user=editor)
    draft = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    assert at(faults(draft, rich_module, lesson_data(("text", "[[nergens]]"))), 1)
    never = LessonPage(title="Nooit", slug="nooit", minutes=5, live=False)
    with_blocks(never, ("text", "[[nergens]]"))
    ModulePage.objects.get(pk=rich_module.pk).add_child(instance=never)
    assert at(faults(never, rich_module, lesson_data(("text", "[[nergens]]"))), 1)


def test_a_question_of_a_test_names_only_what_is_there(rich_module):
    (kind, values), page = right("nieuw"), TestPage.objects.get()
    data = bank_data((kind, {**values, "text": "Een [[nergens]]?"}))
    error = faults(page, rich_module, data)["bank"]
    assert "nergens" in error.block_errors[0].block_errors["text"].messages[0]


def test_key_and_term_are_told_together(rich_module):
    error = faults(new_lesson(rich_module), rich_module, lesson_data(stop("t-eerst", question="[[nergens]]")))
    assert set(error["body"].block_errors[1].block_errors) == {"key", "question"}


@pytest.mark.parametrize("name", ["introduction", "sheet", "trainer_guide"])
def test_the_texts_of_a_module_name_only_what_is_there(rich_module, name):
    texts = dict.fromkeys(("introduction", "sheet", "trainer_guide"), "[[complexe scheiding]]")
    words = {**texts, name: "Een [[nergens]] in [les 9](les:09-weg)."}
    rows = {rows: inline_formset([]) for rows in ("goals", "actions", "changes")}
    data = {**words, **rows, "sources": streamfield([])}
    index = rich_module.get_parent()
    assert name not in faults(rich_module, index, data, is_draft=True)
    form_class = ModulePage.get_edit_handler().get_form_class()
    form = form_class(
        nested_form_data({**data, "comments": inline_formset([])}), instance=rich_module, parent_page=index
    )
    wrong = {field: told for field, told in form.errors.items() if field in texts}
    assert list(wrong) == [name]
    assert len(wrong[name]) == 2


def test_every_name_in_the_module_of_all_blocks_is_known(rich_module):
    for page in (rich_module, *LessonPage.objects.child_of(rich_module), TestPage.objects.get()):
        page.first_published_at = None
        type(page).objects.filter(pk=page.pk).update(first_published_at=None)
        known = known_to(page, rich_module)
        assert {named.pair for named in in_page(page)} <= known


def test_the_preview_tells_it_and_the_page_does_not(rich_module, lesson, sign_in, editor, client):
    with_blocks(lesson, ("text", "Goed."), ("text", "[[nergens|iets]]")).save_revision(user=editor)
    html = preview(sign_in(editor), lesson)
    assert html.count(NOTICE) == 1
    assert "“nergens”" in html
    lesson.get_latest_revision().publish()
    assert "nergens" not in client.get(lesson.url).content.decode()


def test_the_preview_has_a_word_for_a_case_that_its_editor_cannot_read(
    rich_module, lesson, sign_in, editor, client
):
    with_blocks(lesson, ("case", {"case": "verschreven"})).save_revision(user=editor).publish()
    html = preview(sign_in(editor), lesson)
    told = render_to_string(NO_CASE)
    assert told in html
    assert NOTICE not in html
    assert told not in client.get(lesson.url).content.decode()


def test_an_editor_saves_the_draft_and_is_told_on_publishing(rich_module, lesson, sign_in, editor):
    data = lesson_data(("text", "[[nergens]]"), title="Kijken", slug="kijken")
    data = nested_form_data({**data, "comments": inline_formset([])})
    address = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    answer = sign_in(editor).post(address, {**data, "action-submit": "1"})
    assert answer.status_code == 200
    assert "nergens\\u201d" in answer.content.decode()
    assert sign_in(editor).post(address, data).status_code == 302
    assert lesson.revisions.filter(user=editor).exists()
