"""`load_cases` and `export_cases`: what an operator brings in, and what they get back."""

import json
from io import StringIO
from unittest.mock import Mock

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casuistry.cases import loading
from casuistry.cases.models import Case, Visibility
from tegenspraak.people.models import Organisation, Team, User
from tegenspraak.search.find import find
from tegenspraak.search.models import Outbox
from tegenspraak.search.sync import PROMISED_FOR, drain, store_of_index
from tegenspraak.trail.models import Entry
from tegenspraak.vocabulary.models import Theme
from tests.conftest import join, person

CASES = [
    {"id": "a-1", "title": "Een koude keuken", "text": "Er is verwaarlozing thuis.", "themes": ["zorg"]},
    {"id": "a-2", "title": "Twee huizen", "text": "Na de vechtscheiding.", "themes": []},
]


@pytest.fixture(autouse=True)
def _theme(db):
    Theme.objects.create(slug="zorg", name="Zorgen om een kind")


@pytest.fixture
def file(tmp_path):
    def written(cases=CASES):
        path = tmp_path / "cases.jsonl"
        path.write_text("".join(json.dumps(case) + "\n" for case in cases))
        return path

    return written


@pytest.fixture
def load(file):
    """Runs the command; gives what it printed."""

    def run(cases=CASES, organisation="jb-noord", visibility="team"):
        out = StringIO()
        call_command("load_cases", file(cases), organisation=organisation, visibility=visibility, stdout=out)
        return out.getvalue()

    return run


def export(email=""):
    out = StringIO()
    call_command("export_cases", user=email, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def by_id(name):
    return Case.objects.get(external_id=name)


def found(user, query):
    return [hit.object.external_id for hit in find(query, user, kinds=["case"]).hits]


def test_a_line_becomes_a_case_that_the_team_reads_and_finds(team, daan, rens, load):
    assert "2 new" in load()
    case = by_id("a-1")
    assert (case.title, case.situation) == ("Een koude keuken", "Er is verwaarlozing thuis.")
    assert (case.team, case.organisation, case.visibility) == (team, team.organisation, "team")
    assert list(case.themes.slugs()) == ["zorg"]
    assert found(daan, "verwaarlozing") == ["a-1"]
    assert found(rens, "verwaarlozing") == []


@pytest.mark.parametrize(
    ("level", "readers"),
    [
        ("private", set()),
        ("participants", set()),
        ("team", {"daan"}),
        ("organisation", {"daan", "esther"}),
        ("library", {"daan", "esther", "rens", "bram"}),
    ],
)
def test_each_level_is_read_and_found_by_whom_it_names(daan, esther, rens, bram, load, level, readers):
    load(visibility=level)
    for name, user in {"daan": daan, "esther": esther, "rens": rens, "bram": bram}.items():
        assert Case.objects.visible_to(user).count() == (2 if name in readers else 0)
        assert found(user, "vechtscheiding") == (["a-2"] if name in readers else [])


def test_an_organisation_and_a_team_are_made_where_they_are_missing(load):
    load(organisation="jb-nieuw")
    team = Organisation.objects.get(slug="jb-nieuw").teams.get()
    assert Case.objects.filter(team=team, organisation__slug="jb-nieuw").count() == 2
    load(organisation="jb-nieuw")
    assert (Organisation.objects.count(), Team.objects.count()) == (1, 1)


def test_of_several_teams_none_is_chosen(team, daan, load):
    Team.objects.create(organisation=team.organisation, name="Team West")
    load()
    assert by_id("a-1").team.name == loading.TEAM
    assert not Case.objects.visible_to(daan).exists()


def test_only_a_level_for_teams_makes_a_team(load):
    load(organisation="jb-nieuw", visibility="organisation")
    assert not Team.objects.exists()


def test_nobody_can_sign_in_as_the_author(organisation, load, noor):
    load()
    author = by_id("a-1").author
    assert author.display_name == organisation.name
    assert not author.is_active
    assert not author.has_usable_password()
    assert not author.memberships.exists()
    client = Client()
    assert client.post("/account/login/", {"login": author.email, "password": ""}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_the_same_file_again_changes_nothing(load, team):
    load()
    before = list(Case.objects.values_list("pk", "version", "updated_at"))
    entries = Entry.objects.count()
    assert "0 new, 0 updated, 2 unchanged" in load()
    assert list(Case.objects.values_list("pk", "version", "updated_at")) == before
    assert Entry.objects.count() == entries
    assert User.objects.filter(email__endswith=".invalid").count() == 1


def test_a_changed_line_renews_its_case_alone(load, daan):
    load()
    pk = by_id("a-2").pk
    changed = {**CASES[1], "title": "Drie huizen", "text": "Er is mishandeling.", "themes": ["zorg"]}
    assert "0 new, 1 updated, 1 unchanged" in load([CASES[0], changed])
    case = by_id("a-2")
    assert (case.pk, case.title, case.version) == (pk, "Drie huizen", 2)
    assert list(case.themes.slugs()) == ["zorg"]
    assert found(daan, "mishandeling") == ["a-2"]
    assert found(daan, "vechtscheiding") == []


def test_another_level_is_declared_by_loading_again(load, daan, django_capture_on_commit_callbacks):
    load(visibility="library")
    with django_capture_on_commit_callbacks(execute=True):
        assert "2 updated" in load(visibility="private")
    assert not Case.objects.visible_to(daan).exists()
    assert found(by_id("a-2").author, "vechtscheiding") == []


def test_what_a_person_changed_is_left_alone(load, samira, daan):
    load()
    Case.objects.update(author=samira)  # somebody took them over
    by_id("a-1").withdraw_to(Visibility.PRIVATE, by=samira)
    case = by_id("a-2")
    draft = case.draft()
    case.rewrite(type(draft)(title="Mijn titel", situation=draft.situation), by=samira, version=case.version)
    changed = [{**line, "text": "Anders."} for line in CASES]
    assert "0 updated, 0 unchanged, 2 edited on the site, left alone" in load(changed)
    assert by_id("a-1").visibility == "private"
    assert by_id("a-2").title == "Mijn titel"


def test_a_fault_stops_it_before_anything_is_written(load, capsys):
    with pytest.raises(CommandError, match="line 2: no such theme: 'zorgen'") as refusal:
        load([CASES[0], {**CASES[1], "themes": ["zorgen"]}])
    assert "Na de vechtscheiding" not in str(refusal.value)
    assert not Case.objects.exists()
    assert not Organisation.objects.exists()


@pytest.mark.whoosh
@pytest.mark.parametrize("is_known", [False, True])
def test_killed_before_it_was_indexed_it_is_found_a_minute_later(load, team, daan, monkeypatch, is_known):
    if is_known:
        load(visibility="private")
    with monkeypatch.context() as patch:
        patch.setattr(loading, "index", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            load()
    assert found(daan, "vechtscheiding") == []
    later = timezone.now() + PROMISED_FOR
    monkeypatch.setattr(timezone, "now", lambda: later)
    drain(store_of_index())
    assert found(daan, "vechtscheiding") == ["a-2"]


def test_what_was_indexed_waits_no_more(load, team):
    load()
    load([{**CASES[0], "title": "Anders"}, CASES[1]])
    assert not Outbox.objects.filter(label="cases.case").exists()


@pytest.mark.parametrize("password", [None, "een-lang-wachtwoord-voor-de-proef"])
def test_an_account_that_somebody_can_sign_in_with_is_no_author(load, password):
    User.objects.create_user("casussen@jb-nieuw.invalid", password, is_active=password is None)
    with pytest.raises(CommandError, match=r"casussen@jb-nieuw\.invalid is the address of an account"):
        load(organisation="jb-nieuw", visibility="private")
    assert not Case.objects.exists()
    assert not Organisation.objects.exists()


def test_the_author_is_known_by_any_capitals(load, organisation):
    load()
    User.objects.update(email="Casussen@JB-noord.invalid")
    load([{**CASES[0], "id": "a-3"}])
    assert by_id("a-3").author == by_id("a-1").author


def test_a_slug_with_capitals_is_refused(load):
    with pytest.raises(CommandError, match="write jb-n"):
        load(organisation="Jb-N")


@pytest.mark.parametrize("slug", ["met spatie", "x" * 61, ""])
def test_a_slug_that_cannot_be_is_refused(load, slug):
    with pytest.raises(CommandError):
        load(organisation=slug)


def test_a_missing_file_is_told(db, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("load_cases", tmp_path / "weg", organisation="jb-noord", visibility="team")


def test_it_stands_on_the_trail_without_a_word_of_the_text(load, organisation):
    load(visibility="organisation")
    [entry] = Entry.objects.about(organisation).filter(verb="loaded_cases")
    assert entry.details["visibility"] == "organisation"
    assert entry.details["new"] == 2
    assert entry.actor is None


def test_open_findings_are_counted_and_stop_nothing(load, daan):
    told = load([{**CASES[0], "text": "Bel 0612345678 of mail karin@voorbeeld.test."}])
    assert "all 1 written cases: " in told
    assert "phone 1" in told
    assert "0612345678" not in told
    assert Case.objects.visible_to(daan).count() == 1
    details = Entry.objects.get(verb="counted_findings").details
    assert details["phone"] == 1
    assert "0612345678" not in json.dumps(details)


def test_of_very_many_a_sample_is_checked_and_it_says_so(load, team, monkeypatch):
    monkeypatch.setattr(loading, "MOST_CHECKED", 5)
    told = load([{**CASES[1], "id": str(number)} for number in range(12)])
    assert "a sample of 4 of the 12 written cases: none" in told


def test_a_file_larger_than_a_chunk_is_loaded_whole(load, team, daan, monkeypatch):
    monkeypatch.setattr(loading, "CHUNK", 5)
    load([{**CASES[1], "id": str(number)} for number in range(12)])
    assert find("vechtscheiding", daan, kinds=["case"]).total == 12


def test_queries_do_not_grow_with_the_lines_of_a_chunk(load, team):
    def asked(number):
        with CaptureQueriesContext(connection) as queries:
            load([{**CASES[0], "id": f"{number}-{n}"} for n in range(number)])
        checks = sum("gate_decision" in query["sql"] for query in queries)
        return len(queries) - checks

    load()
    assert asked(4) == asked(40)


# --- And back -----------------------------------------------------------------------------------------


def test_without_a_person_the_library_alone_comes_out(load, team):
    load([CASES[0]], visibility="library")
    load([CASES[1]])
    assert export() == [CASES[0]]


def test_a_person_gets_out_what_they_may_see(load, team, daan, rens, shared, case):
    load([CASES[0]], visibility="library")
    load([CASES[1]])
    assert [line["id"] for line in export("Daan@voorbeeld.test")] == [str(shared.pk), "a-1", "a-2"]
    assert [line["id"] for line in export(rens.email)] == ["a-1"]
    written = export(daan.email)[0]
    assert "Na de vechtscheiding" in written["text"]
    assert "Hij kwam te laat." in written["text"]


def test_an_unknown_person_is_told(db):
    with pytest.raises(CommandError, match="no user"):
        export("niemand@voorbeeld.test")


def test_taking_cases_out_stands_on_the_trail(load, team, daan):
    load()
    export(daan.email)
    details = Entry.objects.get(verb="exported_cases").details
    assert (details["number"], details["user"]) == (2, str(daan.pk))


@pytest.mark.parametrize("level", ["team", "library"])
def test_loading_what_came_out_changes_nothing(load, team, daan, shared, level):
    load(visibility=level)
    before = export(daan.email)
    told = load(before, visibility=level)
    assert "0 new, 0 updated, 2 unchanged, 1 edited on the site" in told
    assert export(daan.email) == before


def test_two_organisations_may_use_one_id(load, organisation, other_organisation):
    reader = join(person("Ans"), organisation)
    load(visibility="organisation")
    load([{**CASES[0], "title": "Elders"}], organisation="jb-zuid", visibility="organisation")
    assert Case.objects.count() == 3
    assert "Elders" not in {line["title"] for line in export(reader.email)}
