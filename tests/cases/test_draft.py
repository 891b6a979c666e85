"""Drafts, without a database."""

import pytest

from casuistry.cases.draft import Draft, Line, replace_word


@pytest.mark.parametrize(
    ("words", "text", "after"),
    [
        ("Jan zag Jan.", "Jan", "[vader] zag [vader]."),
        ("In januari kwam Jan", "Jan", "In januari kwam [vader]"),
        ("Janneke en Jan", "Jan", "Janneke en [vader]"),
        ("bel 06-12345678!", "06-12345678", "bel [vader]!"),
        ("a.b@c.nl", "a.b@c.nl", "[vader]"),
        ("(Jan)", "(Jan)", "[vader]"),
    ],
)
def test_a_word_is_replaced_everywhere_but_not_inside_another(words, text, after):
    assert replace_word(words, text, "[vader]") == after


def test_a_replacement_is_taken_as_it_stands():
    assert replace_word("Jan", "Jan", r"\1[\g<0>]") == r"\1[\g<0>]"


def test_all_texts_are_replaced_and_the_register_is_not():
    draft = Draft(
        title="Karin",
        situation="Karin belt",
        lines=(Line(fact="Karin", whose="Karin"),),
        register=(("Karin", "m"),),
    )
    after = draft.with_replaced("Karin", "[moeder]")
    assert (after.title, after.situation) == ("[moeder]", "[moeder] belt")
    assert (after.lines[0].fact, after.lines[0].whose) == ("[moeder]", "[moeder]")
    assert after.register == (("Karin", "m"),)


def test_drafts_that_say_the_same_are_equal_whatever_their_rows_are_called():
    assert Draft(title="A", lines=(Line(fact="B", id="1"),)) == Draft(title="A", lines=(Line(fact="B"),))
