import pytest

from tegenspraak.home.byte_ranges import NotThere, part_of

SIZE = 1000
WHOLE = None


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-0", range(0, 1)),
        ("bytes=0-1", range(0, 2)),
        ("bytes=0-", range(0, 1000)),
        ("bytes=500-", range(500, 1000)),
        ("bytes=500-600", range(500, 601)),
        ("bytes=999-999", range(999, 1000)),
        ("bytes=999-999999999999999999", range(999, 1000)),
        ("bytes=-1", range(999, 1000)),
        ("bytes=-1000", range(0, 1000)),
        ("bytes=-5000", range(0, 1000)),
        ("Bytes= 1-2 ", range(1, 3)),
    ],
)
def test_a_part_is_given_as_it_was_asked(header, part):
    assert part_of(header, SIZE) == part


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=--1",
        "bytes=2-1",
        "bytes=a-b",
        "bytes=1",
        "bytes=0-1,5-6",
        "items=0-1",
        "bytes=٣-٤",
        "bytes=-" + "9" * 5000,
        "bytes=0-1\n",
        "\x00",
    ],
)
def test_what_is_no_range_or_several_gives_the_whole(header):
    assert part_of(header, SIZE) is WHOLE


@pytest.mark.parametrize(
    "header", ["bytes=1000-", "bytes=1000-1001", "bytes=999999999999999999-", "bytes=-0"]
)
def test_what_is_not_in_the_file_is_refused(header):
    with pytest.raises(NotThere):
        part_of(header, SIZE)


def test_of_an_empty_file_there_is_no_part():
    for header in ("bytes=0-", "bytes=0-0", "bytes=1-", "bytes=-0"):
        with pytest.raises(NotThere):
            part_of(header, 0)
    assert part_of("bytes=-5", 0) is WHOLE
    assert part_of("", 0) is WHOLE
