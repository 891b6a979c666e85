"""Files against an editor: who wins, and what is said of it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from learning import models
from learning.loading import known, load_module
from learning.models import LessonPage, ModulePage
from tests.learning.rich import change

LEFT_ALONE = "edited in Wagtail, left alone"
PAGES = {"alles": ModulePage, "alles/doen": LessonPage, "alles/toets": models.TestPage}


def page_of(address):
    return PAGES[address].objects.get(slug=address.rpartition("/")[2])


def edit(address, user=None, **values):
    page = page_of(address)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision(user=user).publish()


def loaded(folder, *arguments):
    out = StringIO()
    call_command("load_modules", folder, *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("address", PAGES)
def test_an_editors_words_are_never_overwritten(rich_module, rich, bram, address):
    edit(address, bram, title="Van de redactie")
    for name in ("module.md", "02-doen.md", "test.md"):
        change(rich / name, "title: ", "title: Nieuw ")
    outcomes = dict(load_module(rich, known([rich])))
    assert outcomes == {
        **dict.fromkeys(PAGES, "updated"),
        "alles/kijken": "unchanged",
        address: LEFT_ALONE,
    }
    assert page_of(address).title == "Van de redactie"


@pytest.mark.parametrize("address", PAGES)
def test_force_shows_the_difference_and_then_the_files_win(rich_module, rich, bram, address):
    title = page_of(address).title
    edit(address, bram, title="Van de redactie")
    told = loaded(rich, "--force", "alles")
    assert "-title: Van de redactie\n" in told
    assert f"+title: {title}\n" in told
    assert f"{address}: updated\n" in told
    assert page_of(address).title == title
    assert page_of(address).get_latest_revision_as_object().title == title
    assert page_of(address).revisions.filter(user=bram).exists()
    again = loaded(rich, "--force", "alles")
    assert "title" not in again
    assert again.count(": unchanged\n") == 4


def test_force_shows_a_draft_too_and_wins_from_it(rich_module, rich, bram):
    lesson = LessonPage.objects.get(slug="doen")
    lesson.summary = "Nog niet klaar"
    lesson.save_revision(user=bram)
    assert "-summary: Nog niet klaar\n" in loaded(rich, "--force", "alles")
    lesson.refresh_from_db()
    assert lesson.get_latest_revision_as_object().summary == ""


def test_force_for_another_module_leaves_this_one_alone(rich_module, rich, bram):
    edit("alles/doen", bram, title="Van de redactie")
    with pytest.raises(CommandError, match="--force: no such module here: weg"):
        loaded(rich, "--force", "weg")
    assert f"alles/doen: {LEFT_ALONE}" in loaded(rich)


def test_force_does_not_load_a_module_with_a_fault(rich_module, rich, bram):
    edit("alles/doen", bram, title="Van de redactie")
    change(rich / "01-kijken.md", "::: term", "::: trem")
    with pytest.raises(CommandError):
        call_command("load_modules", rich, "--force", "alles", stdout=StringIO(), stderr=StringIO())
    assert page_of("alles/doen").title == "Van de redactie"


def of_an_earlier_edition():
    """Everything as a digest of another kind remembers it, in the pages and in their history."""
    for model in PAGES.values():
        for page in model.objects.all():
            model.objects.filter(pk=page.pk).update(loaded_digest="0" * 64)
            revision = page.latest_revision
            revision.content["loaded_digest"] = "0" * 64
            revision.save()


def test_a_page_of_an_earlier_edition_that_no_editor_touched_is_renewed(rich_module, rich):
    of_an_earlier_edition()
    change(rich / "02-doen.md", "Nu jij.", "Nu jij dan.")
    assert set(dict(load_module(rich, known([rich]))).values()) == {"updated"}
    assert "Nu jij dan." in page_of("alles/doen").search_text()
    assert set(dict(load_module(rich, known([rich]))).values()) == {"unchanged"}


@pytest.mark.parametrize("is_removed", [False, True])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_an_earlier_edition_with_an_editor_in_its_history_is_left_alone(
    rich_module, rich, bram, address, is_removed
):
    page = page_of(address)
    page.title = "Van de redactie"
    page.save_revision(user=bram, log_action=True).publish()
    of_an_earlier_edition()
    if is_removed:
        bram.delete()
    assert dict(load_module(rich, known([rich])))[address] == LEFT_ALONE
    assert page_of(address).title == "Van de redactie"


def test_a_page_that_never_came_from_a_file_is_left_alone(rich_module, rich):
    lesson = LessonPage.objects.get(slug="doen")
    lesson.delete()
    rich_module.refresh_from_db()
    own = LessonPage(title="Van een editor", slug="doen", minutes=5, body="[]")
    ModulePage.objects.get().add_child(instance=own)
    assert dict(load_module(rich, known([rich])))["alles/doen"] == LEFT_ALONE
    assert page_of("alles/doen").title == "Van een editor"


def test_a_test_whose_file_is_gone_is_told_and_stays(rich_module, rich):
    (rich / "test.md").unlink()
    change(rich / "module.md", "minutes: 50", "minutes: 39")
    assert dict(load_module(rich, known([rich])))["alles/toets"].startswith("not in the files any more")
    assert models.TestPage.objects.get().live
