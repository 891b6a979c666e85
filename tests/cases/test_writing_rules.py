"""Making and rewriting a case: once, by its author, and never over someone else's words."""

import uuid
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from casuistry.cases.draft import Line
from casuistry.cases.models import Case, Conflict, Observation, Visibility
from casuistry.gate.check import Kept, check
from tegenspraak.trail.models import Entry


def test_a_case_holds_what_was_written(case, draft, organisation):
    case = Case.objects.get(pk=case.pk)
    assert case.draft() == draft
    assert (case.visibility, case.version, case.organisation) == (Visibility.PRIVATE, 1, organisation)


def test_the_same_form_twice_makes_one_case(samira, draft):
    token = uuid.uuid4()
    one = Case.objects.start(draft, by=samira, submission=token)
    two = Case.objects.start(draft, by=samira, submission=token)
    assert one.pk == two.pk
    assert Case.objects.get().version == 1


def test_the_same_form_with_new_words_after_the_back_button_keeps_the_new_words(samira, draft):
    token = uuid.uuid4()
    Case.objects.start(draft, by=samira, submission=token)
    Case.objects.start(replace(draft, title="Beter"), by=samira, submission=token)
    assert Case.objects.get().title == "Beter"


def test_an_old_form_does_not_write_over_a_case_that_moved_on(samira, draft):
    token = uuid.uuid4()
    case = Case.objects.start(draft, by=samira, submission=token)
    case.rewrite(replace(draft, title="Nieuw"), by=samira, version=1)
    with pytest.raises(Conflict):
        Case.objects.start(replace(draft, title="Oud"), by=samira, submission=token)
    assert Case.objects.get().title == "Nieuw"


def test_another_persons_token_makes_a_case_of_ones_own(case, daan, draft):
    own = Case.objects.start(draft, by=daan, submission=case.submission)
    assert own.pk != case.pk
    assert own.author == daan


def test_someone_without_organisation_can_write(bram, draft):
    assert Case.objects.start(draft, by=bram, submission=uuid.uuid4()).organisation is None


def test_saving_the_same_again_changes_nothing(case, samira, draft):
    case.rewrite(draft, by=samira, version=0)
    assert case.version == 1


def test_a_save_from_an_older_screen_is_refused(case, samira, draft):
    case.rewrite(replace(draft, title="Tab één"), by=samira, version=1)
    with pytest.raises(Conflict) as conflict:
        case.rewrite(replace(draft, title="Tab twee"), by=samira, version=1)
    assert conflict.value.case.title == "Tab één"
    assert Case.objects.get().title == "Tab één"


@pytest.mark.parametrize("who", ["daan", "noor", "rens"])
def test_nobody_but_the_author_writes(shared, draft, request, who):
    with pytest.raises(PermissionDenied):
        shared.rewrite(replace(draft, title="Anders"), by=request.getfixturevalue(who), version=1)


def test_a_line_keeps_its_id_when_others_go(case, samira, draft):
    first, second = case.observations.all()
    lines = (replace(draft.lines[1], id=str(second.pk)), Line(fact="Nieuw"))
    case.rewrite(replace(draft, lines=lines), by=samira, version=1)
    assert [line.fact for line in case.observations.all()] == ["Zij belde.", "Nieuw"]
    assert case.observations.first().pk == second.pk
    assert not Observation.objects.filter(pk=first.pk).exists()


def test_a_line_of_another_case_cannot_be_taken(case, daan, draft):
    theirs = case.observations.first()
    lines = (Line(fact="Gekaapt", id=str(theirs.pk)), Line(fact="x", id="onzin"))
    own = Case.objects.start(replace(draft, lines=lines), by=daan, submission=uuid.uuid4())
    assert case.observations.first().fact == "Hij kwam te laat."
    assert own.observations.first().pk != theirs.pk


def test_one_id_on_two_lines_does_no_harm(case, samira, draft):
    same = str(case.observations.first().pk)
    case.rewrite(
        replace(draft, lines=(Line(fact="A", id=same), Line(fact="B", id=same))), by=samira, version=1
    )
    assert case.observations.count() == 2


def test_what_was_let_stay_while_writing_is_decided(samira, draft):
    draft = replace(draft, situation="Ze woont in Zwolle.")
    kept = [Kept("place", "Zwolle")]
    case = Case.objects.start(draft, by=samira, submission=uuid.uuid4(), kept=kept)
    assert check(case).is_clean


def test_replacing_a_finding_replaces_it_in_every_text(samira, draft):
    draft = replace(draft, title="Karin", lines=(Line(fact="karin belde, zei Karin"),))
    case = Case.objects.start(draft, by=samira, submission=uuid.uuid4())
    while report := check(case).to_decide:
        case.replace(report[0], by=samira)
    assert case.title == "[moeder]"
    assert case.observations.get().fact == "[moeder] belde, zei [moeder]"
    assert case.gate_register() == {"Karin": "moeder"}


def test_a_replacement_from_an_old_page_does_not_bring_old_words_back(case, samira, draft):
    case.rewrite(replace(draft, situation="Karin belt in Zwolle"), by=samira, version=1)
    old_page = Case.objects.get(pk=case.pk)
    karin, zwolle = check(old_page).to_decide
    case.replace(karin, by=samira)
    old_page.replace(zwolle, by=samira)
    old_page.replace(zwolle, by=samira)
    assert Case.objects.get().situation == "[moeder] belt in [plaats]"


def test_the_database_holds_no_readable_word(case):
    with connection.cursor() as cursor:
        for table in ("cases_case", "cases_observation", "cases_registerentry"):
            cursor.execute(f"SELECT * FROM {table}")
            rows = str(cursor.fetchall())
            for word in ("huizen", "vechtscheiding", "te laat", "Karin"):
                assert word not in rows


def test_the_trail_says_that_and_not_what(case, samira, draft):
    case.rewrite(replace(draft, title="Geheim"), by=samira, version=1)
    entries = Entry.objects.about(case).by_number()
    assert [entry.verb for entry in entries] == ["wrote", "edited"]
    assert "Geheim" not in str([entry.details for entry in entries])


def test_a_snapshot_is_the_latest_one_while_nothing_changes(case, samira, draft):
    first = case.snapshot(by=samira)
    assert case.snapshot(by=samira).pk == first.pk
    case.rewrite(replace(draft, title="Anders"), by=samira, version=1)
    second = case.snapshot(by=samira)
    assert second.number == 2
    first.refresh_from_db()
    assert first.content["title"] == "Tussen twee huizen"
    assert first.content["observations"][0]["fact"] == "Hij kwam te laat."
    assert "register" not in first.content
