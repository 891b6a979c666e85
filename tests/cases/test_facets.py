"""What the search narrows cases down by, and that it says nothing of what somebody may not see."""

import uuid
from dataclasses import replace

import pytest
from django.core.management import call_command

from casuistry.cases.models import Case
from tegenspraak.search.find import find
from tegenspraak.search.registry import kinds_for
from tegenspraak.vocabulary.models import Level, Theme
from tests.vocabulary.words import load_words


@pytest.fixture
def kind(rens):
    return next(kind for kind in kinds_for(rens) if kind.name == "case")


@pytest.fixture
def cases(samira, daan, team, draft):
    """Three cases about a divorce that differ in theme, level, age and who may read them."""
    load_words()

    def made(themes, levels, age, visibility, by):
        words = replace(
            draft,
            themes=frozenset(Theme.objects.filter(slug__in=themes).values_list("pk", flat=True)),
            levels=frozenset(Level.objects.filter(slug__in=levels).values_list("pk", flat=True)),
            age_band=age,
        )
        case = Case.objects.start(words, by=by, submission=uuid.uuid4())
        Case.objects.filter(pk=case.pk).update(visibility=visibility, team=team)
        return case

    made(["complexe-scheiding", "meldcode"], ["signaleren", "rechter-maatregel"], "4-7", "team", samira)
    made(["complexe-scheiding"], ["signaleren"], "8-11", "organisation", samira)
    made([], [], "", "library", daan)
    call_command("rebuild_search", verbosity=0)


def facets(user, **narrowed):
    found = find("vechtscheiding", user, kinds=["case"], narrowed=narrowed)
    return found, {facet.name: {one.value: one.count for one in facet.values} for facet in found.facets}


def test_a_case_names_its_facets_and_date(kind):
    assert [facet.name for facet in kind.facets] == ["thema", "niveau", "leeftijd", "zichtbaar"]
    assert kind.date == "updated_at"
    assert not kind.is_public


def test_each_value_counts_what_it_would_leave(cases, samira):
    found, counts = facets(samira)
    assert found.total == 3
    assert counts["thema"] == {"complexe-scheiding": 2, "meldcode": 1}
    assert counts["niveau"] == {"signaleren": 2, "rechter-maatregel": 1}
    assert counts["leeftijd"] == {"4-7": 1, "8-11": 1}
    assert counts["zichtbaar"] == {"team": 1, "organisation": 1, "library": 1}


@pytest.mark.parametrize(
    ("facet", "value", "total"),
    [
        ("thema", "complexe-scheiding", 2),
        ("thema", "meldcode", 1),
        ("niveau", "signaleren", 2),
        ("leeftijd", "4-7", 1),
        ("zichtbaar", "library", 1),
        ("zichtbaar", "verzonnen", 0),
    ],
)
def test_choosing_a_value_leaves_what_fits(cases, samira, facet, value, total):
    assert facets(samira, **{facet: [value]})[0].total == total


def test_what_somebody_may_not_see_is_in_no_count(cases, rens):
    found, counts = facets(rens)
    assert found.total == 1
    assert counts == {}


def test_values_are_said_in_words_and_in_their_order(cases, samira):
    labels = {
        facet.name: [one.label for one in facet.values]
        for facet in find("vechtscheiding", samira, kinds=["case"]).facets
    }
    assert labels["leeftijd"] == ["4 tot en met 7 jaar", "8 tot en met 11 jaar"]
    assert labels["zichtbaar"] == ["een team", "een organisatie", "de bibliotheek"]
    assert labels["niveau"] == ["Signaleren en herkennen", "Rechter en uitvoeren van maatregelen"]
    assert Theme.objects.get(slug="meldcode").name in labels["thema"]


def test_what_a_person_may_see_can_be_joined_with_other_kinds(cases, samira):
    """As the search asks it: all kinds in one query, without an order and without a cut."""
    querysets = [kind.visible_to(samira).order_by().values_list("pk") for kind in kinds_for(samira)]
    for queryset in querysets:
        assert not queryset.query.is_sliced
        assert not queryset.query.combinator
    cases_and_themes = [
        q for q, kind in zip(querysets, kinds_for(samira), strict=True) if kind.name == "case"
    ]
    assert cases_and_themes[0].union(cases_and_themes[0], all=True).count() == 6
