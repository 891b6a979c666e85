import time

import pytest

from tegenspraak.dutch import fold, split
from tests.dutch.tables import rows, words


@pytest.mark.parametrize("row", rows("compounds"), ids=lambda row: row[0])
def test_a_compound_is_split_in_few_and_long_parts(row):
    assert split(row[0]) == tuple(row[1:])


@pytest.mark.parametrize("word", words("whole"))
def test_an_ordinary_word_is_not_split_into_nonsense(word):
    assert split(word) == ()


def test_there_are_enough_cases_to_say_something():
    assert len(rows("compounds")) >= 150
    assert len(words("whole")) >= 150


def test_capitals_and_accents_do_not_matter():
    assert split("Vechtscheiding") == split("VECHTSCHEIDING") == ("vecht", "scheiding")


def test_parts_stand_in_the_word_in_order_and_the_last_one_at_its_end():
    for row in rows("compounds"):
        place = 0
        for part in row[1:]:
            place = fold(row[0]).index(part, place) + len(part)
        assert place == len(row[0])


@pytest.mark.parametrize(
    "word", ["", "a", "12345678", "x" * 500, "-" * 50, "a-b-c-d-e-f-g-h", "\ud800zorg", "zorg\x00plan"]
)
def test_odd_words_are_left_alone(word):
    assert split(word) == ()


@pytest.mark.parametrize("word", ["karindeknegt", "fatoumata", "vandenheuvel", "wojciechowski", "zeynep"])
def test_names_in_small_letters_are_no_compounds(word):
    assert split(word) == ()


def test_the_longest_word_takes_no_time():
    word = "deelstaat" * 5 + "en"
    begun = time.process_time()
    split.cache_clear()
    split(word)
    assert time.process_time() - begun < 0.05
