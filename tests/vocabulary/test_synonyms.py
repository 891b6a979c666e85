import pytest

from tegenspraak.vocabulary.models import Term
from tegenspraak.vocabulary.synonyms import alternatives, is_abbreviation


@pytest.mark.parametrize("query", ["vechtscheiding", "Vechtscheidingen", "een VECHTSCHEIDING op school"])
def test_a_loaded_word_leads_to_the_preferred_name(vocabulary, query):
    assert alternatives(query)[0] == "complexe scheiding"


def test_other_names_work_both_ways(vocabulary):
    assert "uithuisplaatsing" in alternatives("UHP")
    assert "UHP" in alternatives("uithuisplaatsing")
    assert "UHP" in alternatives("uit-huis-plaatsing")
    assert "UHP" in alternatives("uit huis plaatsing")


def test_the_typed_name_itself_is_not_given(vocabulary):
    assert "vechtscheiding" not in alternatives("vechtscheiding")


def test_a_narrower_name_finds_the_term_but_is_never_given(vocabulary):
    assert "perspectiefbesluit" in alternatives("aanvaardbare termijn")
    assert "aanvaardbare termijn" not in alternatives("perspectiefbesluit")
    assert "ouderverstoting" not in alternatives("contactverlies")


@pytest.mark.parametrize(
    "query", ["om het kind", "kies een moment", "ik ben zat", "halt", "op een dam", "cd"]
)
def test_an_abbreviation_in_small_letters_is_an_ordinary_word(vocabulary, query):
    assert alternatives(query) == []


@pytest.mark.parametrize(
    ("query", "label"),
    [("OM", "openbaar ministerie"), ("het VT belt", "Veilig Thuis"), ("KIES-groep", "loyaliteitsconflict")],
)
def test_an_abbreviation_in_capitals_is_found(vocabulary, query, label):
    assert label in alternatives(query)


def test_full_names_of_a_group_with_the_capitals_rule_are_found_in_any_case(vocabulary):
    assert "VT" in alternatives("veilig thuis")


def test_accents_do_not_matter(vocabulary):
    assert "zelfdoding" in alternatives("suicidaliteit")
    assert "zelfdoding" in alternatives("suïcidaliteit")


def test_the_longest_name_counts(vocabulary):
    assert "echtscheiding" not in alternatives("complexe scheiding")
    assert "echtscheiding" in alternatives("scheiding")


def test_two_terms_in_one_query_both_count(vocabulary):
    found = alternatives("OTS na vechtscheiding")
    assert {"ondertoezichtstelling", "complexe scheiding"} <= set(found)


@pytest.mark.parametrize("query", ["", "   ", "?!", "]]--", "zomaar een vraagje"])
def test_a_query_without_a_term_has_no_alternatives(vocabulary, query):
    assert alternatives(query) == []


def test_a_change_is_seen_at_once(vocabulary):
    assert "uitmaken" not in alternatives("scheiding")
    term = Term.objects.get(slug="scheiding")
    term.synonyms += "\nuitmaken"
    term.save()
    assert "uitmaken" in alternatives("scheiding")
    term.delete()
    assert alternatives("uitmaken") == []


def test_names_stay_in_memory_at_the_cost_of_one_query(vocabulary, django_assert_num_queries):
    alternatives("scheiding")
    with django_assert_num_queries(1):
        alternatives("vechtscheiding en OTS")


@pytest.mark.parametrize(
    ("name", "answer"), [("OM", True), ("Halt", True), ("Veilig Thuis", False), ("omgang", False)]
)
def test_it_knows_what_only_capitals_tell_apart(name, answer):
    assert is_abbreviation(name) is answer
