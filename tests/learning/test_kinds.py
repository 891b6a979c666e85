"""Modules, lessons, themes, terms and methods as the search narrows them down."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from casuistry.reflection.loading import FOLDER
from casuistry.reflection.loading import load as load_protocol
from learning.authoring.loading import known, load_module
from tegenspraak.search.find import find
from tegenspraak.search.registry import kinds_for
from tests.learning.conftest import write_module


def kind(name):
    return next(kind for kind in kinds_for(AnonymousUser()) if kind.name == name)


@pytest.fixture
def two_modules(vocabulary, tmp_path):
    """One about `signaleren`, one about two themes and two levels; with two lessons each."""
    first, second = (write_module(tmp_path / name) for name in ("kijken", "melden"))
    text = (second / "module.md").read_text().replace("Leren kijken", "Leren melden")
    text = text.replace("themes: [signaleren]", "themes: [signaleren, meldcode]")
    text = text.replace("levels: [signaleren]", "levels: [signaleren, melden-onderzoeken]")
    (second / "module.md").write_text(text)
    for folder in (first, second):
        load_module(folder, known())
    call_command("rebuild_search", verbosity=0)


def facets(query, name, **narrowed):
    found = find(query, AnonymousUser(), kinds=[name], narrowed=narrowed)
    return found, {facet.name: {one.value: one.count for one in facet.values} for facet in found.facets}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("module", ["thema", "niveau"]),
        ("lesson", ["thema", "niveau"]),
        ("protocol", ["methode"]),
        ("theme", []),
        ("term", []),
    ],
)
def test_each_kind_brings_its_own_facets_and_a_date(db, name, expected):
    assert [facet.name for facet in kind(name).facets] == expected
    # A word has the date on which the list was loaded: that says nothing to anybody.
    assert bool(kind(name).date) == (name not in ("theme", "term"))
    assert kind(name).is_public


def test_a_lesson_has_the_themes_and_levels_of_its_module(two_modules):
    found, counts = facets("vechtscheiding", "lesson")
    assert found.total == 4
    assert counts["thema"] == {"signaleren": 4, "meldcode": 2}
    assert counts["niveau"] == {"signaleren": 4, "melden-onderzoeken": 2}
    narrowed, _counts = facets("vechtscheiding", "lesson", thema=["meldcode"])
    assert {hit.object.get_parent().title for hit in narrowed.hits} == {"Leren melden"}


def test_a_module_has_its_themes_and_levels(two_modules):
    found, counts = facets("kijken melden", "module")
    assert found.total == 2
    assert counts["thema"] == {"signaleren": 2, "meldcode": 1}
    assert facets("kijken melden", "module", niveau=["melden-onderzoeken"])[0].total == 1


def test_a_lesson_of_a_module_without_theme_is_found_too(two_modules):
    from learning.models import ModulePage

    for module in ModulePage.objects.all():
        module.themes.clear()
        module.save()
    found, counts = facets("vechtscheiding", "lesson")
    assert found.total == 4
    assert "thema" not in counts


def test_methods_are_told_apart_by_their_kind(db):
    for path in sorted(FOLDER.glob("*.md")):
        load_protocol(path)
    call_command("rebuild_search", verbosity=0)
    kinds = {protocol.kind for protocol in kind("protocol").visible_to(AnonymousUser())}
    labels = kind("protocol").facets[0].named(kinds)
    assert kinds <= labels.keys()


def test_everyone_sees_the_same_of_what_is_called_public(two_modules, rens, noor, bram):
    for one in kinds_for(AnonymousUser()):
        if one.is_public:
            seen = {frozenset(one.visible_to(who)) for who in (AnonymousUser(), rens, noor, bram)}
            assert len(seen) == 1
            # The search asks for everybody what it asks for a visitor.
            assert len({str(one.visible_to(who).query) for who in (AnonymousUser(), rens, noor, bram)}) == 1


def test_what_was_taken_offline_is_no_longer_public(two_modules):
    from learning.models import LessonPage

    LessonPage.objects.first().unpublish()
    assert kind("lesson").visible_to(AnonymousUser()).count() == 3
