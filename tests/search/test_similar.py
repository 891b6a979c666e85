"""What is like a text: by its telling words, and only what the reader may see."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tegenspraak.search.similar import MOST_LOOKED_UP, MOST_TERMS, counted, similar

pytestmark = pytest.mark.django_db
TEXT = "De pleegmoeder ziet dat de jongen na de omgang met vader niet slaapt. De pleegzorg loopt vast."


def alike(text, **options):
    return similar(text, AnonymousUser(), kinds=["theme"], **options)


def titles(text, **options):
    return [one.hit.title for one in alike(text, **options)]


def test_what_shares_telling_words_comes_first(theme_kind, make_theme, indexed):
    make_theme("Omgang", "Na de omgang slaapt het kind slecht.")
    make_theme("Pleegzorg en omgang", "De pleegmoeder vertelt hoe de jongen na de omgang niet slaapt.")
    make_theme("Gezag", "Wie beslist er over de school?")
    indexed()
    assert titles(TEXT) == ["Pleegzorg en omgang", "Omgang"]
    assert titles(TEXT, limit=1) == ["Pleegzorg en omgang"]


def test_the_thing_itself_is_left_out(theme_kind, make_theme, indexed):
    own = make_theme("Pleegzorg", TEXT)
    make_theme("Omgang", TEXT)
    indexed()
    assert titles(TEXT, without=own) == ["Omgang"]


def test_what_is_hidden_is_not_like_anything(theme_kind, make_theme, indexed):
    make_theme("Pleegzorg", f"geheim: {TEXT}")
    indexed()
    assert titles(TEXT) == []


@pytest.mark.parametrize("text", ["", "de en het", "?!", "\x00", "a" * 50_000, "😀 " * 500])
def test_a_text_without_telling_words_is_like_nothing(theme_kind, make_theme, indexed, text):
    make_theme("Gezag")
    indexed()
    assert titles(text) == []


def test_unknown_kinds_and_guests_get_nothing(theme_kind, make_theme, indexed, rens):
    make_theme("Pleegzorg", TEXT)
    indexed()
    assert similar(TEXT, AnonymousUser(), kinds=["case"]) == []
    rens.is_guest = True
    assert similar(TEXT, rens, kinds=["theme"]) == []


def test_words_that_come_back_and_long_words_are_looked_up():
    words = " ".join(["omgangsregeling", "huis tuin keuken", "bezoek bezoek bezoek bezoek"])
    found = counted(words)
    assert set([*found][:2]) == {"omgangsregeling", "bezoek"}
    assert found["bezoek"] == 4
    many = counted(" ".join(f"woord{letter}{other}" for letter in "abcdefghijk" for other in "abcdefghijk"))
    assert len(many) == MOST_LOOKED_UP


@pytest.fixture
def rare_and_common(theme_kind, make_theme, indexed):
    """Everybody has a long word; few have the short one."""
    for number in range(6):
        make_theme(f"Nummer {number}", "Veiligheidsplannen en hulpverleners.")
    make_theme("Zeldzaam", "Veiligheidsplannen en waterpokken.")
    make_theme("Ook", "Iets over hunebed en waterpokken.")
    indexed()


TELLS = "Veiligheidsplannen, hulpverleners en waterpokken."


def test_what_shares_a_rare_word_is_more_alike_than_what_shares_a_long_one(rare_and_common):
    assert titles(TELLS, limit=2)[0] == "Zeldzaam"


def test_the_words_that_both_hold_are_told_the_rarest_first(rare_and_common):
    assert alike(TELLS)[0].words(2) == ["waterpokken", "veiligheidsplannen"]


def test_rare_is_what_is_rare_among_what_may_be_seen(rare_and_common, make_theme, indexed):
    before = [(one.hit.title, one.rarities) for one in alike(TELLS)]
    for number in range(9):
        make_theme(f"Verborgen {number}", "geheim: waterpokken")
    indexed()
    assert [(one.hit.title, one.rarities) for one in alike(TELLS)] == before


def test_of_many_words_the_rarest_are_searched(theme_kind, make_theme, indexed):
    common = " ".join(f"uitzonderlijk{letter}{other}" for letter in "bcdfg" for other in "bcdfg")
    for number in range(3):
        make_theme(f"Nummer {number}", common)
    make_theme("Zeldzaam", "waterpokken")
    indexed()
    assert len(common.split()) == MOST_TERMS
    assert "waterpokken" in {word for one in alike(f"{common} waterpokken", limit=9) for word in one.words(1)}
