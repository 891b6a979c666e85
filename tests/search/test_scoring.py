"""Scoring: which documents answer best, from postings alone."""

import numpy as np
import pytest

from tegenspraak.search.gathered import Gathered, Postings
from tegenspraak.search.question import Question, Slot, Way
from tegenspraak.search.scoring import FEW, Scorer


def gathered(total=100, lengths=None, rows=None, **postings):
    return Gathered(
        total=total,
        postings={term: Postings.of(weights) for term, weights in postings.items()},
        rows=rows or {},
        lengths=lambda numbers: np.array([(lengths or {}).get(int(one), 10.0) for one in numbers]),
    )


def scorer(found, permitted=None):
    return Scorer(found, found.numbers() if permitted is None else np.array(sorted(permitted)))


def slot(*ways, **options):
    return Slot("typed", tuple(Way(way) if isinstance(way, tuple) else way for way in ways), **options)


def ranked(found, *slots, permitted=None):
    return list(scorer(found, permitted).score(Question("", slots)).scores)


def test_the_rare_word_counts_for_more():
    found = gathered(rare={1: 1.0}, common=dict.fromkeys(range(2, 50), 1.0))
    assert ranked(found, slot(("rare",)), slot(("common",)))[0] == 1


def test_who_has_all_words_comes_before_who_has_one_often():
    found = gathered(gezag={1: 9.0, 2: 1.0}, school={2: 1.0, 3: 1.0})
    assert ranked(found, slot(("gezag",)), slot(("school",)))[0] == 2


def test_a_short_text_about_it_comes_before_a_long_one_that_names_it():
    found = gathered(lengths={1: 400.0, 2: 10.0}, gezag={1: 1.0, 2: 1.0})
    assert ranked(found, slot(("gezag",))) == [2, 1]


def test_another_name_never_comes_before_the_word_itself():
    found = gathered(vechtscheid={1: 1.0}, conflictscheid={2: 1.0})
    place = slot(("vechtscheid",), Way(("conflictscheid",), 0.6, meant="conflictscheiding"))
    assert ranked(found, place) == [1, 2]


def test_a_rarer_part_does_not_weigh_more_than_the_word_itself():
    found = gathered(veelvoorkomend=dict.fromkeys(range(40), 1.0), zeldzaam={99: 1.0})
    place = slot(("veelvoorkomend",), Way(("zeldzaam",), 0.5))
    assert ranked(found, place)[-1] == 99


def test_all_parts_must_be_there():
    found = gathered(jeugd={1: 1.0, 2: 1.0}, zorg={2: 1.0, 3: 1.0})
    assert ranked(found, slot(Way(("jeugd", "zorg"), 0.5))) == [2]


def test_what_is_required_must_be_there_and_in_a_row():
    row = ("gezag", "ouder")
    found = gathered(gezag={1: 1.0, 2: 1.0}, ouder={1: 1.0, 2: 1.0}, school={1: 1.0, 2: 1.0}, rows={row: {2}})
    assert ranked(found, slot(("school",)), slot(Way(row, in_row=True), is_required=True)) == [2]


def test_what_is_not_permitted_does_not_exist_not_even_in_the_frequencies():
    """Whether hidden documents hold a word makes no difference to order or score."""
    seen = gathered(gezag={1: 1.0}, school={2: 1.0})
    with_hidden = gathered(gezag={1: 1.0} | dict.fromkeys(range(10, 60), 1.0), school={2: 1.0})
    question = Question("", (slot(("gezag",)), slot(("school",))))
    assert scorer(seen, {1, 2}).score(question).scores == scorer(with_hidden, {1, 2}).score(question).scores


def test_a_word_that_stands_only_in_hidden_documents_is_not_met():
    found = gathered(gezag={1: 1.0})
    assert scorer(found, {1}).is_met(slot(("gezag",)))
    assert not scorer(found, {2}).is_met(slot(("gezag",)))
    assert not scorer(found, {1}).is_met(slot(Way(("gezag",), 0.5)))


def test_documents_with_little_of_the_question_only_make_a_few():
    many = dict.fromkeys(range(1000, 1080), 1.0)
    found = gathered(rare={1: 1.0}, telling={1: 1.0}, common=many)
    answers = ranked(found, slot(("rare",)), slot(("telling",)), slot(("common",)))
    assert answers[0] == 1
    assert len(answers) == FEW


def test_how_it_was_found_is_told_by_place():
    way = Way(("conflictscheid",), 0.6, meant="conflictscheiding")
    found = gathered(conflictscheid={2: 1.0})
    scored = scorer(found, {2}).score(Question("", (slot(("vechtscheid",), way), slot(("school",)))))
    assert [one.meant for _slot, one in scored.ways(2)] == ["conflictscheiding"]


@pytest.mark.parametrize("slots", [(), (slot(("niets",)),), (slot(),)])
def test_nothing_asked_or_found_gives_nothing(slots):
    assert ranked(gathered(gezag={1: 1.0}), *slots) == []


def test_a_word_that_stands_nowhere_takes_nothing_from_the_others():
    """Else one word that nobody wrote would leave twenty answers of a thousand."""
    found = gathered(moeder=dict.fromkeys(range(100), 1.0))
    assert len(ranked(found, slot(("moeder",)), slot(("qqqq",)))) == 100
