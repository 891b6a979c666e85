"""Cutting and gathering, without a database."""

from casuistry.anonymity.findings import CATEGORIES, Finding
from casuistry.gate.categories import NAMES, category_name
from casuistry.gate.marking import groups, pieces


def finding(start, end, text, category="person"):
    return Finding(start, end, text, category, "asks", "[naam]")


def test_the_pieces_together_are_the_text():
    text = "Karin en Ömer 👩‍👧 praten."
    found = [finding(0, 5, "Karin"), finding(9, 13, "Ömer")]
    cut = pieces(text, found)
    assert "".join(piece.text for piece in cut) == text
    assert [piece.text for piece in cut if piece.finding] == ["Karin", "Ömer"]


def test_a_text_without_findings_is_one_piece():
    assert [piece.text for piece in pieces("Niets aan de hand.", [])] == ["Niets aan de hand."]


def test_an_empty_text_has_no_pieces():
    assert pieces("", []) == []


def test_the_same_words_are_one_group_with_a_count():
    found = [finding(0, 5, "Karin"), finding(9, 14, "Karin"), finding(20, 26, "Zwolle", "place")]
    gathered = groups(found, lambda item: item.text == "Zwolle")
    assert [(group.finding.text, group.count, group.is_kept) for group in gathered] == [
        ("Karin", 2, False),
        ("Zwolle", 1, True),
    ]


def test_every_category_of_the_detector_has_a_name_for_the_reader():
    assert set(NAMES) == set(CATEGORIES)
    assert category_name("bsn") != "bsn"
