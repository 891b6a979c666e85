"""What an address says, and the addresses beside it. None of this needs a database."""

import pytest
from django.http import QueryDict

from tegenspraak.home.search_address import MOST_VALUES, Asked, fields_of, page_of, quoted

KINDS, FACETS = ("case", "lesson", "term"), ("thema", "niveau", "jaar")


def read(query_string: str) -> Asked:
    return Asked.read(QueryDict(query_string), KINDS, FACETS)


@pytest.mark.parametrize(
    "address",
    [
        "/zoeken/",
        "/zoeken/?q=ots",
        "/zoeken/?q=veilig+genoeg&soort=case&soort=term&jaar=2025&jaar=2026&thema=lvb&volgorde=datum&pagina=3",
        "/zoeken/?q=vechtsch&half=1",
    ],
)
def test_an_address_is_read_and_written_the_same(address):
    assert read(address.partition("?")[2]).address == address


def test_a_field_that_repeats_counts_once_and_too_many_values_are_left_out():
    assert read("q=ots&thema=lvb&thema=lvb").narrowed == {"thema": ("lvb",)}
    many = "&".join(f"thema=t{number}" for number in range(500))
    assert len(read(f"q=ots&{many}").narrowed["thema"]) == MOST_VALUES


def test_what_is_not_known_is_left_out():
    asked = read("q=ots&soort=geheim&soort=case&onzin=1&volgorde=raar&thema=")
    assert (asked.kinds, asked.narrowed, asked.newest_first) == (("case",), {}, False)


@pytest.mark.parametrize("value", ["a%00b", "%00", "%0d%0a", "x" * 101])
def test_a_value_that_can_be_none_is_left_out(value):
    assert read(f"q=ots&thema={value}").narrowed == {}


def test_signs_that_nobody_can_see_are_spaces():
    assert read("q=ots%00%0akind%7f").query == "ots kind"
    assert read("q=%00").query == ""


def test_a_long_question_is_cut_and_says_so():
    asked = read(f"q={'woord ' * 2000}")
    assert asked.was_cut
    assert len(asked.query) <= 200
    assert not read(f"q={'a' * 200}").was_cut


def test_a_question_that_was_cut_does_not_end_in_half_a_word():
    asked = read(f"q={'omgang ' * 28}ouderschap&half=1")
    assert asked.query == " ".join(["omgang"] * 28)
    assert (asked.was_cut, asked.is_half) == (True, False)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("2", 2),
        ("9999", 9999),
        ("", 1),
        ("0", 1),
        ("-1", 1),
        ("abc", 1),
        ("99999", 1),
        ("²", 1),
        ("٣", 1),
        ("1e3", 1),
    ],
)
def test_a_page_is_a_number_or_the_first(text, page):
    assert page_of(text) == page


def test_every_other_search_begins_on_the_first_page():
    asked = read("q=ots&soort=case&thema=lvb&thema=meldcode&pagina=4")
    others = (
        asked.in_order(newest_first=True),
        asked.for_words("gezin"),
        asked.in_all_kinds(),
        asked.in_everything(),
        asked.with_kind_turned("term"),
        asked.without("thema", "lvb"),
    )
    assert all("pagina" not in other.address for other in others)
    assert asked.on_page(5).address.endswith("pagina=5")


def test_a_kind_is_chosen_and_let_go():
    asked = read("q=ots")
    both = asked.with_kind_turned("case").with_kind_turned("term")
    assert both.kinds == ("case", "term")
    assert both.with_kind_turned("case").kinds == ("term",)
    assert both.in_all_kinds().kinds == ()


def test_one_value_of_a_facet_is_taken_away():
    asked = read("q=ots&thema=lvb&thema=meldcode&jaar=2026")
    assert asked.without("thema", "lvb").narrowed == {"thema": ("meldcode",), "jaar": ("2026",)}
    assert asked.without("jaar", "2026").narrowed == {"thema": ("lvb", "meldcode")}
    assert asked.is_narrowed
    assert not asked.in_everything().is_narrowed


def test_other_words_are_no_longer_half_typed():
    assert read("q=vechtsch&half=1").for_words("vechten").address == "/zoeken/?q=vechten"


@pytest.mark.parametrize(
    ("query", "words", "expected"),
    [
        ("mishandelng", ["mishandelng"], '"mishandelng"'),
        ("Mishandelng thuis", ["mishandelng"], '"Mishandelng" thuis'),
        ('"mishandelng', ["mishandelng"], '"mishandelng"'),
        ("gezinsvoogt en kidn", ["gezinsvoogt", "kidn"], '"gezinsvoogt" en "kidn"'),
        ("mishándelng thuis", ["mishandelng"], '"mishándelng" "thuis"'),
        ("a.b", ["a.b"], '"a.b"'),
    ],
)
def test_words_are_put_between_quotes_as_they_were_typed(query, words, expected):
    assert quoted(query, words).strip() == expected


def test_an_address_with_thousands_of_fields_is_read_all_the_same():
    fields = fields_of("&".join(["soort=case"] * 5000 + ["q=ots"]))
    assert (fields["q"], fields.getlist("soort")) == ("ots", ["case"])
    assert len(fields_of("&".join(f"a{number}" for number in range(5000)) + "&q=ots")) <= 200
