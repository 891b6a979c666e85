"""What the database says is kept nowhere: not of many documents either, whose keys come as one text."""

import numpy as np
import pytest
from django.contrib.auth.models import AnonymousUser

from tegenspraak.search import engine, permitted
from tegenspraak.search.find import find
from tegenspraak.search.gathered import Family, Permits, rising

pytestmark = pytest.mark.django_db


@pytest.fixture
def nothing_is_few(monkeypatch):
    """As where thousands of documents answer."""
    monkeypatch.setattr(permitted, "FEW", 0)
    monkeypatch.setattr(engine, "FEW", 0)


def titles(query):
    found = find(query, AnonymousUser())
    assert len(found.hits) == found.total, "what is hidden is not counted either"
    return {hit.title for hit in found.hits}


def test_of_many_too_only_what_may_be_seen_is_found(
    nothing_is_few, theme_kind, term_kind, make_theme, indexed
):
    make_theme("Gezag en school")
    make_theme("Gezag en zorg", "geheim")
    indexed()
    assert titles("gezag") == {"Gezag en school"}


def test_what_was_hidden_or_shown_since_the_last_search_is_known_at_once(
    nothing_is_few, theme_kind, make_theme, indexed
):
    one, other = make_theme("Gezag en school"), make_theme("Gezag en zorg")
    indexed()
    assert titles("gezag") == titles("gezag") == {"Gezag en school", "Gezag en zorg"}
    for hidden, shown in ((one, other), (other, one)):
        type(one).objects.filter(pk=hidden.pk).update(explanation="geheim")
        type(one).objects.filter(pk=shown.pk).update(explanation="")
        assert titles("gezag") == {shown.name}


def test_only_what_has_a_permitted_key_is_permitted():
    themes = Family.of(frozenset({"theme"}), [7, 3], ["1", "2"])
    seen = themes.permitted(Permits("2"))
    assert (seen.numbers.tolist(), seen.pks) == ([3], ["2"])
    assert themes.permitted(Permits("")).pks == []
    assert themes.without("1").numbers.tolist() == [3]
    assert themes.only(np.array([7, 9])).pks == ["1"]


@pytest.mark.parametrize("far", [5, 10**9])
def test_numbers_rise_and_stand_once_however_far_apart(far):
    assert rising([np.array([4, far]), np.array([], np.int64), np.array([1, 4])]).tolist() == [1, 4, far]
    assert rising([]).tolist() == []
