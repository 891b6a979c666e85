import random
import time

import pytest

from casuistry.anonymity import CATEGORIES, Finding, find
from tests.benchmarks.notes import notes

TEXTS = [text for text, _ in notes()]


@pytest.mark.parametrize("text", TEXTS)
def test_findings_are_in_order_apart_and_true_to_the_text(text):
    findings = find(text)
    assert findings == sorted(findings)
    assert all(first.end <= second.start for first, second in zip(findings, findings[1:], strict=False))
    for finding in findings:
        assert text[finding.start : finding.end] == finding.text
        assert finding.category in CATEGORIES
        assert finding.suggestion.startswith("[")
        assert finding.suggestion.endswith("]")


def test_blocking_is_what_blocks_and_what_asks():
    kinds = {
        severity: Finding(0, 1, "x", "person", severity, "[naam]").blocking
        for severity in ("blocks", "asks", "advises")
    }
    assert kinds == {"blocks": True, "asks": True, "advises": False}


def test_a_finding_cannot_be_changed():
    with pytest.raises(AttributeError):
        find("Vandaag kwam Karin.")[0].text = "iets anders"


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_with_all_suggestions_in_place_has_nothing_left_that_blocks(text):
    for finding in reversed(find(text)):
        text = text[: finding.start] + finding.suggestion + text[finding.end :]
    assert [finding.text for finding in find(text) if finding.blocking] == []


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "...", "\u0308", "😀", "’s", "J.", "@", "van de", "1", "(", "\x00"]
)
def test_nearly_empty_texts_are_no_problem(text):
    assert isinstance(find(text), list)


def test_random_letters_and_signs_are_no_problem():
    signs = "aZé\u0308ß .,-'’\"(@/:0123456789\n\tVanDEJ.K\u00a0😀"
    chance = random.Random(7)
    for _ in range(300):
        text = "".join(chance.choices(signs, k=chance.randint(1, 60)))
        for finding in find(text):
            assert text[finding.start : finding.end] == finding.text


@pytest.mark.parametrize(
    "piece",
    ["a", "1", "1 ", "1-", "A. ", "van de ", "Jan van ", "a.a.", "@", "a@", "(4, ", "vier en ", "'", "C/09/",
     "a.", "NL 12 ", "AB12 ", "Ab straat ", "Ab", "jan-", "3 mei en ",
     "www.", "(at)", "0 0", "Ab Ab de "],
)  # fmt: skip
def test_no_text_takes_long(piece):
    text = piece * (20000 // len(piece))
    find("warm")
    start = time.perf_counter()
    find(text)
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize(
    "hidden",
    [
        "111 222\u00a0333",
        "111\u200b222\u200b333",
        "111\u00ad222333",
        "\uff11\uff11\uff11\uff12\uff12\uff12\uff13\uff13\uff13",
        "\u0661\u0661\u0661\u0662\u0662\u0662\u0663\u0663\u0663",
        "\u00b9\u00b9\u00b9\u00b2\u00b2\u00b2\u00b3\u00b3\u00b3",
        "\U0001d7cf\U0001d7cf\U0001d7cf222333",
        "11\u03361\u3164222\u202e333",
        "111\u2011222\u2011333",
    ],
)
def test_signs_that_nobody_sees_hide_no_number(hidden):
    text = f"Zijn BSN\u00a0is {hidden}, zegt hij."
    (finding,) = find(text)
    assert finding.category == "bsn"
    assert finding.text == hidden
    assert text[finding.start : finding.end] == hidden


def test_a_number_with_low_dashes_is_a_telephone():
    assert [finding.category for finding in find("App naar 06_12345678.")] == ["phone"]


def test_letters_with_accents_are_left_as_they_are():
    assert "Yıldırım" in [
        finding.text for finding in find("Zij sprak met mevrouw Yıldırım over\u00a0school.")
    ]
