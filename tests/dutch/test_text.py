import pytest

from tegenspraak.dutch import fold, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Casuïstiek", "casuistiek"),
        ("GEZAGSBEËINDIGING", "gezagsbeeindiging"),
        ("Yıldırım", "yildirim"),
        ("Łukasz Sørensen", "lukasz sorensen"),
        ("Zoe\u0308", "zoe"),
        ("foto’s", "foto's"),
        ("gewoon", "gewoon"),
        ("", ""),
    ],
)
def test_folding_takes_case_and_accents_away(text, folded):
    assert fold(text) == folded


def test_words_know_where_they_stand_in_the_original():
    text = "Karin’s ouder-kindrelatie: ’s avonds, Zoe\u0308 (8)."
    assert [word.text for word in words(text)] == [
        "Karin’s",
        "ouder-kindrelatie",
        "s",
        "avonds",
        "Zoe\u0308",
        "8",
    ]
    assert all(text[word.start : word.end] == word.text for word in words(text))


def test_an_underscore_and_a_dash_are_no_letters():
    assert [word.text for word in words("_nadruk_ - klaar-")] == ["nadruk", "klaar"]
