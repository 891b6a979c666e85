"""Facets: values and counts of permitted rows only."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.db.models.functions import JSONArray

from tegenspraak.search.find import find
from tegenspraak.search.registry import Facet, Kind, register
from tegenspraak.vocabulary.models import Term, Theme

pytestmark = pytest.mark.django_db


def same(values):
    return {value: value.upper() for value in values}


@pytest.fixture
def kinds(only_our_kinds):
    """Themes by their origin (a column) and their own name (a relation); terms with a list in a column."""
    name = Facet("naam", "Naam", same, rows=lambda: Theme.objects.values_list("pk", "slug"))
    register(
        Kind(
            "theme",
            "theme",
            Theme,
            lambda user: Theme.objects.exclude(explanation__contains="geheim"),
            str,
            lambda obj: "/",
            lambda obj: obj.name,
            date="updated_at",
            facets=(Facet("soortnaam", "Soortnaam", same, column="explanation"), name),
        )
    )
    register(
        Kind(
            "term", "term", Term, lambda user: Term.objects.all(), str, lambda obj: "/", lambda obj: obj.label
        )
    )


@pytest.fixture
def three(kinds, indexed):
    for number, origin in enumerate(["oud", "oud", "nieuw", "geheim"]):
        Theme.objects.create(name=f"Gezag {number}", slug=f"gezag-{number}", explanation=origin)
    Term.objects.create(label="gezag", slug="gezag")
    indexed()


def shown(**options):
    found = find("gezag", AnonymousUser(), **options)
    return found, {facet.name: {one.value: one.count for one in facet.values} for facet in found.facets}


def test_each_value_is_counted_among_what_may_be_seen(three):
    found, facets = shown()
    assert facets["soortnaam"] == {"oud": 2, "nieuw": 1}
    assert facets["naam"] == {"gezag-0": 1, "gezag-1": 1, "gezag-2": 1}
    assert "geheim" not in repr(found)


def test_a_chosen_value_narrows_the_hits_and_the_counts_of_the_others(three):
    found, facets = shown(narrowed={"soortnaam": ["oud"]})
    assert (found.total, found.counts) == (2, {"theme": 2, "term": 0})
    assert facets["naam"] == {"gezag-0": 1, "gezag-1": 1}
    assert facets["soortnaam"] == {"oud": 2, "nieuw": 1}, "its own facet shows what another choice would give"
    (chosen,) = [facet for facet in found.facets if facet.name == "soortnaam"]
    assert [one.value for one in chosen.values if one.is_chosen] == ["oud"]
    assert [one.label for one in chosen.values] == ["OUD", "NIEUW"]


@pytest.mark.parametrize("narrowed", [{}, {"rang": ["gezag-1"]}])
@pytest.mark.parametrize("shape", ["rows", "column"])
def test_values_that_bring_their_name_and_place_are_shown_so_and_nobody_is_asked(
    only_our_kinds, indexed, shape, narrowed
):
    def asked(values):
        raise AssertionError("the name came along")

    themes = Theme.objects.annotate(place=F("explanation"))
    if shape == "rows":
        rank = Facet("rang", "Rang", asked, rows=lambda: themes.values_list("pk", "slug", "name", "place"))
    else:
        rank = Facet("rang", "Rang", asked, column=JSONArray(JSONArray("slug", "name", "explanation")))
    register(
        Kind(
            "theme", "theme", Theme, lambda user: themes, str, lambda o: "/", lambda o: o.name, facets=(rank,)
        )
    )
    for number, place in enumerate("312"):
        Theme.objects.create(name=f"Gezag {number}", slug=f"gezag-{number}", explanation=place)
    indexed()
    (facet,) = find("gezag", AnonymousUser(), narrowed=narrowed).facets
    assert [(one.value, one.label) for one in facet.values] == [
        ("gezag-1", "Gezag 1"),
        ("gezag-2", "Gezag 2"),
        ("gezag-0", "Gezag 0"),
    ]


def test_two_values_of_a_facet_are_either_two_facets_both(three):
    assert shown(narrowed={"soortnaam": ["oud", "nieuw"]})[0].total == 3
    assert shown(narrowed={"soortnaam": ["oud"], "naam": ["gezag-2"]})[0].total == 0


@pytest.mark.parametrize(
    "narrowed", [{"niets": ["x"]}, {"naam": ["x" * 9999]}, {"soortnaam": ["\x00"] * 999}]
)
def test_an_unknown_facet_or_value_finds_nothing_and_does_not_fail(three, narrowed):
    assert shown(narrowed=narrowed)[0].total == 0


def test_a_facet_with_one_value_is_not_shown(kinds, indexed):
    Theme.objects.create(name="Gezag", slug="gezag", explanation="oud")
    indexed()
    assert shown()[1] == {}


def test_the_newest_come_first_where_that_is_asked(three):
    Theme.objects.filter(slug="gezag-1").update(updated_at="2031-01-01T00:00Z")
    found, facets = shown(newest_first=True, kinds=["theme"])
    assert found.hits[0].title == "Gezag 1"
    assert facets["jaar"]["2031"] == 1
    assert list(facets["jaar"]) == sorted(facets["jaar"], reverse=True)
    assert shown(narrowed={"jaar": ["2031"]})[0].total == 1
