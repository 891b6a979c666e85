"""A manager sees numbers; names only by rule or by consent."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from learning.models import LearningSetting, SharedProgress
from learning.reports.tables import as_csv, as_excel, defused
from learning.teams.team_progress import rows_of
from tegenspraak.people.models import Team
from tests.conftest import join, person
from tests.learning.teams.conftest import finish, words


def numbers(organisation):
    (row,) = rows_of(organisation)
    return [cell.value for cell in row.cells]


def names(organisation):
    return [str(user) for row in rows_of(organisation) for user, _far in row.named]


def show_persons(organisation, by):
    LearningSetting.choose(organisation, shows_persons_when_obligatory=True, by=by)


def test_it_counts_who_has_not_begun_is_busy_or_is_done(assign, crew, organisation, module, lessons):
    assign()
    for user in crew[:5]:
        finish(user, module)
    for user in crew[5:10]:
        lessons[0].open(by=user)
    assert numbers(organisation) == [None, None, 5]
    newcomers = [join(person(f"Nieuw{n}"), organisation, crew[0].teams.get()) for n in range(3)]
    assert len(newcomers) == 3
    assert numbers(organisation) == [5, 5, 5]


def test_a_lesson_that_went_offline_does_not_count(assign, crew, organisation, module, lessons):
    assign()
    for user in crew:
        lessons[0].mark_done(by=user)
        lessons[1].open(by=user)
    assert numbers(organisation) == [0, 12, 0]
    lessons[1].unpublish()
    assert numbers(organisation) == [0, 0, 12]


def test_fewer_than_five_are_not_counted(assign, sign_in, organisation, samira, noor, module):
    assign()
    finish(samira, module)
    assert numbers(organisation) == [None, None, None]
    assert "Samira" not in words(sign_in(noor).get(reverse("learning:team_progress", args=["jb-noord"])))


def test_a_team_and_everybody_do_not_give_a_few_away(assign, crew, organisation, esther):
    assign()
    assign(team=None)
    told = {row.assignment.group: row.cells[0].value for row in rows_of(organisation)}
    assert told == {"Team Oost": None, "Jeugdbescherming Noord": 13}


def test_names_stand_only_where_the_module_is_obligatory_and_the_rule_is_on(
    assign, organisation, samira, daan, noor
):
    one = assign()
    show_persons(organisation, noor)
    assert names(organisation) == []
    one.change(due=one.due, is_obligatory=True, by=noor)
    assert names(organisation) == ["Daan", "Noor", "Samira"]
    assert numbers(organisation) == [3, 0, 0]
    LearningSetting.choose(organisation, shows_persons_when_obligatory=False, by=noor)
    assert names(organisation) == []


def test_who_agreed_is_named_and_the_others_are_not_given_away(assign, sign_in, crew, organisation, module):
    assign()
    samira = crew[0]
    membership = samira.memberships.get()
    address = reverse("learning:share_with_managers", args=[membership.pk])
    finish(samira, module)
    for _ in range(2):
        assert sign_in(samira).post(address, {"agree": "yes"}).status_code == 302
    assert names(organisation) == ["Samira"]
    assert numbers(organisation) == [11, 0, 1]
    sign_in(samira).post(address, {"agree": "no"})
    assert names(organisation) == []
    assert numbers(organisation) == [11, None, None]


def test_consent_ends_with_the_membership(organisation, samira, noor):
    SharedProgress.give(samira.memberships.get(), by=samira)
    samira.memberships.get().end(by=noor)
    organisation.add_member(samira, by=noor)
    assert not SharedProgress.objects.exists()


def test_nobody_consents_for_another(sign_in, samira, daan):
    address = reverse("learning:share_with_managers", args=[samira.memberships.get().pk])
    assert sign_in(daan).post(address, {"agree": "yes"}).status_code == 404
    assert not SharedProgress.objects.exists()


def test_the_learner_reads_who_sees_them(assign, sign_in, organisation, samira, noor, module):
    assign(is_obligatory=True)
    client = sign_in(samira)
    before = words(client.get(module.url))
    show_persons(organisation, noor)
    assert words(client.get(module.url)) != before
    assert words(client.get(reverse("learning:own_sharing"))).count("Jeugdbescherming Noord") > 1


def test_only_a_manager_sets_the_rule(sign_in, noor, samira, rens, organisation):
    address = reverse("learning:choose_setting", args=[organisation.slug])
    for somebody, status in ((samira, 403), (rens, 404), (noor, 302)):
        assert sign_in(somebody).post(address, {"shows_persons": "on"}).status_code == status
    assert LearningSetting.objects.get().shows_persons_when_obligatory


def test_the_address_without_organisation_goes_to_ones_own(sign_in, noor, samira):
    address = reverse("learning:progress")
    assert sign_in(noor).get(address).url == reverse("learning:team_progress", args=["jb-noord"])
    assert sign_in(samira).get(address).status_code == 403


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_file_holds_what_the_page_shows(assign, sign_in, organisation, samira, noor, rens, ending):
    SharedProgress.give(samira.memberships.get(), by=samira)
    Team.objects.filter(organisation=organisation).update(name="=1+1")
    assign()
    address = reverse("learning:export_progress", args=[organisation.slug, ending])
    assert sign_in(samira).get(address).status_code == 403
    assert sign_in(rens).get(address).status_code == 404
    content = sign_in(noor).get(address).content
    if ending == "csv":
        assert content.startswith(b"\xef\xbb\xbf")
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    else:
        lines = [list(line) for line in load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)]
    assert lines[1][:2] == ["Leren kijken", "'=1+1"]
    assert [line[8] for line in lines[2:]] == ["Samira"]


def test_another_ending_is_not_found(assign, sign_in, noor, organisation):
    address = reverse("learning:export_progress", args=[organisation.slug, "pdf"])
    assert sign_in(noor).get(address).status_code == 404


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "  =1", "\t=1"])
def test_no_cell_is_a_formula(cell):
    assert defused(cell).startswith("'")
    assert as_csv([[cell]]).decode("utf-8-sig").lstrip('"').startswith("'")
    sheet = load_workbook(io.BytesIO(as_excel([[cell]], "x"))).active
    assert sheet["A1"].data_type == "s"


def test_what_excel_refuses_is_left_out_and_a_number_stays_one():
    assert defused("a\x00b") == "ab"
    assert defused(-3) == -3
    assert defused("minder dan vijf") == "minder dan vijf"


def test_more_people_and_assignments_take_no_more_questions(assign, organisation, team, noor, samira):
    counts = []
    for number in range(4):
        join(person(f"Nieuw{number}"), organisation, team)
        other = Team.objects.create(organisation=organisation, name=f"Team {number}")
        assign(team=other)
        with CaptureQueriesContext(connection) as asked:
            assert len(rows_of(organisation)) == number + 1
        counts.append(len(asked))
    assert len(set(counts)) == 1
