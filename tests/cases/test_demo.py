"""The demo cases: made once, readable for the team, and past the real gate."""

import pytest

from casuistry.cases.demo import demo_texts, make_demo_cases
from casuistry.cases.models import Case, Visibility
from casuistry.gate.check import check
from tegenspraak.people.models import User
from tegenspraak.vocabulary.models import Theme


@pytest.fixture(autouse=True)
def _simple_detector():
    """Not here: these texts face the real one."""


@pytest.fixture
def demo_samira(samira) -> User:
    samira.email = "samira@demo.test"
    samira.save()
    return samira


def test_the_demo_cases_pass_the_real_gate(demo_samira):
    for case in make_demo_cases():
        assert [(item.label, item.finding.text, item.finding.category) for item in check(case).open] == []


def test_two_are_shared_with_the_team_and_one_is_private(demo_samira, daan, rens):
    make_demo_cases()
    assert Case.objects.visible_to(daan).count() == 2
    assert Case.objects.filter(visibility=Visibility.PRIVATE).count() == 1
    assert not Case.objects.visible_to(rens).exists()


def test_making_them_twice_makes_them_once_and_keeps_what_was_changed(demo_samira):
    case = make_demo_cases()[0]
    case.withdraw_to(Visibility.PRIVATE, by=demo_samira)
    make_demo_cases()
    assert Case.objects.count() == 3
    assert Case.objects.get(pk=case.pk).visibility == Visibility.PRIVATE


def test_without_people_it_says_so(db):
    with pytest.raises(User.DoesNotExist):
        make_demo_cases()


def test_the_case_of_the_journey_says_vechtscheiding_and_holds_five_observations(demo_samira):
    for slug in ("complexe-scheiding", "stem-van-het-kind"):
        Theme.objects.get_or_create(slug=slug, defaults={"name": slug})
    case = make_demo_cases()[0]
    assert "vechtscheiding" in case.situation
    assert case.observations.count() == 5
    assert set(case.themes.slugs()) == {"complexe-scheiding", "stem-van-het-kind"}


def test_every_theme_of_the_demo_is_in_the_vocabulary():
    import yaml
    from django.conf import settings

    [path] = (settings.BASE_DIR / "site/tegenspraak/vocabulary/data").glob("them*.yaml")
    known = set(slugs_in(yaml.safe_load(path.read_text())))
    assert {slug for text in demo_texts() for slug in text["themes"]} <= known


def slugs_in(data):
    """Every `slug` in a loaded file, however it is nested."""
    if isinstance(data, dict):
        yield from [data["slug"]] if "slug" in data else []
        data = list(data.values())
    for part in data if isinstance(data, list) else []:
        yield from slugs_in(part)
