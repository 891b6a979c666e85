import pytest

from tegenspraak.dutch import fold, whole_words, words


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


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("gezag en omgang", "gezag en"),
        ("gezag en ouder", "gezag en"),
        ("gezag omgangs", "gezag omgangs"),
        ("gezag omgangen", "gezag"),
        ("gezag van dezen", "gezag van"),
        ("gezag, (samen)", "gezag, (samen"),
        ("kort", "kort"),
        ("gezagsbeëindiging", "gezagsbeëindi"),
        ("gezag in kind-ouder", "gezag in"),
        ("in gezag-zaken-bij", "in"),
        ("gezag in ta, Zoe", "gezag in ta,"),
        ("en 😀😀😀😀😀😀😀😀😀😀😀 slot", "en 😀😀😀😀😀😀😀😀😀😀"),
        ("", ""),
    ],
)
def test_a_text_that_is_cut_ends_in_a_whole_word(text, beginning):
    assert whole_words(text, 13) == beginning
