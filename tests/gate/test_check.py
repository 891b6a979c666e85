"""The gate: what is open, what is decided, and what can never stay."""

from unittest.mock import Mock

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from casuistry.gate.check import Kept, check, keep_chosen
from casuistry.gate.models import Decision
from tegenspraak.trail.models import Entry
from tests.gate.conftest import simple_find


def texts(items):
    return [item.finding.text for item in items]


def test_a_text_without_findings_is_clean(samira, case_of):
    assert check(case_of(samira, "De moeder zegt dat het goed gaat.")).is_clean


def test_every_text_of_a_case_is_checked(samira, case_of):
    case = case_of(samira, "Woont in Zwolle.", title="Bel 0612345678", facts=["Verhuisd uit Deventer."])
    report = check(case)
    assert texts(report.open) == ["0612345678", "Zwolle", "Deventer"]
    assert [item.field for item in report.open] == ["title", "situation", "observation-1-fact"]
    assert not report.is_clean


def test_advice_does_not_close_the_gate(samira, case_of):
    report = check(case_of(samira, "Vader is imker."))
    assert report.is_clean
    assert texts(report.advice) == ["imker"]


def test_a_name_of_the_register_is_found_with_its_role(samira, case_of):
    case = case_of(samira, "karin belt.", register=[("Karin", "moeder")])
    assert [item.finding.suggestion for item in check(case).open] == ["[moeder]"]


def test_a_name_found_in_one_text_is_a_name_in_the_others(samira, case_of):
    case = case_of(samira, "Gesproken met mevrouw Jansen.", facts=["jansen huilde.", "Zij belde."])
    assert texts(check(case).open) == ["Jansen", "jansen"]


def test_a_name_weighs_elsewhere_as_it_does_where_it_was_found(samira, case_of):
    case = case_of(samira, "Bakker belde.", facts=["Daarna zweeg bakker."])
    assert [item.finding.severity for item in check(case).open] == ["asks", "asks"]


def test_a_name_that_may_stay_is_not_spread(samira, case_of):
    case = case_of(samira, "Bakker van beroep.", facts=["De bakker om de hoek."])
    assert len(check(case).open) == 2
    Decision.objects.keep(case, check(case).open[0].finding, by=samira)
    assert check(case).is_clean


def test_the_detector_is_never_told_that_a_name_is_known_to_be_harmless(samira, case_of, monkeypatch):
    """Its `known` are terms that identify nobody: a name given there would open the gate."""
    case = case_of(samira, "Gesproken met mevrouw Jansen.", facts=["jansen huilde."])
    monkeypatch.setattr("casuistry.anonymity.find", spy := Mock(side_effect=simple_find))
    check(case)
    assert all("known" not in call.kwargs and len(call.args) < 3 for call in spy.call_args_list)


def test_what_asks_is_kept_with_one_click_everywhere_in_the_case(samira, case_of):
    case = case_of(samira, "Zwolle, en weer Zwolle.", facts=["Naar Zwolle."])
    Decision.objects.keep(case, check(case).open[0].finding, by=samira)
    report = check(case)
    assert report.is_clean
    assert texts(report.kept) == ["Zwolle"]


def test_what_blocks_is_kept_with_a_reason_only(samira, case_of):
    case = case_of(samira, "Bel 0612345678.")
    finding = check(case).open[0].finding
    with pytest.raises(ValidationError) as refusal:
        Decision.objects.keep(case, finding, by=samira, reason="  ")
    assert refusal.value.code == "reason"
    Decision.objects.keep(case, finding, by=samira, reason="Het nummer van de crisisdienst.")
    assert check(case).is_clean


def test_a_bsn_can_never_stay(samira, case_of):
    case = case_of(samira, "BSN 123456782.")
    with pytest.raises(ValidationError) as refusal:
        Decision.objects.keep(case, check(case).open[0].finding, by=samira, reason="Toch.")
    assert refusal.value.code == "never"
    assert not check(case).is_clean


def test_a_decision_without_reason_falls_when_the_finding_comes_to_block(samira, case_of, monkeypatch):
    case = case_of(samira, "Woont in Zwolle.")
    Decision.objects.keep(case, check(case).open[0].finding, by=samira)
    monkeypatch.setattr("tests.gate.conftest.PATTERNS", [(r"\bZwolle\b", "place", "blocks", "[plaats]")])
    assert texts(check(case).open) == ["Zwolle"]


def test_only_the_author_decides(samira, daan, case_of):
    case = case_of(samira, "Woont in Zwolle.")
    with pytest.raises(PermissionDenied):
        Decision.objects.keep(case, check(case).open[0].finding, by=daan)


def test_a_decision_holds_for_its_own_case_only(samira, case_of):
    one, other = case_of(samira, "In Zwolle."), case_of(samira, "Ook in Zwolle.")
    Decision.objects.keep(one, check(one).open[0].finding, by=samira)
    assert not check(other).is_clean
    Decision.objects.keep(other, check(other).open[0].finding, by=samira)
    digests = Decision.objects.values_list("digest", flat=True)
    assert len(set(digests)) == 2


def test_no_word_of_the_finding_is_stored_or_logged(samira, case_of):
    case = case_of(samira, "In Zwolle.")
    Decision.objects.keep(case, check(case).open[0].finding, by=samira, reason="Grote stad Zwolle")
    row = Decision.objects.values("kind", "ref", "digest", "verdict").get()
    assert "zwolle" not in str(row).lower()
    assert "zwolle" not in str(list(Entry.objects.values_list("details", flat=True))).lower()


def test_the_reason_lies_encrypted_in_the_database(samira, case_of):
    from django.db import connection

    case = case_of(samira, "In Zwolle.")
    Decision.objects.keep(case, check(case).open[0].finding, by=samira, reason="Grote stad")
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM gate_decision")
        assert "Grote" not in cursor.fetchone()[0]


def test_deciding_twice_leaves_one_decision_with_the_last_reason(samira, case_of):
    case = case_of(samira, "Bel 0612345678.")
    finding = check(case).open[0].finding
    Decision.objects.keep(case, finding, by=samira, reason="Eerst.")
    Decision.objects.keep(case, finding, by=samira, reason="Beter.")
    assert Decision.objects.get().reason == "Beter."


def test_choices_made_while_writing_become_decisions_as_far_as_allowed(samira, case_of):
    case = case_of(samira, "Zwolle, 0612345678, 123456782.")
    chosen = [
        Kept("place", "zwolle"),
        Kept("phone", "0612345678"),
        Kept("bsn", "123456782", "Toch."),
        Kept("place", "Amsterdam"),
    ]
    keep_chosen(case, chosen, by=samira)
    assert texts(check(case).open) == ["0612345678", "123456782"]
    assert Decision.objects.count() == 1


def test_the_number_of_queries_does_not_grow_with_the_texts(samira, case_of, django_assert_max_num_queries):
    case = case_of(samira, "Zwolle", facts=[f"Feit {n} uit Zwolle" for n in range(12)])
    with django_assert_max_num_queries(3):
        check(case)
