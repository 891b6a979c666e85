"""Age band and levels of responsibility: optional, kept with the words, shown as tags."""

import re
import uuid
from dataclasses import replace

import pytest
from django.urls import reverse

from casuistry.cases.models import AgeBand, Case
from tegenspraak.vocabulary.models import Level, Theme
from tests.vocabulary.words import load_words


@pytest.fixture
def levels(db):
    load_words()
    return list(Level.objects.filter(slug__in=["signaleren", "rechter-maatregel"]))


@pytest.fixture
def deep(samira, draft, levels):
    chosen = replace(draft, age_band="4-7", levels=frozenset(level.pk for level in levels))
    return Case.objects.start(chosen, by=samira, submission=uuid.uuid4())


def test_the_bands_are_those_of_the_domain():
    assert AgeBand.values == ["ongeboren", "0-3", "4-7", "8-11", "12-15", "16-17", "18+"]


def test_they_are_written_on_the_screen(sign_in, samira, fields, levels):
    data = fields(age_band="18+", levels=[level.pk for level in levels])
    sign_in(samira).post(reverse("cases:new"), data)
    case = Case.objects.get()
    assert case.age_band == "18+"
    assert set(case.levels.all()) == set(levels)


def test_the_screen_needs_neither(sign_in, samira, fields):
    sign_in(samira).post(reverse("cases:new"), fields())
    assert (Case.objects.get().age_band, Case.objects.get().levels.count()) == ("", 0)


def fold(html):
    """The part of the screen that holds them."""
    return re.search(
        r'<details class="fold"( open)?>(?:(?!</details>).)*name="age_band".*?</details>', html, re.S
    )


def test_it_opens_by_itself_where_something_was_chosen(sign_in, samira, case, deep):
    client = sign_in(samira)
    closed = fold(client.get(reverse("cases:edit", args=[case.pk])).content.decode())
    opened = fold(client.get(reverse("cases:edit", args=[deep.pk])).content.decode())
    assert not closed[1]
    assert opened[1]
    assert "Verdiep" in opened[0]
    assert 'value="4-7" selected' in opened[0]
    assert opened[0].count("checked") == 2


@pytest.mark.parametrize("broken", [{"age_band": "17"}, {"levels": "99999999999999999999"}, {"levels": "x"}])
def test_a_value_that_cannot_be_is_refused_and_the_words_come_back(sign_in, samira, fields, levels, broken):
    response = sign_in(samira).post(reverse("cases:new"), fields(situation="Alle woorden", **broken))
    assert response.status_code == 422
    assert "Alle woorden" in response.content.decode()


def test_a_change_of_these_alone_is_a_change(deep, samira):
    deep.rewrite(replace(deep.draft(), age_band="8-11"), by=samira, version=1)
    deep.rewrite(replace(deep.draft(), levels=frozenset()), by=samira, version=2)
    assert (deep.version, deep.age_band, deep.levels.count()) == (3, "8-11", 0)


def test_saving_without_a_change_writes_nothing(deep, samira):
    deep.rewrite(deep.draft(), by=samira, version=1)
    assert deep.version == 1


def test_a_revision_freezes_them(deep, samira):
    first = deep.snapshot(by=samira)
    assert first.content["age_band"] == "4-7"
    assert first.content["levels"] == ["signaleren", "rechter-maatregel"]
    deep.rewrite(replace(deep.draft(), age_band="8-11"), by=samira, version=1)
    assert deep.snapshot(by=samira).number == 2


def test_a_case_without_them_has_the_revision_it_always_had(case, samira):
    assert set(case.snapshot(by=samira).content) == {"title", "question", "situation", "observations"}


def test_readers_see_them_as_tags(deep, samira, daan, team, sign_in):
    deep.share(with_="team", team=team, by=samira, declared=True)
    html = sign_in(daan).get(deep.get_absolute_url()).content.decode()
    assert '<span class="tag">Signaleren en herkennen</span>' in html
    assert '<span class="tag">Kind: 4 tot en met 7 jaar</span>' in html


def test_themes_of_many_cases_are_read_at_once_and_each_has_its_own(case, deep, samira, sign_in, levels):
    """On SQLite a prefetched theme once belonged to no case, so that no list showed any."""
    theme = Theme.objects.get(slug="meldcode")
    deep.themes.set([theme])
    read = {one.pk: list(one.themes.all()) for one in Case.objects.prefetch_related("themes")}
    assert read == {case.pk: [], deep.pk: [theme]}
    for address in (reverse("cases:list"), deep.get_absolute_url()):
        assert theme.name in sign_in(samira).get(address).content.decode()
