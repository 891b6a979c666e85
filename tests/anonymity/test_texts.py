"""The labelled texts: that the labels are right, and that the detector reaches the goals on them."""

from collections import Counter

import pytest

from casuistry.anonymity import find
from tests.benchmarks.anonymity import LABELS
from tests.benchmarks.anonymity_report import Figures, half, of_notes
from tests.benchmarks.notes import HALVES, texts

TEXTS = [pytest.param(one, id=str(one.number)) for one in texts()]


@pytest.mark.parametrize("one", TEXTS)
def test_each_label_stands_at_its_place(one):
    end = 0
    for span in one.spans:
        assert end <= span["start"] < span["end"] <= len(one.text)
        assert one.text[span["start"] : span["end"]] == span["text"]
        assert span["label"] in LABELS.values()
        assert span["origin"]
        end = span["end"]
    assert not set("{}|") & set(one.text)


def test_there_are_enough_texts_of_each_kind():
    kinds = Counter((one.half, one.kind) for one in texts())
    assert sum(kinds.values()) >= 150
    assert {kind for half, kind in kinds if half == HALVES[0]} == {
        kind for half, kind in kinds if half == HALVES[1]
    }


@pytest.mark.parametrize("one", [one for one in TEXTS if not one.values[0].spans])
def test_a_text_with_nothing_to_find_raises_nothing(one):
    assert [finding.text for finding in find(one.text)] == []


LEAST = {"names": 0.96, "numbers": 1.0, "direct": 0.97, "indirect": 0.85, "clean texts": 0.9}
MOST_OVER_MARKED = 0.015


@pytest.mark.parametrize("name", [*HALVES, "notes"])
def test_the_detector_reaches_its_goals(name):
    figures = Figures(of_notes() if name == "notes" else half(name)).summary()
    assert {key: figures[key] for key, least in LEAST.items() if figures[key] < least} == {}
    assert figures["over-marked"] <= MOST_OVER_MARKED


@pytest.mark.parametrize("name", HALVES)
def test_no_name_of_the_register_leaks(name):
    assert Figures(half(name), with_register=True).summary()["names"] == 1.0
