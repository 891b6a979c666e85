"""Nothing here needs a database."""

import pytest

from learning.authoring.markup import MarkupFault, mentions, pieces, replace_terms


def test_text_and_callouts_come_apart_in_order():
    found = pieces("Eerst.\n\n::: tip Zo kan het\nKijk.\n:::\n\nDaarna.")
    assert [(p.kind, p.title, p.text) for p in found] == [
        ("", "", "Eerst."),
        ("tip", "Zo kan het", "Kijk."),
        ("", "", "Daarna."),
    ]


def test_a_callout_needs_no_title_and_no_text_before_it():
    assert [(p.kind, p.title) for p in pieces("::: wet\nArtikel.\n:::")] == [("wet", "")]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("Tekst\n::: tipp Titel\nx\n:::", 2, "unknown block “tipp”"),
        ("Tekst\n\n::: tip\nx", 3, "never closed"),
        ("Tekst\n:::", 2, "never opened"),
        ("::: tip\nx\n::: wet\ny\n:::", 3, "inside the block of line 1"),
        ("Tekst\n::: tip\n\n:::", 2, "is empty"),
        ("Tekst\n::: text\n\n:::", 2, "is empty"),
        ("Tekst\n::: text Kop\nx\n:::", 2, "nothing stands behind “text”"),
        ("Feit.[^1]\n::: tip\nx\n:::\n[^1]: Bron.", 1, "footnote [^1]"),
    ],
)
def test_a_fault_names_its_line(text, line, told):
    with pytest.raises(MarkupFault) as fault:
        pieces(text)
    assert fault.value.line == line
    assert told in str(fault.value)


def test_a_line_that_looks_like_the_edge_of_a_block_is_text_behind_a_backslash():
    found = pieces("\\:::\n::: tip\n\\::: wet\n\\\\:::\n:::\n\\ niets")
    assert [piece.text for piece in found] == [":::", "::: wet\n\\:::", "\\ niets"]


def test_terms_are_found_with_their_line():
    found = list(mentions("Een [[drang]]\nen [[ veilig genoeg | veilig ]]."))
    assert [(m.name, m.words, m.line) for m in found] == [
        ("drang", "drang", 1),
        ("veilig genoeg", "veilig", 2),
    ]


@pytest.mark.parametrize("text", ["[[]]", "[[a|b|c]]", "[a](b)", "[[a\nb]]", "[[a"])
def test_what_is_no_term_stays(text):
    assert replace_terms(text, lambda name, words: "X") == text
