"""An editor copies a page of a module in the CMS: the copy is theirs, and its keys are its own."""

import pytest
from django.urls import reverse

from learning.authoring.loading import LEFT_ALONE, NOT_IN_FILES, known, load_module
from learning.authoring.plain import content_of
from learning.models import LessonPage, ModulePage, TestPage
from learning.models.answers import Answer
from tests.learning.authoring.test_keys_of_a_module import errors_of, lesson_data, right, stop
from tests.learning.authoring.test_keys_of_a_module import test_data as bank_data
from tests.learning.authoring.test_named import faults
from tests.learning.conftest import write_module as write_small


@pytest.fixture
def editor(bram):
    bram.grant_editor(by=None)
    return bram


@pytest.fixture
def copy(sign_in, editor):
    """Copies a page in the CMS as Bram does; gives what he reads then."""

    def copied(page, to=None, slug="kopie", **chosen):
        data = {"new_title": "Kopie", "new_slug": slug, "new_parent_page": (to or page.get_parent()).pk}
        address = reverse("wagtailadmin_pages:copy", args=[page.pk])
        answer = sign_in(editor).post(address, {**data, **chosen}, follow=True)
        assert answer.redirect_chain, answer.context["form"].errors
        return answer.content.decode()

    return copied


@pytest.fixture
def doing(rich_module):
    return LessonPage.objects.get(slug="doen")


@pytest.fixture
def other(rich_module, tmp_path):
    """Another module, "Leren kijken"."""
    load_module(write_small(tmp_path / "kijken"), known())
    return ModulePage.objects.get(slug="kijken")


def activities(page):
    return [block.value["key"] for block in page.body if hasattr(block.value, "get") and "key" in block.value]


def test_a_lesson_copied_within_its_module_gets_keys_of_its_own(rich_module, doing, copy):
    before = activities(doing)
    html = copy(doing)
    found = LessonPage.objects.get(slug="kopie")
    assert len(set(activities(found))) == len(before)
    assert not set(activities(found)) & set(before)
    assert activities(LessonPage.objects.get(slug="doen")) == before
    assert f"{len(before)} activit" in html


def test_the_copy_may_be_saved_and_so_may_its_original(rich_module, doing, copy):
    copy(doing)
    found = LessonPage.objects.get(slug="kopie").get_latest_revision_as_object()
    [key] = [one.value["key"] for one in found.body if one.block_type == "stop"]
    module = ModulePage.objects.get(slug="alles")
    assert errors_of(found, module, lesson_data(stop(key))) == {}
    assert errors_of(doing, module, lesson_data(stop("blauwe-plek"))) == {}


def test_no_revision_of_the_copy_brings_an_old_key_back(rich_module, doing, copy, editor):
    doing.title = "Doen en laten"
    doing.save_revision(user=editor)
    copy(doing)
    found = LessonPage.objects.get(slug="kopie")
    now = activities(found)
    assert found.revisions.count() > 2
    for revision in found.revisions.all():
        assert activities(revision.as_object()) == now


def test_a_copy_that_is_published_at_once_has_its_own_keys_too(rich_module, doing, copy):
    copy(doing, publish_copies="on")
    found = LessonPage.objects.get(slug="kopie")
    assert found.live
    assert activities(found) == activities(found.live_revision.as_object())
    assert not set(activities(found)) & set(activities(doing))


def test_the_rest_of_the_copy_is_word_for_word_the_same(rich_module, doing, copy):
    copy(doing)
    found = LessonPage.objects.get(slug="kopie")

    old, new = ([one for _kind, one, *_files in content_of(page.body)] for page in (doing, found))
    assert [one.keys() for one in new] == [one.keys() for one in old]
    assert [{**one, "key": ""} for one in new] == [{**one, "key": ""} for one in old]


def test_answers_stay_with_the_original(rich_module, doing, copy, samira):
    values = {"key": "blauwe-plek", "kind": "open", "text": "?", "model": "!"}
    Answer.objects.give(doing, values, "mijn antwoord", by=samira)
    copy(doing)
    assert Answer.objects.get().lesson == doing
    assert Answer.objects.get().key in activities(LessonPage.objects.get(slug="doen"))


def test_a_test_copied_within_its_module_gets_keys_of_its_own(rich_module, copy):
    page = TestPage.objects.get()
    copy(page)
    found = TestPage.objects.get(slug="kopie")
    old, new = ({block.value["key"] for block in one.bank} for one in (page, found))
    assert len(old) == len(new)
    assert not old & new


def test_a_module_has_one_test_on_the_site(rich_module, sign_in, editor, copy):
    page = TestPage.objects.get()
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": rich_module.pk}
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    answer = sign_in(editor).post(address, {**data, "publish_copies": "on"})
    assert "“Toets”" in str(answer.context["form"].errors["publish_copies"])
    copy(page)
    found = TestPage.objects.get(slug="kopie")
    module = ModulePage.objects.get(slug="alles")
    [key, *_more] = [block.value["key"] for block in found.bank]
    data = {**bank_data(right(key)), "slug": "kopie"}
    assert "“Toets”" in faults(found, module, data)["__all__"].messages[0]
    assert faults(found, module, data, is_draft=True) == {}
    page.unpublish()
    assert faults(found, module, data) == {}


def test_the_test_of_the_files_is_the_one_on_the_site_wherever_a_copy_stands(rich_module, rich, copy):
    page = TestPage.objects.get()
    copy(page)
    TestPage.objects.get(slug="kopie").move(page, pos="left")
    outcomes = dict(load_module(rich, known([rich])))
    assert outcomes["alles/toets"] == "unchanged"
    assert outcomes["alles/kopie"] == NOT_IN_FILES


def test_a_lesson_copied_to_another_module_keeps_its_keys(doing, other, copy):
    html = copy(doing, to=other)
    assert activities(LessonPage.objects.child_of(other).get(slug="kopie")) == activities(doing)
    assert "activit" not in html


def test_only_the_keys_that_the_other_module_has_already_are_renewed(doing, other, copy):
    copy(doing, to=other, slug="eerst")
    first = LessonPage.objects.child_of(other).get(slug="eerst")
    raw = [one for one in first.body.raw_data if one["type"] != "scenario"]
    first.body = first.body.stream_block.to_python(raw)
    first.save_revision().publish()
    copy(doing, to=other, slug="daarna")
    second = LessonPage.objects.child_of(other).get(slug="daarna")
    assert "gesprek" in activities(second)
    assert "blauwe-plek" not in activities(second)


def test_a_module_copied_with_its_pages_keeps_all_keys_goals_and_themes(rich_module, doing, copy):
    copy(rich_module, copy_subpages="on")
    found = ModulePage.objects.get(slug="kopie")
    assert activities(LessonPage.objects.child_of(found).get(slug="doen")) == activities(doing)
    before, now = rich_module.content(), found.content()
    assert {**now, "title": before["title"]} == before
    [old, new] = TestPage.objects.order_by("path")
    assert [one.value["key"] for one in old.bank] == [one.value["key"] for one in new.bank]


# --- What load_modules makes of it --------------------------------------------------------------------


def test_a_copy_is_no_page_of_the_files_and_loading_leaves_it_alone(rich_module, rich, doing, copy):
    copy(doing)
    before = LessonPage.objects.get(slug="kopie").content()
    assert dict(load_module(rich, known([rich])))["alles/kopie"] == NOT_IN_FILES
    assert LessonPage.objects.get(slug="kopie").content() == before


def test_a_file_of_the_name_of_a_copy_does_not_write_over_it(rich_module, rich, doing, copy):
    copy(doing, slug="laten")
    text = (rich / "02-doen.md").read_text()
    (rich / "02-doen.md").unlink()
    (rich / "02-laten.md").write_text(text)
    (rich / "01-kijken.md").write_text((rich / "01-kijken.md").read_text().replace("02-doen", "02-laten"))
    assert dict(load_module(rich, known([rich])))["alles/laten"] == LEFT_ALONE


def test_a_copied_module_is_an_editors_in_all_its_pages(rich_module, rich, copy):
    copy(rich_module, copy_subpages="on")
    folder = rich.rename(rich.with_name("kopie"))
    outcomes = dict(load_module(folder, known([folder])))
    assert set(outcomes.values()) == {LEFT_ALONE}


# --- The form -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [ModulePage, LessonPage, TestPage])
def test_a_copy_cannot_be_a_page_that_follows_another(rich_module, sign_in, editor, model):
    page = model.objects.first()
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    html = sign_in(editor).get(address).content.decode()
    assert 'name="new_slug"' in html
    assert 'name="alias"' not in html
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": page.get_parent().pk}
    sign_in(editor).post(address, {**data, "alias": "on"})
    assert model.objects.get(slug="kopie").alias_of is None


def test_a_stranger_copies_nothing(rich_module, doing, sign_in, rens):
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": rich_module.pk}
    answer = sign_in(rens).post(reverse("wagtailadmin_pages:copy", args=[doing.pk]), data)
    assert answer.status_code in (302, 403)
    assert not LessonPage.objects.filter(slug="kopie").exists()
