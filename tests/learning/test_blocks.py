"""What the CMS refuses an editor: the same as the files, and what only a form can do wrong."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from learning import models
from learning.authoring.front_matter import Known
from learning.authoring.module_files import read_module
from learning.authoring.plain import of_block, raw_of
from learning.blocks import Bank, LessonBody
from learning.models import LessonPage
from tests.learning import rich as texts
from tests.learning.rich import png

KNOWN = Known({"signaleren", "meldcode"}, {"signaleren"}, {"complexe scheiding"}, {"alles"})
FILES = ("picture", "audio", "video", "download")


def body_of(blocks, kind=LessonBody):
    raw = [{"type": type_, "value": value} for type_, value in blocks]
    return kind().to_python(raw)


def refusals(blocks, kind=LessonBody):
    """What is refused, in English and with the fields that it is told at."""
    with pytest.raises(ValidationError) as failure:
        kind().clean(body_of(blocks, kind))
    with translation.override(None):
        return str(failure.value.as_json_data())


@pytest.fixture
def raws(rich):
    """Each block of the module without files of its own, as its type and the value that a body takes."""
    found = {}
    for lesson in read_module(rich, KNOWN).lessons:
        for block in lesson.blocks:
            if block.kind not in FILES:
                kind, value = raw_of(block.kind, block.values, {})
                found[kind] = value
    return found


def test_every_good_block_is_accepted_and_stays_what_it_was(raws):
    body = body_of(raws.items())
    before = [of_block(block) for block in body]
    assert [of_block(block) for block in LessonBody().clean(body)] == before


@pytest.mark.parametrize(
    ("block", "change", "told"),
    [
        ("question_one", {"answers": [{"text": "a", "feedback": "b"}] * 2}, "none that is right"),
        ("question_one", {"answers": []}, "is missing"),
        ("question_one", {"key": "Met Hoofdletter"}, "must have small letters"),
        ("question_one", {"minutes": 5000}, "must be a whole number of minutes"),
        (
            "question_several",
            {"answers": [{"text": "a", "feedback": "b", "right": True}] * 2},
            "none that is not right",
        ),
        ("question_order", {"steps": [{"text": "a"}] * 3}, "stands there twice"),
        ("question_match", {"pairs": [{"left": "a", "right": "b"}]}, "must have 3 to 8 items"),
        ("question_true_false", {"reasons": []}, "is missing"),
        ("question_judgement", {"answers": []}, "is missing"),
        (
            "question_judgement",
            {"answers": [{"text": f"{n}", "feedback": "b", "panel": 0} for n in (1, 2, 3)]},
            "nothing that the panel chose",
        ),
        ("stop", {"choices": [{"text": "een"}]}, "must have 2 to 6 items"),
        ("scenario", {"start": "raam"}, "there is no such node"),
        ("scenario", {"nodes": []}, "must have 3 to 60 items"),
        ("table", {"rows": [["een", "twee"]]}, "has 2 cells"),
        ("timeline", {"moments": []}, "is missing"),
    ],
)
def test_what_the_files_refuse_an_editor_is_refused_too(raws, block, change, told):
    assert told in refusals([(block, {**raws[block], **change})])


@pytest.mark.parametrize("block", ["question_one", "question_open", "stop", "scenario", "term", "table"])
def test_an_empty_block_is_refused_and_breaks_nothing(block):
    assert refusals([(block, {})])


def test_two_parts_of_a_scenario_with_one_key_are_refused_and_neither_is_lost(raws):
    scenario = raws["scenario"]
    twice = {**scenario, "nodes": [*scenario["nodes"], {**scenario["nodes"][-1], "text": "Nog een."}]}
    assert "weg (5)" in refusals([("scenario", twice)])
    assert of_block(body_of([("scenario", twice)])[0])["nodes"]["weg (5)"]["text"] == "Nog een."


def test_two_activities_with_one_key_are_refused(raws):
    stop = {**raws["stop"], "key": "l-one"}
    assert refusals([("question_one", raws["question_one"]), ("stop", stop)])
    bank = [("question_one", {**raws["question_one"], "goal": "kijken"})] * 2
    assert refusals(bank, Bank)


def test_a_new_activity_has_a_key_of_its_own():
    keys = {LessonBody().child_blocks["stop"].child_blocks["key"].get_default() for _ in range(20)}
    assert len(keys) == 20


def test_the_questions_of_a_test_name_a_goal(raws):
    good = [(name, {**raw, "goal": "wegen"}) for name, raw in raws.items() if name.startswith("question_")]
    good = [(name, raw) for name, raw in good if name != "question_open"]
    assert len(Bank().clean(body_of(good, Bank))) == 6
    assert refusals([("question_one", raws["question_one"])], Bank)
    assert "must have small letters" in refusals(
        [("question_one", {**raws["question_one"], "goal": "A b"})], Bank
    )


def test_an_unfinished_draft_can_be_kept_and_does_not_stop_the_loader(rich_module, rich, bram):
    from learning.authoring.loading import known, load_module

    lesson = LessonPage.objects.get(slug="doen")
    names = [name for name in LessonBody().child_blocks if name not in ("text", "sources")]
    lesson.body = body_of([(name, {}) for name in names])
    field = lesson.body.stream_block
    field.defer_required_validation()
    try:
        field.clean(lesson.body)
    finally:
        field.restore_deferred_validation()
    lesson.save_revision(user=bram)
    assert dict(load_module(rich, known([rich])))["alles/doen"] == "edited in Wagtail, left alone"


# --- Files ------------------------------------------------------------------------------------------


def picture(title="trap.png", name="trap.png"):
    return get_image_model().objects.create(title=title, file=ContentFile(png(), name=name))


def document(name, content=b"inhoud"):
    return get_document_model().objects.create(title=name, file=ContentFile(content, name=name))


@pytest.mark.parametrize("title", ["Een trap", "trap.png", "../trap.png", "trap.exe"])
def test_a_picture_is_judged_by_its_file_and_not_by_its_title(db, own_files, title):
    body = body_of([("picture", {"file": picture(title).pk, "alt": "Een trap."})])
    assert LessonBody().clean(body)
    assert of_block(body[0])["file"].startswith("trap")
    assert of_block(body[0])["file"].endswith(".png")


@pytest.mark.parametrize(
    ("kind", "name"),
    [("audio", "film.mp4"), ("video", "lied.mp3"), ("download", "virus.exe"), ("download", "a.html")],
)
def test_a_file_of_the_wrong_kind_is_refused(db, own_files, kind, name):
    value = {"file": document(name).pk, "title": "x", "transcript": "y"}
    assert refusals([(kind, value)])


@pytest.mark.parametrize("field", ["file", "captions"])
def test_a_file_that_is_too_large_is_refused(db, own_files, field):
    good = {"file": document("film.mp4").pk, "title": "x", "transcript": "y"}
    assert LessonBody().clean(body_of([("video", good)]))
    large = document("groot.vtt" if field == "captions" else "groot.mp4")
    get_document_model().objects.filter(pk=large.pk).update(file_size=101 * 1024 * 1024)
    assert "MB" in refusals([("video", {**good, field: large.pk})])


@pytest.mark.parametrize("kind", FILES)
def test_a_block_without_its_file_is_refused_and_breaks_nothing(db, kind):
    assert refusals([(kind, {"file": None, "title": "x", "alt": "y", "transcript": "z"})])


def test_questions_stand_in_a_bank_under_the_same_names_as_in_a_lesson():
    assert set(Bank().child_blocks) < set(LessonBody().child_blocks)
    assert set(models.TestPage.bank.field.stream_block.child_blocks) == set(Bank().child_blocks)
    assert set(texts.QUESTIONS) == {
        name.removeprefix("question_") for name in LessonBody().child_blocks if name.startswith("question_")
    }
