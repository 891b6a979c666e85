"""Typing errors of the usual kinds, made with a fixed seed, and misspellings that people really write."""

import random
import time

import pytest

from tegenspraak.dutch import is_word
from tegenspraak.dutch.spelling import Correction, corrections
from tests.dutch.tables import rows, words

SOUNDS = [
    "d t",
    "t d",
    "ei ij",
    "ij ei",
    "ou au",
    "g ch",
    "ch g",
    "s z",
    "z s",
    "f v",
    "v f",
    "c k",
    "ie i",
    "i ie",
]


def typo(word, chance):
    """One slip: a letter dropped, added, doubled, swapped, hit beside, or written as it sounds."""
    at = chance.randrange(1, len(word) - 1)
    heard = [pair.split() for pair in SOUNDS if pair.split()[0] in word]
    ways = [
        word[:at] + word[at + 1 :],
        word[:at] + chance.choice("aeinrst") + word[at:],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :],
    ]
    if heard:
        ways += [word.replace(*chance.choice(heard), 1)] * 3
    return chance.choice(ways)


def slips(number):
    chance = random.Random(20261123)
    field = sorted(
        {word for row in rows("compounds") + rows("inflections") for word in row if len(word) >= 6}
    )
    field = [word for word in field if word.isascii() and word.isalpha()]
    made = ((typo(word, chance), word) for word in chance.sample(field, number))
    return [(typed, word) for typed, word in made if typed != word and not is_word(typed)]


def test_of_300_words_with_a_slip_nearly_all_are_among_the_first_three():
    made = slips(300)
    found = sum(word in [one.word for one in corrections(typed, limit=3)] for typed, word in made)
    assert len(made) > 230
    assert found / len(made) >= 0.9


def test_a_word_takes_less_than_thirty_milliseconds_of_the_processor():
    times = []
    for typed, _ in slips(60):
        begun = time.process_time()
        corrections(typed)
        times.append(time.process_time() - begun)
    assert sorted(times)[len(times) // 2] < 0.03


@pytest.mark.parametrize("pair", rows("misspellings"), ids=lambda row: row[0])
def test_what_people_write_wrong_leads_to_the_word(pair):
    typed, meant = pair
    assert meant in [one.word for one in corrections(typed, limit=3)]


def test_the_first_one_is_nearly_always_the_one_that_was_meant():
    firsts = [corrections(typed, limit=1)[0].word == meant for typed, meant in rows("misspellings")]
    assert sum(firsts) / len(firsts) >= 0.9


def test_the_list_of_real_misspellings_is_long_enough_to_say_something():
    assert len(rows("misspellings")) >= 60


def test_sounds_count_for_less_than_slips():
    assert corrections("verslaafing")[0].distance < corrections("verslabing")[0].distance + 1
    assert corrections("gesag")[0] == Correction("gezag", 0.5)


def test_words_that_the_caller_brings_are_found_and_go_before_others():
    assert corrections("filomenna", extra=["Filomena"])[0].word == "filomena"
    assert corrections("trama", extra=["trauma"])[0].word == "trauma"


def test_the_word_itself_is_never_given():
    assert all(word not in [one.word for one in corrections(word)] for word in words("compounds")[:60])


def test_a_right_compound_gets_no_other_form_of_itself():
    assert "kattentong" not in [one.word for one in corrections("kattentongen")]


def test_an_error_in_the_first_letter_is_seen_when_nothing_else_fits():
    assert corrections("nechtbank")[0].word == "rechtbank"


def test_as_many_are_given_as_asked():
    assert len(corrections("moedr", limit=2)) == 2


@pytest.mark.parametrize(
    "word",
    [
        "",
        "a",
        "kin",
        "OTS",
        "1:255",
        "x" * 5000,
        "kind\x00",
        "\ud800kind",
        "кинд",
        "e-mail",
        "😀😀😀😀",
        "qqqq",
    ],
)
def test_odd_words_get_no_corrections_and_do_no_harm(word):
    assert corrections(word) == []


def test_a_compound_of_compounds_is_answered_soon():
    started = time.process_time()
    assert corrections("beverengestolen" * 3)
    assert time.process_time() - started < 0.5
