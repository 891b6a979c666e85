"""From a question to what PostgreSQL is asked. Needs no database."""

import pytest

from tegenspraak.search.nodes import AllOf, AnyOf, Everything, Like, Nothing, Phrase, Start, Without, Word
from tegenspraak.search.postgres.conditions import (
    condition,
    leaves,
    likes_in,
    rank,
    simplified,
    spelled_out,
    tsquery,
)
from tegenspraak.search.postgres.vectors import in_field

A, B, TITLE = Word("a"), Word("b", 2.0), Word("c", in_titles=True)


@pytest.mark.parametrize(
    ("node", "asked"),
    [
        (A, "('a')"),
        (AllOf((A, B)), "(('a') & ('b'))"),
        (AnyOf((A, Without(B))), "(('a') | !(('b')))"),
        (Phrase(("a", "b")), "('a' <-> 'b')"),
        (Start("ve"), "('ve':*)"),
        (Word("foto's"), "('foto''s')"),
        (Word("a' | 'b"), "('a'' | ''b')"),
    ],
)
def test_a_question_becomes_one_in_the_words_of_postgresql(node, asked):
    assert tsquery(node) == asked


def test_fields_that_are_named_are_asked_one_by_one():
    name, text = (in_field(field, "a") for field in ("name", "text"))
    assert tsquery(A, ["name", "text"]) == f"('{name}' | '{text}')"
    assert tsquery(Phrase(("a", "b")), ["name"]) == f"('{name}' <-> '{in_field('name', 'b')}')"


@pytest.mark.parametrize(
    ("node", "simple"),
    [
        (AllOf((A, Everything())), A),
        (AllOf((A, Nothing())), Nothing()),
        (AnyOf((A, Everything())), Everything()),
        (AnyOf((A, B, Nothing())), AnyOf((A, B))),
        (AnyOf((Nothing(),)), Nothing()),
        (Without(Everything()), Nothing()),
        (Without(AllOf((Nothing(), A))), Everything()),
        (Without(A), Without(A)),
    ],
)
def test_everything_and_nothing_are_worked_out_beforehand(node, simple):
    assert simplified(node) == simple


def test_words_of_one_column_are_one_condition_and_of_two_are_two():
    assert len(condition(AllOf((A, AnyOf((B, Without(A)))))).children) == 1
    assert len(condition(AllOf((A, TITLE))).children) == 2
    assert (condition(Without(AnyOf((A, TITLE))))).negated


def test_what_must_not_occur_is_not_ranked():
    assert list(leaves(AllOf((A, Without(B))), wanted_only=True)) == [A]
    assert list(leaves(AllOf((A, Without(B))))) == [A, B]
    assert "SearchRank" not in repr(rank(Without(A)))
    assert repr(rank(AnyOf((A, B)))).count("SearchRank") == 2


def test_a_misspelled_word_becomes_the_terms_that_it_may_be():
    node = AllOf((A, Without(Like("x", 3.0))))
    (like,) = likes_in(node)
    assert spelled_out(node, {like: ["y", "z"]}) == AllOf(
        (A, Without(AnyOf((Word("y", 3.0), Word("z", 3.0)))))
    )
    assert simplified(spelled_out(AllOf((A, like)), {like: []})) == Nothing()
