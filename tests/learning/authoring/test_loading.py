from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from learning.authoring.loading import known, load_module
from learning.models import LessonPage, ModulePage
from tests.learning.conftest import LESSON, write_module


def load_modules(path):
    out, err = StringIO(), StringIO()
    try:
        call_command("load_modules", path, stdout=out, stderr=err)
    except CommandError as failure:
        return out.getvalue(), err.getvalue(), failure
    return out.getvalue(), err.getvalue(), None


def change(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def edit(page, **values):
    """An editor changes and publishes a page."""
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_module_becomes_live_pages_with_a_history(module, lessons):
    assert module.live
    assert module.latest_revision
    assert module.url == "/modules/kijken/"
    assert [goal.text for goal in module.goals.all()] == ["Je ziet meer dan je dacht."]
    assert [theme.slug for theme in module.themes.all()] == ["signaleren"]
    assert [level.slug for level in module.levels.all()] == ["signaleren"]
    assert module.review_by == date(2999, 1, 1)
    assert [lesson.title for lesson in lessons] == ["Les 1", "Les 2"]
    assert [block.block_type for block in lessons[0].body] == ["text", "callout", "sources"]
    assert all(lesson.live and lesson.latest_revision for lesson in lessons)


def test_the_title_of_a_callout_does_not_run_on_in_its_text(lessons):
    """A passage of it is shown where a lesson is found."""
    lines = lessons[0].search_text().splitlines()
    assert lines == ["Dit is de tekst over een vechtscheiding.", "Zo kan het.", "Kijk eerst."]


def test_loading_twice_changes_nothing(module, lessons, folder):
    revisions = lessons[0].revisions.count()
    assert {outcome for _, outcome in load_module(folder, known())} == {"unchanged"}
    assert LessonPage.objects.count() == 2
    assert lessons[0].revisions.count() == revisions


def test_a_changed_file_renews_its_page_only(module, folder):
    change(folder / "02-les-2.md", "Kijk eerst.", "Kijk twee keer.")
    assert load_module(folder, known()) == [
        ("kijken", "unchanged"),
        ("kijken/les-1", "unchanged"),
        ("kijken/les-2", "updated"),
    ]
    assert "Kijk twee keer." in LessonPage.objects.get(slug="les-2").search_text()


def test_a_changed_module_file_renews_goals_and_themes(module, folder):
    change(
        folder / "module.md", "goals: {kijken: Je ziet meer dan je dacht.}", "goals: {een: Een, twee: Twee}"
    )
    change(folder / "module.md", "themes: [signaleren]", "themes: [meldcode, denkfouten]")
    load_module(folder, known())
    module = ModulePage.objects.get(pk=module.pk)
    assert [goal.text for goal in module.goals.all()] == ["Een", "Twee"]
    assert {theme.slug for theme in module.themes.all()} == {"meldcode", "denkfouten"}
    assert {outcome for _, outcome in load_module(folder, known())} == {"unchanged"}


def test_an_editors_words_are_never_overwritten(lessons, folder):
    edit(lessons[0], title="Les van de redactie")
    change(folder / "01-les-1.md", "Kijk eerst.", "Kijk twee keer.")
    assert ("kijken/les-1", "edited in Wagtail, left alone") in load_module(folder, known())
    assert LessonPage.objects.get(slug="les-1").title == "Les van de redactie"


def test_an_editors_draft_is_not_overwritten_either(lessons, folder):
    lessons[0].summary = "Nog niet klaar"
    lessons[0].save_revision()
    change(folder / "01-les-1.md", "Kijk eerst.", "Kijk twee keer.")
    assert ("kijken/les-1", "edited in Wagtail, left alone") in load_module(folder, known())
    assert LessonPage.objects.get(slug="les-1").get_latest_revision_as_object().summary == "Nog niet klaar"


def test_saving_without_change_is_no_edit(lessons, folder):
    body = lessons[0].body.get_prep_value()
    for block in body:
        if block["type"] == "text":
            block["value"] = block["value"].replace("\n", "\r\n") + "\r\n"
    edit(lessons[0], body=lessons[0].body.stream_block.to_python(body))
    assert ("kijken/les-1", "unchanged") in load_module(folder, known())


def test_a_lesson_put_between_comes_between(module, folder):
    (folder / "02-les-2.md").rename(folder / "03-les-2.md")
    (folder / "02-nieuw.md").write_text(LESSON.format(title="Nieuw"))
    change(folder / "module.md", "minutes: 10", "minutes: 15")
    assert ("kijken/nieuw", "new") in load_module(folder, known())
    assert list(LessonPage.objects.child_of(module).values_list("slug", flat=True)) == [
        "les-1",
        "nieuw",
        "les-2",
    ]


def test_a_lesson_whose_file_is_gone_is_told_and_stays(module, folder):
    (folder / "01-les-1.md").unlink()
    change(folder / "module.md", "minutes: 10", "minutes: 5")
    assert ("kijken/les-1", "not in the files, left as it is") in load_module(folder, known())
    assert LessonPage.objects.get(slug="les-1").live


def test_a_broken_module_loads_nothing_and_the_others_load(vocabulary, tmp_path):
    write_module(tmp_path / "goed")
    broken = write_module(tmp_path / "kapot")
    change(broken / "02-les-2.md", "minutes: 5", "minuten: 5")
    out, err, failure = load_modules(tmp_path)
    assert failure.returncode == 1
    assert f"{broken / '02-les-2.md'}:3: unknown key “minuten”" in err
    assert "goed/les-2: new" in out
    assert list(ModulePage.objects.values_list("slug", flat=True)) == ["goed"]


def test_a_module_that_breaks_later_keeps_its_pages(module, folder):
    change(folder / "module.md", "title: Leren kijken", "title: Iets anders")
    change(folder / "01-les-1.md", "::: tip", "::: top")
    assert load_modules(folder)[2]
    assert ModulePage.objects.get(slug="kijken").title == "Leren kijken"


def test_a_failure_halfway_leaves_nothing_behind(vocabulary, folder, monkeypatch):
    monkeypatch.setattr("learning.authoring.loading.put_in_order", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load_module(folder, known())
    assert not ModulePage.objects.exists()


def test_a_folder_without_modules_is_told(db, tmp_path):
    assert "no module found here" in str(load_modules(tmp_path / "nergens")[2])


def test_the_shipped_modules_load_without_fault(vocabulary):
    _out, err, failure = load_modules(settings.BASE_DIR / "modules")
    assert failure is None, err
    for lesson in LessonPage.objects.all():
        assert "Wat doe je maandag?" in lesson.search_text()
        assert 700 <= len(lesson.search_text().split()) <= 1300
    assert "vechtscheiding" in LessonPage.objects.get(slug="scheiding-en-het-kind").search_text()
