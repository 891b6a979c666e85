"""Files against an editor: who wins, and what is said of it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from learning import models
from learning.authoring.loading import known, load_module
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
    assert dict(load_module(rich, known([rich])))["alles/toets"].startswith("not in the files")
    assert models.TestPage.objects.get().live


# --- Taken off the site -------------------------------------------------------------------------------

OFF, RENEWED = "taken off the site, left alone", "taken off the site, renewed as a draft"
FILES = {"alles": "module.md", "alles/doen": "02-doen.md", "alles/toets": "test.md"}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_an_editor_took_off_the_site_stays_off_it(rich_module, rich, address):
    page_of(address).unpublish()
    assert dict(load_module(rich, known([rich])))[address] == OFF
    change(rich / FILES[address], "title: ", "title: Nieuw ")
    for outcome in (RENEWED, OFF, OFF):
        assert dict(load_module(rich, known([rich])))[address] == outcome
        page = page_of(address)
        assert not page.live
        assert page.get_latest_revision_as_object().title.startswith("Nieuw ")
    assert f"{address}: {OFF}\n" in loaded(rich)


def test_what_an_editor_publishes_again_is_renewed_as_before(rich_module, rich):
    page_of("alles/doen").unpublish()
    change(rich / "02-doen.md", "title: ", "title: Nieuw ")
    load_module(rich, known([rich]))
    page_of("alles/doen").get_latest_revision().publish()
    assert dict(load_module(rich, known([rich])))["alles/doen"] == "unchanged"
    change(rich / "02-doen.md", "title: ", "title: Weer ")
    assert dict(load_module(rich, known([rich])))["alles/doen"] == "updated"
    assert page_of("alles/doen").live
    assert page_of("alles/doen").title.startswith("Weer Nieuw ")


@pytest.mark.parametrize("is_changed", [False, True])
@pytest.mark.parametrize("address", PAGES)
def test_force_puts_it_on_the_site_again(rich_module, rich, address, is_changed):
    page_of(address).unpublish()
    if is_changed:
        change(rich / FILES[address], "title: ", "title: Nieuw ")
    assert f"{address}: updated\n" in loaded(rich, "--force", "alles")
    assert page_of(address).live
    assert page_of(address).title.startswith("Nieuw ") is is_changed
    assert loaded(rich).count(": unchanged\n") == 4


def test_words_of_an_editor_on_a_page_off_the_site_are_left_alone(rich_module, rich, bram):
    edit("alles/doen", bram, title="Van de redactie")
    page_of("alles/doen").unpublish()
    change(rich / "02-doen.md", "title: ", "title: Nieuw ")
    assert dict(load_module(rich, known([rich])))["alles/doen"] == LEFT_ALONE
    assert not page_of("alles/doen").live


def test_a_new_lesson_below_a_module_off_the_site_is_a_draft(rich_module, rich, client):
    """Its address would work, though its module's does not."""
    rich_module.unpublish()
    lesson = (rich / "01-kijken.md").read_text().replace("minutes: 9", "minutes: 1").split(":::")[0]
    (rich / "03-later.md").write_text(lesson)
    change(rich / "module.md", "minutes: 50", "minutes: 51")
    outcomes = dict(load_module(rich, known([rich])))
    assert outcomes["alles/later"] == "new, as a draft: its module is off the site"
    later = LessonPage.objects.get(slug="later")
    assert not later.live
    assert client.get(later.url).status_code == 404
    assert dict(load_module(rich, known([rich])))["alles/later"] == OFF
    assert "alles/later: updated\n" in loaded(rich, "--force", "alles")
    assert client.get(LessonPage.objects.get(slug="later").url).status_code == 200
