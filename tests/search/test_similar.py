"""What is like a text: by its telling words, and only what the reader may see."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tegenspraak.search.question import Way
from tegenspraak.search.similar import MOST_TERMS, similar, telling

pytestmark = pytest.mark.django_db
TEXT = "De pleegmoeder ziet dat de jongen na de omgang met vader niet slaapt. De pleegzorg loopt vast."


def titles(text, **options):
    return [hit.title for hit in similar(text, AnonymousUser(), kinds=["theme"], **options)]


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


def test_words_that_come_back_and_long_words_tell_most():
    words = " ".join(["omgangsregeling", "huis tuin keuken", "bezoek bezoek bezoek bezoek"])
    asked = [slot.ways[0] for slot in telling(words).slots]
    assert asked[:2] == [Way(("omgangsregel",)), Way(("bezoek",))] or asked[0].terms[0].startswith("omgang")
    many = telling(" ".join(f"woord{letter}{other}" for letter in "abcdefgh" for other in "abcdefgh"))
    assert len(many.slots) == MOST_TERMS
