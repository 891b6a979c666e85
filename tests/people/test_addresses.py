"""Reading pasted addresses needs no database."""

import pytest

from tegenspraak.people.addresses import read


@pytest.mark.parametrize(
    "text",
    [
        "kim@werk.test, lou@werk.test",
        "kim@werk.test lou@werk.test",
        "kim@werk.test\r\nlou@werk.test\r\n",
        "kim@werk.test;lou@werk.test;",
        "Kim <kim@werk.test>, Lou de Wit <lou@werk.test>",
        "Jansen, Kim <kim@werk.test>; Wit, Lou de <lou@werk.test>",
        '"Jansen, Kim" <kim@werk.test>\n"lou@werk.test"',
        "kim@werk.test, Lou <lou@werk.test>",
        "KIM@Werk.test, kim@werk.test\n lou@werk.test",
    ],
)
def test_two_addresses_are_read_however_they_are_pasted(text):
    assert set(read(text).good) == {"kim@werk.test", "lou@werk.test"}
    assert read(text).bad == []


@pytest.mark.parametrize(
    "piece", ["kim@", "kim", "kim@werk", "kim.werk.test", "@werk.test", "a" * 250 + "@werk.test"]
)
def test_what_is_no_address_is_named(piece):
    good, bad = read(f"lou@werk.test, {piece}")
    assert good == ["lou@werk.test"]
    assert bad == [piece]


def test_a_bad_address_between_brackets_is_named():
    assert read("Kim <kim@>").bad == ["kim@"]


def test_no_text_gives_nothing():
    assert read(" ,;\n ") == ([], [])
