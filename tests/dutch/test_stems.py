from concurrent.futures import ThreadPoolExecutor

import pytest

from tegenspraak.dutch import stem
from tegenspraak.dutch.exceptions import GROUPS, OWN
from tegenspraak.dutch.strong_verbs import TABLE
from tegenspraak.search.terms import analyse
from tests.dutch.tables import rows, words


@pytest.mark.parametrize("forms", rows("inflections"), ids=lambda row: row[0])
def test_forms_of_one_word_have_one_stem(forms):
    assert len({analyse(word).whole for word in forms}) == 1


@pytest.mark.parametrize("pair", rows("apart"), ids="-".join)
def test_other_words_keep_another_stem(pair):
    first, second = pair
    assert stem(first) != stem(second)
    assert analyse(first).whole != analyse(second).whole


def test_there_are_enough_cases_to_say_something():
    assert len(rows("inflections")) >= 120
    assert len(rows("apart")) >= 120


def test_case_and_accents_do_not_matter():
    assert stem("Kinderen") == stem("KINDEREN") == "kind"
    assert stem("Casuïstiek") == stem("casuistiek")


@pytest.mark.parametrize(
    "word", ["gezinsvoogd", "kindermishandel", "uithuisplaats", "vechtscheid", "terugplaats"]
)
def test_a_stem_of_a_compound_is_its_own_stem(word):
    assert stem(word) == word


@pytest.mark.parametrize("word", ["balke", "janne", "senne", "robbe", "hanne", "maras"])
def test_a_short_word_outside_the_list_may_be_a_name_and_loses_no_ending_by_our_rules(word):
    assert stem(word + "s") != stem(word[:-1])


@pytest.mark.parametrize(
    "word", ["", "a", "e", "en", "s", "ge", "t", "'s", "x" * 500, "1:255", "\ud800", "k\x00"]
)
def test_odd_words_have_some_stem(word):
    assert isinstance(stem(word), str)
    assert len(stem(word)) <= 64


def test_no_form_stands_in_two_groups():
    forms = [form for line in GROUPS.strip().splitlines() for form in line.split()]
    assert sorted(forms) == sorted(set(forms))
    assert not set(forms) & set(OWN.split())


def test_every_strong_verb_has_four_forms():
    assert {len(line.split()) for line in TABLE.strip().splitlines()} == {4}


def test_threads_get_right_stems():
    given = words("inflections") * 5
    expected = [stem(word) for word in given]
    stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(stem, given)) == expected
