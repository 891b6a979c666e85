"""What is understood of a question, before anything is looked up."""

import pytest

from tegenspraak.search.find import MOST_GUESSED, find
from tegenspraak.search.question import MOST_SLOTS, MOST_WORDS, ask

pytestmark = pytest.mark.django_db


def test_what_stands_between_quotes_twice_is_one_place():
    assert [slot.typed for slot in ask('"veilig genoeg" ' * 9).slots] == ["veilig genoeg"]


def test_no_more_is_looked_for_between_quotes_than_words_may_be_typed():
    typed = " ".join(f'"gezag {number}"' for number in range(40))
    assert len(ask(typed).slots) == MOST_SLOTS


def test_of_a_long_sentence_the_words_that_say_nothing_take_no_place():
    words = [f"woord{letter}" for letter in "abcdefghijkl"]
    typed = " ".join(f"{word} en" for word in words)
    assert [slot.typed for slot in ask(typed).slots] == words
    assert len(typed.split()) == MOST_WORDS == 2 * MOST_SLOTS


@pytest.mark.parametrize("more", [0, 1, 5, 40])
def test_what_is_being_typed_after_a_long_sentence_is_no_fault(more):
    typed = " ".join(f"gezag{number}" for number in range(MOST_SLOTS + more)) + " uithuisp"
    assert len(ask(typed, typing=True).slots) <= MOST_SLOTS


def test_of_a_question_full_of_errors_the_first_words_are_put_right(theme_kind, make_theme, indexed, samira):
    """Each word for which others are tried takes time."""
    right = "onderzoek omgang pleegzorg veiligheid melding ouderschap gesprek rechter"
    make_theme(right)
    indexed()
    wrong = "onderzoke omganng pleegzrog veilighied meldinng ouderschpa gespreek rechtre"
    found = find(wrong, samira)
    assert [one.typed for one in found.corrections] == wrong.split()[:MOST_GUESSED]
    assert found.total == 1
