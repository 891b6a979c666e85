"""The boxes of a facet are made without a template: nothing in them may be read as HTML."""

from tegenspraak.home.templatetags.boxes import FIRST, first_boxes, more_boxes
from tegenspraak.search.facets import FacetValue, ShownFacet


def facet(*values):
    return ShownFacet("thema", "Thema", list(values))


def test_what_people_wrote_is_escaped():
    boxes = first_boxes(facet(FacetValue('"><script>', "<b>gezag</b> & zorg", 1, False)))
    assert "<script>" not in boxes
    assert 'value="&quot;&gt;&lt;script&gt;"' in boxes
    assert "<span>&lt;b&gt;gezag&lt;/b&gt; &amp; zorg " in boxes


def test_a_chosen_value_is_ticked_and_a_number_reads_as_one():
    boxes = first_boxes(facet(FacetValue("gezag", "gezag", 1234, True)))
    assert 'id="thema-1" name="thema" value="gezag" checked>' in boxes
    assert '<span>Gezag <span class="meta">(1.234)</span></span>' in boxes


def test_the_rest_is_counted_on_from_the_first():
    many = facet(*(FacetValue(f"v{number}", f"v{number}", 1, False) for number in range(1, FIRST + 3)))
    assert first_boxes(many).count("<label") == FIRST
    assert more_boxes(many).count("<label") == 2
    assert f'id="thema-{FIRST + 1}" name="thema" value="v{FIRST + 1}"' in more_boxes(many)
