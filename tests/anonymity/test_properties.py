"""What holds for any text: random texts with fixed seeds, so that a failure comes back."""

import random
import re
import unicodedata

import pytest

from casuistry.anonymity import CATEGORIES, find
from tests.benchmarks.notes import notes, texts

WHOLE = [text for text, _ in notes()] + [one.text for one in texts()]
CLEAN = [one.text for one in texts() if not one.spans]
SIGNS = [
    "😀",
    "👩‍👧",
    "🇳🇱",
    "e\u0301",
    "\u0308",
    "\u200b",
    "ﬁ",
    "\u00ad",
    "\u202e",
    "\u0661\u0662\u0663",
    "𝐊𝐚𝐫𝐢𝐧",
    "\r\n",
    "\t",
]
SEEDS = range(20)


def shuffled(seed):
    """Pieces of the labelled texts in another order, with odd signs between them."""
    chance = random.Random(seed)
    words = [word for text in chance.sample(WHOLE, 6) for word in re.split(r"(\s+)", text)]
    for _ in range(40):
        words.insert(chance.randrange(len(words)), chance.choice(SIGNS))
    start = chance.randrange(len(words))
    return "".join(words[start:] + words[:start])


def replaced(text, findings):
    for finding in reversed(findings):
        text = text[: finding.start] + finding.suggestion + text[finding.end :]
    return text


@pytest.mark.parametrize("seed", SEEDS)
def test_places_lie_in_the_text_and_on_its_characters(seed):
    text = shuffled(seed)
    end = 0
    for finding in find(text):
        assert end <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.text
        assert finding.category in CATEGORIES
        assert any(sign.isalnum() for sign in finding.text)
        end = finding.end


@pytest.mark.parametrize(
    "name", ["Zoe\u0308", "E\u0301lodie", "Ayşe", "Łukasz", "Nguye\u0302\u0303n", "𝐊𝐚𝐫𝐢𝐧"]
)
@pytest.mark.parametrize("around", ["{}", "😀 {} 😀", "👩‍👧{}.", "«{}»", "\u200b{}\u200b", "de \u0308 {}"])
def test_a_letter_is_never_cut_from_its_accent(name, around):
    text = "Vandaag sprak ik met " + around.format(name) + " over school."
    found = [finding for finding in find(text) if finding.category == "person"]
    assert any(name in finding.text for finding in found)
    for finding in found:
        assert not unicodedata.combining(text[finding.start])
        assert not unicodedata.combining((text + " ")[finding.end])


@pytest.mark.parametrize("text", WHOLE, ids=range(len(WHOLE)))
def test_finding_after_replacing_finds_nothing_new(text):
    rounds = [find(text)]
    for _ in range(3):
        text = replaced(text, [finding for finding in rounds[-1] if finding.blocking])
        rounds.append(find(text))
        if not any(finding.blocking for finding in rounds[-1]):
            break
    assert [finding.text for finding in rounds[1] if finding.blocking] == []


@pytest.mark.parametrize("text", CLEAN, ids=range(len(CLEAN)))
def test_a_text_with_nothing_to_find_comes_back_unchanged(text):
    assert find(text) == []
    assert replaced(text, find(text)) == text
    assert find(text.replace("\n", "\r\n")) == []


@pytest.mark.parametrize("seed", range(5))
def test_the_same_text_gives_the_same_findings(seed):
    text = shuffled(seed)
    assert find(text) == find(text)


PATHOLOGICAL = {
    "one letter": "a",
    "one capital": "A",
    "one digit": "7",
    "digits in groups": "12 34-",
    "brackets": "([{",
    "brackets back": ")]}",
    "only capitals": "KARIN JANSEN ",
    "capitals without blanks": "KARINJANSEN",
    "alternating": "aB",
    "alternating with digits": "a1B2",
    "names": "Karin van der Jansen-de Vries ",
    "small names": "youssef en fatima zei dat ",
    "unknown words": "xqzvra blorptikan ",
    "no blanks": "deoverheidvergadertmorgen",
    "stops": "J.P.",
    "titles": "mevrouw moeder dr. juf ",
    "mail": "a.b@c-d.",
    "underscores": "a_",
    "addresses": "Lange van de straat ",
    "dates": "3 mei en 4 ",
    "ages": "hij is vier en vijf en ",
    "schools": "groep 4 van De Ark De ",
    "quotes": "\"'“",
    "accents": "e\u0301",
    "emoji": "👩‍👧",
    "new lines": "a\n",
    "hyphens": "jan-piet-",
    "slashes": "A1/B2/",
    "facts": "enige ziekte van de in het ",
}


@pytest.mark.parametrize("piece", PATHOLOGICAL.values(), ids=PATHOLOGICAL)
def test_a_text_that_goes_on_and_on_has_findings_at_their_words(piece):
    """How long it takes is measured in `tests/long/test_long_texts.py`."""
    text = piece * (20_000 // len(piece))
    for finding in find(text):
        assert text[finding.start : finding.end] == finding.text
