"""Nothing hidden comes out of the search: for every role, every object and every way out."""

import logging
import uuid
from shutil import copytree
from types import SimpleNamespace

import pytest
from django.core import mail
from modelsearch.backends import get_search_backend
from wagtail.search.models import IndexEntry

from casuistry.cases.models import Case
from tegenspraak.notices.models import Notice
from tegenspraak.search import elsewhere, registry
from tegenspraak.search.documents import Document
from tegenspraak.search.engine import Engine
from tegenspraak.search.find import answered, find
from tegenspraak.search.gathered import Wanted
from tegenspraak.search.permitted import Sight
from tegenspraak.search.question import ask
from tegenspraak.search.rebuild import purge
from tegenspraak.search.sync import drain, store_of_index
from tegenspraak.search.terms import Term as IndexTerm
from tegenspraak.vocabulary.models import Term, Theme
from tests.conftest import ON_POSTGRES
from tests.search.leaks import outlets
from tests.search.leaks.objects import (
    COMMON,
    EXPECTED,
    IN_CMS,
    INDEXED,
    KINDS,
    MARKS,
    OBJECTS,
    ROLES,
    animals,
    is_hidden,
    questions,
    seen_in,
    together,
    traces,
)
from tests.search.leaks.world import narrow, rebuild

pytestmark = pytest.mark.django_db
BEGINNING = "zqt"  # of the mark in every title; those in texts begin with zqxxx
ASKED = [(outlet, questions()) for outlet in outlets.PLAIN]
ASKED += [(outlet, [COMMON]) for outlet in outlets.NARROWED]
OF_CASES = " ".join(MARKS[name].animal for name in KINDS["case"])
ASKED += [(outlet, [f"{BEGINNING} zqxxx {COMMON} {OF_CASES}"]) for outlet in outlets.BY_WORD]


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
        if EXPECTED[role, name] == "S"
        and MARKS[name].title not in outlets.found(world, role, MARKS[name].animal)
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
    for question in (COMMON, BEGINNING) if role == "bram" else (BEGINNING,):
        for path, text in outlets.in_cms(world, role, question).items():
            shown = seen_in(text, hidden)
            assert not shown, f"{role} was shown {shown} by /beheer/{path}"


def test_the_cms_does_find_for_an_editor(world):
    text = "".join(outlets.in_cms(world, "bram", BEGINNING).values())
    assert {"module", "draftmodule", "closedlesson", "protocol", "term"} <= set(seen_in(text, [*OBJECTS]))


@pytest.mark.parametrize("role", ROLES)
def test_a_misspelt_word_is_put_right_only_by_what_may_be_seen(world, role):
    hidden, misspelt = hidden_from(role), [MARKS[name].misspelt for name in OBJECTS]
    for question in together(misspelt):
        for outlet in (outlets.page, outlets.found):
            text = outlet(world, role, question).casefold()
            assert not [name for name in hidden if MARKS[name].animal in text], (role, named(outlet))


@pytest.mark.parametrize("role", ["samira", "rens", "visitor"])
def test_a_misspelt_word_is_put_right_where_it_may_be(world, role):
    names = [name for name in OBJECTS if EXPECTED[role, name] == "S"]
    assert not [
        name for name in names if MARKS[name].title not in outlets.found(world, role, MARKS[name].misspelt)
    ]


def test_that_a_hidden_text_holds_the_wrong_word_keeps_nobody_from_the_right_one(world, settings, tmp_path):
    wrong = MARKS["library"].misspelt
    case = Case.objects.get(pk=world.objects["team"].pk)
    case.situation = f"Hier staat {wrong}."
    settings.WAGTAILSEARCH_BACKENDS["default"]["PATH"] = str(tmp_path / "wrong")
    case.save()
    rebuild()
    right = MARKS["library"].animal
    assert [one.used for one in find(wrong, world.users["rens"]).corrections] == [right]
    assert not find(wrong, world.users["daan"]).corrections


def test_an_other_name_that_stands_in_a_hidden_text_only_is_not_told(world, settings, tmp_path):
    Term.objects.create(label="zqnoemer", slug="zqnoemer", synonyms="zqander")
    case = Case.objects.get(pk=world.objects["team"].pk)
    case.situation = "Hier staat zqnoemer."
    settings.WAGTAILSEARCH_BACKENDS["default"]["PATH"] = str(tmp_path / "names")
    case.save()
    rebuild()
    asked = {"kinds": ["case"]}
    assert not find("zqander", world.users["rens"], **asked).via
    assert [via.meant for via in find("zqander", world.users["daan"], **asked).via] == ["zqnoemer"]


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
    for role in ROLES:
        allowed = {"theme", "term"} | (set(KINDS["case"]) if role == "samira" else set())
        hidden = [name for name in OBJECTS if name not in allowed]
        check(world, role, outlet, asked[:1], hidden, with_theme=outlet in outlets.PLAIN)


def test_beside_a_page_nothing_shows_that_was_taken_away(world):
    narrow(world)
    for role in ROLES:
        mine = {"theme", "term"} | ({"register", "personal", "recent"} if role == "samira" else set())
        # The panel of a case offers its author the method of a reflection that runs: no part of the search.
        cases = {*KINDS["case"], "protocol"} if role == "samira" else set()
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
    assert not mail.outbox
    assert not Notice.objects.exists()


# What the index holds


def index_bytes(world):
    if ON_POSTGRES:
        rows = IndexEntry.objects.values_list("title", "autocomplete", "body", "title_text", "body_text")
        return "\n".join(map(str, rows)).encode().lower()
    return b"\n".join(path.read_bytes() for path in world.index.rglob("*") if path.is_file()).lower()


def standing_in(held):
    """The objects of which the index holds a mark; stems may lack their last letters."""
    return {name for name in OBJECTS if any(mark.lower().encode() in held for mark in traces(name))}


def test_the_index_holds_the_words_of_what_is_shared_and_of_nothing_else(world):
    held = standing_in(index_bytes(world))
    assert held == INDEXED


def test_after_a_step_down_and_a_purge_no_word_is_left(world, settings, tmp_path):
    """Also while the old words stood in the same files as those of others."""
    if not ON_POSTGRES:
        copytree(world.index, tmp_path / "copy")
        settings.WAGTAILSEARCH_BACKENDS["default"]["PATH"] = str(tmp_path / "copy")
    for name, to in (("team", "private"), ("organisation", "participants"), ("library", "private")):
        Case.objects.get(pk=world.objects[name].pk).withdraw_to(to, by=world.users["samira"])
    if not ON_POSTGRES:
        store = store_of_index()
        drain(store)
        assert purge(store)
    folder = SimpleNamespace(index=tmp_path / "copy")
    assert standing_in(index_bytes(folder)) == INDEXED - {"team", "organisation", "library"}


# As if it were not there


ALIKE = [["visitor"], ["samira"], ["daan"], ["esther"], ["rens"]]


def told(world, role):
    """All that comes out for these questions: totals, counts, facets, order, corrections, other names."""
    asked = [*questions(), *(MARKS[name].misspelt for name in OBJECTS), "ots gezag samenkomst", "de"]
    said = {(question, "found"): outlets.found(world, role, question) for question in asked}
    for outlet in (outlets.page, outlets.each_facet, outlets.each_kind, outlets.backend_facets):
        said[COMMON, named(outlet)] = outlet(world, role, COMMON)
    for outlet in (outlets.found_half_typed, outlets.backend, outlets.like, outlets.command):
        said |= {(question, named(outlet)): outlet(world, role, question) for question in questions()[:2]}
    return said


@pytest.mark.parametrize("roles", ALIKE, ids="-".join)
def test_all_is_as_if_what_is_hidden_were_not_there(world, roles, settings, tmp_path):
    before = {role: told(world, role) for role in roles}
    settings.WAGTAILSEARCH_BACKENDS["default"]["PATH"] = str(tmp_path / "without")
    world.take(hidden_from(roles[0]))
    rebuild()
    for role in roles:
        for outlet, text in told(world, role).items():
            assert text == before[role][outlet], f"for {role} {outlet} told of what is hidden"


def scores(world, role, question):
    user = world.users[role]
    kinds = registry.kinds_for(user)
    gather, _is_limited = elsewhere.gatherer(user, kinds)
    answer = answered(ask(question), Sight(kinds, user), gather)
    rows = answer.permitted.rows(answer.scored.scores)
    return {rows[number]: score for number, score in answer.scored.scores.items()}


def test_what_is_hidden_weighs_nothing_in_the_score_of_what_is_seen(world, settings, tmp_path):
    """Neither its number nor its length: they would tell of it by the order of the rest."""
    settings.WAGTAILSEARCH_BACKENDS["default"]["PATH"] = str(tmp_path / "without")
    long = Case.objects.get(pk=world.objects["team"].pk)
    long.situation = " ".join(f"{COMMON} woord{number}" for number in range(3000))
    long.save()
    rebuild()
    asked = [COMMON, f"{COMMON} {MARKS['library'].animal} gezag"]
    before = [scores(world, "rens", question) for question in asked]
    world.take(hidden_from("rens"))
    rebuild()
    assert [scores(world, "rens", question) for question in asked] == [pytest.approx(one) for one in before]


def test_hidden_words_take_no_place_among_the_words_that_begin_so(world, settings, tmp_path):
    """Else who writes forty words of their own hears whether a hidden one comes before them."""
    settings.WAGTAILSEARCH_BACKENDS["default"]["PATH"] = str(tmp_path / "beginnings")
    Theme.objects.create(name="Een rustig thema", slug="rustig", explanation="Hier staat zqpppzuid.")
    Theme.objects.create(name="Zqpppzuid als titel", slug="zuid")
    rebuild()
    before = outlets.found_half_typed(world, "rens", "zqppp")
    assert "Zqpppzuid als titel" in before
    case = Case.objects.get(pk=world.objects["team"].pk)
    case.title = case.situation = " ".join(f"zqpppa{one}{two}n" for one in "bcdfghk" for two in "bcdfghk")
    case.save()
    rebuild()
    assert outlets.found_half_typed(world, "rens", "zqppp") == before


@pytest.mark.whoosh
def test_however_many_hidden_texts_hold_a_phrase_the_permitted_one_is_found(world, settings, tmp_path):
    settings.WAGTAILSEARCH_BACKENDS["default"]["PATH"] = str(tmp_path / "phrases")
    store, row = store_of_index(), ("zqeen", "zqtwee")
    text = [IndexTerm(word, 1.0, place) for place, word in enumerate(row)]
    hidden = [Document(f"cases.case:{uuid.uuid4()}", ("cases.case",), text=text) for _ in range(2100)]
    with store.writing():
        Engine(store).write(hidden)
    theme = Theme.objects.create(
        name="Een rustig thema", slug="rustig", explanation="Hier staat zqeen zqtwee."
    )
    get_search_backend().add_bulk(Theme, [theme])
    gathered = Engine(store).gather(Wanted(rows=frozenset([row])))
    assert len(gathered.rows[row]) == len(hidden) + 1
    assert outlets.found(world, "rens", '"zqeen zqtwee"').count("Een rustig thema") == 1
