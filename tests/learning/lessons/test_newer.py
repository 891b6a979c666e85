"""A newer version is told to who began, and what they did stays; and what is best done first."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from learning.authoring.loading import known, load_module
from learning.lessons.beforehand import prerequisites_of
from learning.lessons.newer import changes_since, newer_for
from learning.lessons.progress import outline
from learning.models import Change, LessonProgress, ModulePage
from tests.learning.conftest import write_module
from tests.learning.lessons.conftest import text


def changes(*versions):
    return [SimpleNamespace(version=version) for version in versions]


@pytest.mark.parametrize(
    ("versions", "known_one", "told"),
    [
        (("3", "2", "1"), "1", ["3", "2"]),
        (("3", "2", "1"), "3", []),
        (("1.10", "1.9"), "1.9", ["1.10"]),
        (("1.10", "1.9", "1.2"), "1.8", ["1.10", "1.9"]),
        (("2027-02", "2027-01"), "2026-12", ["2027-02", "2027-01"]),
        ((), "1", []),
    ],
)
def test_what_is_newer(versions, known_one, told):
    assert [one.version for one in changes_since(changes(*versions), known_one)] == told


def renew(module, version="2", words="Nieuw: de wet van dit jaar."):
    module.version = version
    module.changes.set([Change(version=version, date=date(2026, 11, 26), text=words)])
    module.save_revision().publish()


def gelezen(module):
    return reverse("learning:read_changes", args=[module.slug])


def test_the_version_is_kept_at_opening(lessons, samira):
    assert lessons[0].open(by=samira).version == "1"


def test_opening_a_newer_version_does_not_hide_what_is_new(module, lessons, samira):
    lessons[0].open(by=samira)
    renew(module)
    assert lessons[0].open(by=samira).version == "1"
    lessons[1].open(by=samira)
    assert newer_for(module, outline(module, samira)).version == "2"


def test_progress_of_before_versions_were_kept_knows_the_version_it_meets(module, lessons, samira):
    LessonProgress.objects.create(user=samira, lesson=lessons[0])
    assert newer_for(module, outline(module, samira)) is None
    assert lessons[0].open(by=samira).version == "1"


def test_who_began_is_told_and_keeps_what_was_done(sign_in, module, lessons, samira):
    lessons[0].mark_done(by=samira)
    renew(module)
    client = sign_in(samira)
    for address in (module.url, lessons[0].url, lessons[1].url):
        assert "Nieuw: de wet van dit jaar." in text(client.get(address))
    assert outline(module, samira).done == 1
    page = text(client.post(gelezen(module), follow=True))
    assert "Nieuw: de wet" not in page
    assert '<progress value="1" max="2">' in page
    assert "Nieuw: de wet" not in text(client.get(lessons[0].url))
    assert LessonProgress.objects.filter(done_at__isnull=False).count() == 1


def test_who_did_not_begin_is_told_nothing(client, sign_in, module, lessons, samira, rens):
    lessons[0].open(by=samira)
    renew(module)
    for reader in (client, sign_in(rens)):
        assert "Nieuw: de wet" not in text(reader.get(module.url))
        assert "Nieuw: de wet" not in text(reader.get(lessons[0].url))


def test_reading_it_is_for_oneself_only(client, sign_in, module, lessons, samira, daan):
    for person in (samira, daan):
        lessons[0].open(by=person)
    renew(module)
    sign_in(daan).post(gelezen(module))
    assert newer_for(module, outline(module, samira))
    assert client.post(gelezen(module)).url.startswith("/account/login/")


def test_coming_from_the_sign_in_page_changes_nothing(sign_in, module, lessons, samira):
    lessons[0].open(by=samira)
    renew(module)
    assert sign_in(samira).get(gelezen(module)).url == module.url
    assert newer_for(module, outline(module, samira))


def test_an_offline_module_has_no_news(sign_in, module, samira):
    module.unpublish()
    assert sign_in(samira).post(gelezen(module)).status_code == 404


def test_modules_to_do_first_are_linked_with_where_one_stands(sign_in, vocabulary, tmp_path, samira):
    modules = {}
    for slug in ("een", "twee", "drie"):
        load_module(write_module(tmp_path / slug), known())
        modules[slug] = ModulePage.objects.get(slug=slug)
    last = modules["drie"]
    last.prerequisites = "twee\neen\nbestaat-niet"
    last.save_revision().publish()
    for lesson in modules["een"].get_children().specific():
        lesson.mark_done(by=samira)
    found = prerequisites_of(last, samira)
    assert [(one.url, one.is_done) for one in found] == [("/modules/twee/", False), ("/modules/een/", True)]
    page = text(sign_in(samira).get(last.url))
    assert 'id="eerst"' in page
    assert page.index("/modules/twee/") < page.index("/modules/een/")
    modules["twee"].unpublish()
    assert [one.url for one in prerequisites_of(last, samira)] == ["/modules/een/"]


def test_a_module_without_prerequisites_says_nothing_of_them(client, module):
    assert 'id="eerst"' not in text(client.get(module.url))
