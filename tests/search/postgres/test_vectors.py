"""A document as PostgreSQL holds it. Needs no database."""

import pytest

from tegenspraak.search.documents import Document
from tegenspraak.search.postgres.vectors import (
    LAST_PLACE,
    LEVELS,
    MOST_BYTES,
    MOST_PLACES,
    in_field,
    level_of,
    quoted,
    vectors_of,
    weighing,
)
from tegenspraak.search.terms import Term


def document(*terms):
    return Document("a.a:1", ("a.a",), text=list(terms))


def test_a_term_stands_at_its_places_with_a_label_for_its_weight():
    vectors = vectors_of(document(Term("gezag", 1.0, 0), Term("gezag", 2.0, 4), Term("vecht", 0.5, 4)))
    assert vectors.body == "'gezag':1C,5B 'vecht':5D"
    assert vectors.length == 3


def test_a_term_also_stands_with_what_it_weighs_altogether():
    vectors = vectors_of(document(*(Term("gezag", 1.0, place) for place in range(3)), Term("deel", 0.5, 9)))
    assert vectors.title == f"{quoted(weighing('gezag', LEVELS.index(3.0)))} '{weighing('deel', 1)}'"


@pytest.mark.parametrize(
    ("weight", "level"), [(0.1, 0.25), (0.5, 0.5), (1.0, 1.0), (2.2, 2.0), (7.0, 6.0), (99.0, 16.0)]
)
def test_a_weight_is_rounded_to_the_nearest_level(weight, level):
    assert LEVELS[level_of(weight)] == level


def test_the_terms_of_a_field_are_told_from_those_of_another_and_from_the_rest():
    one = Document("a.a:1", ("a.a",))
    one.add_text("gezag", 1.0, "name")
    one.add_text("school", 1.0, None)
    vectors = vectors_of(one)
    assert quoted(in_field("name", "gezag")) in vectors.title
    assert "school" not in vectors.title.replace(weighing("school", level_of(1.0)), "")
    assert in_field("name", "gezag") != in_field("explanation", "gezag")


def test_quotes_and_backslashes_stay_in_the_word():
    assert quoted("foto's\\") == "'foto''s\\\\'"


def test_a_place_stands_once_with_the_most_that_weighs_there():
    vectors = vectors_of(document(Term("a", 0.5, 0), Term("a", 1.0, 0)))
    assert vectors.body == "'a':1C"
    assert vectors.length == 1


def test_a_long_text_keeps_its_first_places():
    vectors = vectors_of(document(*(Term("kind", 1.0, place) for place in range(400))))
    places = vectors.body.removeprefix("'kind':").split(",")
    assert (len(places), places[0], places[-1]) == (MOST_PLACES, "1C", f"{MOST_PLACES}C")
    assert vectors.length == 400
    assert weighing("kind", len(LEVELS) - 1) in vectors.title


def test_beyond_the_last_place_words_can_be_found_but_not_in_a_row():
    vectors = vectors_of(document(Term("ver", 1.0, LAST_PLACE + 5), Term("weg", 1.0, LAST_PLACE + 6)))
    assert vectors.body == f"'ver':{LAST_PLACE}C 'weg':{LAST_PLACE}C"


def test_what_is_too_long_for_one_vector_is_cut_at_its_end():
    terms = [Term(f"{number:064}", 1.0, number) for number in range(20_000)]
    vectors = vectors_of(document(*terms))
    assert MOST_BYTES * 0.9 < len(vectors.body) < MOST_BYTES * 1.1
    assert vectors.body.startswith(quoted(f"{0:064}"))
    assert f"{19_999:064}" not in vectors.body


def test_no_text_gives_empty_vectors():
    assert vectors_of(Document("a.a:1", ("a.a",))) == ("", "", "", 0)
