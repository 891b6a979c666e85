"""Nothing invisible hides a name or a number from the detector."""

import pytest

from casuistry.gate.fields import GatedTextField, kept_from
from casuistry.gate.visible import visible

NUMBER = "06-12345678"


@pytest.mark.parametrize(
    "written",
    [
        "06\u200b-123\u200b45678",  # zero-width space
        "06-12\u00ad345678",  # soft hyphen
        "06\u2011\u206012345678",  # hyphen that does not break, word joiner
        "０６-１２３４５６７８",  # wide digits
        "٠٦-١٢٣٤٥٦٧٨",  # Arabic digits
        "𝟎𝟔-𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖",  # bold digits
        "06-1\u03362\u033634\ufe0f5678",  # struck through, and a sign that chooses a drawing
        "06-1234\u202e\u202c5678",  # turned round
        "06-1234\u034f\u31645678",  # what counts as a letter or accent and is drawn as nothing
    ],
)
def test_a_number_is_written_in_one_way(written):
    assert visible(written) == NUMBER


def test_a_name_cannot_hide():
    assert visible("K\u200ba\u00adr\u2060i\ufeffn") == "Karin"
    assert visible("𝐊𝐚𝐫𝐢𝐧") == "Karin"
    assert visible("Re\u0301mi") == "Rémi"


def test_blanks_and_line_ends_are_of_one_kind():
    assert visible("123\u00a0456\u202f782\r\nregel\rregel") == "123 456 782\nregel\nregel"


@pytest.mark.parametrize(
    "text", ["Naïef café – “zo’n dag” … 5 m² ½ €", "👨\u200d👩\u200d👧 ❤️ 🇳🇱", "مرحبا", "日本"]
)
def test_ordinary_signs_of_every_language_stay(text):
    assert visible(text) == text


def test_a_gated_field_cleans_what_is_typed():
    assert GatedTextField().clean(f"Bel {NUMBER[:4]}\u200b{NUMBER[4:]} ") == f"Bel {NUMBER}"


def test_a_text_of_nothing_visible_is_an_empty_one():
    with pytest.raises(Exception, match="verplicht|required|Vul"):
        GatedTextField().clean("\u200b \u3164")


@pytest.mark.parametrize("line", ["[" * 100_000, '{"category": [], "text": "x"}', "7", "nee", '"x"'])
def test_a_choice_that_is_no_choice_is_passed_over(line):
    assert list(kept_from([line])) == []


def test_half_a_sign_in_a_reason_does_not_break_the_saving():
    [kept] = kept_from(['{"category": "place", "text": "Zwolle", "reason": "\\ud800groot"}'])
    assert kept.reason == "groot"
