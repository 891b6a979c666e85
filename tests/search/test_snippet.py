"""The passage needs no database: a text and the terms to mark."""

from tegenspraak.search.snippet import Marks, snippet
from tegenspraak.search.terms import analyse


def marked(text, *asked):
    return "".join(
        f"[{part.text}]" if part.is_match else part.text
        for part in snippet(
            text, Marks(tuple(analyse(one).whole for one in words.split()) for words in asked)
        )
    )


def test_a_short_text_is_shown_whole_with_what_was_found_marked():
    assert marked("De ouders strijden om gezag.", "gezag") == "De ouders strijden om [gezag]."


def test_a_compound_part_and_another_form_are_marked():
    assert marked("Na de vechtscheiding waren zij gescheiden.", "scheiding") == (
        "Na de [vechtscheiding] waren zij [gescheiden]."
    )


def test_a_row_of_words_is_marked_where_it_stands_as_a_row():
    text = "De ouders gaan met elkaar om, al zijn zij uit elkaar gegaan."
    assert marked(text, "elkaar gaan") == "… gaan met elkaar om, al zijn zij uit [elkaar] [gegaan]."


def test_without_a_match_the_beginning_is_shown():
    text = " ".join(f"woord{number}" for number in range(100))
    passage = marked(text, "gezag")
    assert passage.startswith("woord0 ")
    assert passage.endswith(" …")


def test_the_passage_is_where_most_of_the_question_stands():
    far = " ".join(["niets"] * 80)
    text = f"Het gezag eerst. {far} Daar staan gezag en school samen. {far}"
    passage = marked(text, "gezag", "school")
    assert "[gezag] en [school]" in passage
    assert passage.startswith("… ")
    assert passage.endswith(" …")
    assert "eerst" not in passage


def test_no_text_gives_no_passage():
    assert snippet("", Marks([("gezag",)])) == []
    assert snippet("?!", Marks([("gezag",)])) == []
