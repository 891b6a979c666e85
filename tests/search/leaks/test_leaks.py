"""Nothing hidden comes out of the search: for every role, every object and every way out."""

import logging

import pytest
from django.core import mail

from tegenspraak.notices.models import Notice
from tegenspraak.search import registry
from tegenspraak.vocabulary.models import Theme
from tests.search.leaks import outlets
from tests.search.leaks.objects import (
    COMMON,
    EXPECTED,
    IN_CMS,
    KINDS,
    MARKS,
    OBJECTS,
    ROLES,
    animals,
    is_hidden,
    questions,
    seen_in,
    traces,
)
from tests.search.leaks.world import narrow

pytestmark = pytest.mark.django_db
ASKED = [(outlet, questions()) for outlet in outlets.PLAIN]
ASKED += [(outlet, [COMMON]) for outlet in outlets.NARROWED]
ASKED += [(outlet, animals()) for outlet in outlets.BY_WORD]


def hidden_from(role):
    return [name for name in OBJECTS if is_hidden(role, name)]


def named(value):
    return getattr(value, "__name__", "")


def check(world, role, outlet, asked, hidden, with_theme):
    for question in asked:
        shown = seen_in(outlet(world, role, question), hidden, with_theme)
        assert not shown, f"{role} was shown {shown} by {named(outlet)} for {question!r}"


def test_every_kind_that_is_registered_stands_in_the_table():
    assert set(registry._kinds) == set(KINDS), "A new kind needs rows in objects.py and objects in world.py."
    assert {name for names in KINDS.values() for name in names} <= set(OBJECTS)


@pytest.mark.parametrize("role", ROLES)
def test_what_may_be_seen_is_found(world, role):
    """Without this, an index that is empty would pass every test below."""
    missed = [
        name
        for name in OBJECTS
        if EXPECTED[role, name] == "S" and MARKS[name].title not in outlets.found(world, role, MARKS[name].animal)
    ]
    assert not missed


@pytest.mark.parametrize(("outlet", "asked"), ASKED, ids=named)
@pytest.mark.parametrize("role", ROLES)
def test_no_way_out_shows_what_is_hidden(world, role, outlet, asked):
    check(world, role, outlet, asked, hidden_from(role), with_theme=outlet in outlets.PLAIN)


@pytest.mark.parametrize("role", ROLES)
def test_no_page_with_a_panel_shows_what_is_hidden(world, role):
    for path, text in outlets.beside(world, role).items():
        shown = seen_in(text, hidden_from(role))
        assert not shown, f"{role} was shown {shown} on {path}"


def test_beside_a_case_and_a_lesson_the_search_does_show_something(world):
    """Else the test above would say nothing about them."""
    pages = outlets.beside(world, "samira")
    case, lesson = world.objects["library"].get_absolute_url(), world.objects["lesson"].url
    for path in (case, lesson):
        assert MARKS["team"].title in pages[path]


@pytest.mark.parametrize("role", [role for role in ROLES if role != "stand_in"])
def test_the_cms_shows_an_editor_its_own_things_and_nobody_anything_else(world, role):
    hidden = [name for name in OBJECTS if role != "bram" or name not in IN_CMS]
    for question in (COMMON, *animals()):
        for path, text in outlets.in_cms(world, role, question).items():
            shown = seen_in(text, hidden)
            assert not shown, f"{role} was shown {shown} by /beheer/{path}"


def test_the_cms_does_find_for_an_editor(world):
    text = "".join(outlets.in_cms(world, "bram", COMMON).values())
    assert {"module", "draftmodule", "protocol", "draftprotocol", "term"} <= set(seen_in(text, [*OBJECTS]))


@pytest.mark.parametrize("role", ROLES)
def test_a_misspelt_word_is_put_right_only_by_what_may_be_seen(world, role):
    for name in OBJECTS:
        marks = MARKS[name]
        for outlet in (outlets.page, outlets.fragment, outlets.found):
            text = outlet(world, role, marks.misspelt).casefold()
            if is_hidden(role, name):
                assert marks.animal not in text, (role, name, named(outlet))
        if EXPECTED[role, name] == "S":
            assert marks.title in outlets.found(world, role, marks.misspelt), (role, name)


def test_nobody_sees_what_another_searched_for(world):
    for role in ROLES:
        if role != "samira":
            assert not seen_in(outlets._search(world, role), ["recent"]), role
    assert seen_in(outlets._search(world, "samira"), ["recent"])


# An index that is behind


@pytest.mark.parametrize(("outlet", "asked"), ASKED, ids=named)
def test_an_index_that_is_behind_shows_nothing_that_was_taken_away(world, outlet, asked):
    """Rights narrowed behind the back of the index, which still holds every word."""
    narrow(world)
    public, own = {"theme", "term"}, {"private", "participants", "team", "organisation", "library"}
    for role in ROLES:
        allowed = public | (own if role == "samira" else set())
        hidden = [name for name in OBJECTS if name not in allowed]
        check(world, role, outlet, asked, hidden, with_theme=outlet in outlets.PLAIN)


def test_beside_a_page_nothing_shows_that_was_taken_away(world):
    narrow(world)
    for role in ROLES:
        mine = {"theme", "term"} | ({"register", "personal", "recent"} if role == "samira" else set())
        cases = set(KINDS["case"]) if role == "samira" else set()
        for path, text in outlets.beside(world, role).items():
            shown = seen_in(text, [name for name in OBJECTS if name not in mine | cases])
            assert not shown, f"{role} was shown {shown} on {path}"


# What stays behind


def test_no_words_of_a_case_come_into_the_log_a_notice_or_a_mail(world, caplog):
    words = [mark for name in OBJECTS for mark in traces(name)]
    with caplog.at_level(logging.DEBUG):
        for outlet in (outlets.page, outlets.fragment, outlets.half_typed, outlets.command, outlets.like):
            for question in (COMMON, *animals()):
                outlet(world, "samira", question)
    # What the database was asked is a log of the test itself: Django writes it with DEBUG on only.
    said = "\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert not [word for word in words if word.casefold() in said.casefold()]
    assert not mail.outbox and not Notice.objects.exists()
    assert Theme.objects.exists()
