"""Similar cases beside a case, and practice beside a lesson: only what the reader may see."""

import uuid
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casuistry.cases.models import Case, Visibility
from learning.authoring.loading import known, load_module
from learning.models import LessonPage
from tegenspraak.vocabulary.models import Theme
from tests.conftest import ON_POSTGRES
from tests.learning.conftest import write_module
from tests.vocabulary.words import load_words

BESIDE, PRACTICE = "Vergelijkbare casussen", "Uit de praktijk"


def write(by, draft, title, level="private", team=None, **changed):
    case = Case.objects.start(replace(draft, title=title, **changed), by=by, submission=uuid.uuid4())
    Case.objects.filter(pk=case.pk).update(visibility=level, team=team)
    return case


@pytest.fixture
def lesson(db, tmp_path) -> LessonPage:
    """A lesson about a vechtscheiding."""
    load_words()
    load_module(write_module(tmp_path / "kijken"), known())
    return LessonPage.objects.get(slug="les-1")


@pytest.fixture
def indexed():
    return lambda: call_command("rebuild_search", verbosity=0)


def text(client, thing):
    address = thing.get_absolute_url() if isinstance(thing, Case) else thing.url
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_beside_a_case_stand_cases_that_look_like_it(shared, samira, draft, team, sign_in, daan, indexed):
    write(samira, draft, "Nog een vechtscheiding", "team", team)
    indexed()
    html = text(sign_in(daan), shared)
    assert BESIDE in html
    assert "Nog een vechtscheiding" in html.partition(BESIDE)[2]
    assert "Tussen twee huizen" not in html.partition(BESIDE)[2]


def test_a_private_case_of_ones_own_shows_them_too(case, daan, draft, team, samira, sign_in, indexed):
    write(daan, draft, "Van een collega", "team", team)
    indexed()
    assert "Van een collega" in text(sign_in(samira), case)


@pytest.mark.parametrize("level", ["private", "participants", "team", "organisation"])
def test_what_the_reader_may_not_see_is_no_likeness(shared, samira, rens, draft, sign_in, indexed, level):
    elsewhere = rens.memberships.get().organisation
    hidden = write(rens, draft, "Geheim van elders", level, elsewhere.teams.create(name="Team Zuid"))
    Case.objects.filter(pk=hidden.pk).update(organisation=elsewhere)
    indexed()
    html = text(sign_in(samira), shared)
    assert "Geheim van elders" not in html
    assert BESIDE not in html


def test_an_index_that_lags_behind_shows_nothing_that_was_taken_back(
    shared, samira, daan, draft, team, sign_in, indexed
):
    other = write(samira, draft, "Teruggehaald", "team", team)
    indexed()
    Case.objects.filter(pk=other.pk).update(visibility=Visibility.PRIVATE)
    assert "Teruggehaald" not in text(sign_in(daan), shared)


def test_each_says_why(shared, samira, draft, team, sign_in, daan, indexed):
    load_words()
    themes = frozenset(Theme.objects.filter(slug="complexe-scheiding").values_list("pk", flat=True))
    shared.rewrite(replace(shared.draft(), themes=themes), by=samira, version=1)
    write(samira, draft, "Met hetzelfde thema", "team", team, themes=themes)
    write(samira, draft, "Zonder thema", "team", team)
    indexed()
    html = text(sign_in(daan), shared).partition(BESIDE)[2]
    assert f"Gaat ook over: {Theme.objects.get(slug='complexe-scheiding').name}" in html
    assert "Dezelfde woorden: " in html.partition("Zonder thema")[2]
    assert "vechtscheiding" in html.partition("Dezelfde woorden: ")[2]


def test_the_words_that_are_told_are_rare_ones(shared, samira, draft, team, sign_in, daan, indexed):
    common = "De samenwerkingsafspraken tussen hulpverleningsorganisaties staan in het dossier."
    shared.rewrite(replace(shared.draft(), situation=f"{common} Over waterpokken."), by=samira, version=1)
    for number in range(3):
        write(samira, draft, f"Nummer {number}", "team", team, situation=common)
    write(samira, draft, "Zeldzaam", "team", team, situation=f"{common} Over waterpokken.")
    indexed()
    html = text(sign_in(daan), shared).partition("Zeldzaam")[2]
    assert html.partition("Dezelfde woorden: ")[2].startswith("waterpokken")


def test_there_are_at_most_three(shared, samira, draft, team, sign_in, daan, indexed):
    for number in range(6):
        write(samira, draft, f"Gelijkenis {number}", "team", team)
    indexed()
    assert text(sign_in(daan), shared).count("Gelijkenis") == 3


def test_a_lesson_shows_practice_to_who_may_see_it(
    lesson,
    samira,
    daan,
    rens,
    draft,
    team,
    client,
    sign_in,
    indexed,
):
    write(samira, draft, "Een vechtscheiding in het team", "team", team)
    indexed()
    html = text(sign_in(daan), lesson)
    assert "Een vechtscheiding in het team" in html.partition(PRACTICE)[2]
    for stranger in (client, sign_in(rens)):
        assert PRACTICE not in text(stranger, lesson)


@pytest.mark.whoosh
def test_without_an_index_both_pages_work(lesson, shared, daan, sign_in):
    assert BESIDE not in text(sign_in(daan), shared)
    assert PRACTICE not in text(sign_in(daan), lesson)


def test_a_hit_is_markup_safe(shared, samira, draft, team, sign_in, daan, indexed):
    write(samira, draft, "<b>Vet</b>", "team", team)
    indexed()
    html = text(sign_in(daan), shared)
    assert "&lt;b&gt;Vet" in html
    assert "<b>Vet" not in html


def queries_of(client, thing):
    text(client, thing)
    with CaptureQueriesContext(connection) as queries:
        text(client, thing)
    return len(queries)


def test_queries_do_not_grow_with_cases(
    lesson,
    shared,
    samira,
    daan,
    draft,
    team,
    sign_in,
    indexed,
):
    client, counts = sign_in(daan), []
    for number in (3, 12):
        for _ in range(number):
            write(samira, draft, "Gelijkenis", "team", team)
        indexed()
        counts.append((queries_of(client, shared), queries_of(client, lesson)))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= (29 if ON_POSTGRES else 27)  # PostgreSQL is asked for the index too
