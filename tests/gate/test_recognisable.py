"""What an author hears about how recognisable the family is, and that nobody else hears it."""

import pytest

from casuistry.anonymity.recognisable import POINTS
from casuistry.cases.models import Visibility
from casuistry.gate.check import check
from casuistry.gate.models import Decision
from casuistry.gate.recognisable import ADVICE, NAMES, recognised
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db
TOLD = "De drieling stond in de krant en vader werkt als burgemeester."


def test_every_kind_has_a_name_and_an_advice():
    assert POINTS.keys() == NAMES.keys() == ADVICE.keys()


def test_what_points_to_the_family_is_told_with_what_to_change(samira):
    case = CaseFactory(author=samira, situation=TOLD)
    found = recognised(case, check(case))
    names = [str(fact.name) for fact in found.facts]
    assert "Het was in het nieuws" in names
    assert "Feiten die samen naar één gezin wijzen" in names
    assert all(str(fact.advice) and fact.words for fact in found.facts)
    assert "herkent" in str(found.sentence) or "Veel wijst" in str(found.sentence)


def test_the_facts_of_all_texts_count_together(samira):
    apart = CaseFactory(author=samira, situation="Het stond in de krant.")
    both = CaseFactory(author=samira, title="De drieling", situation="Het stond in de krant.")
    assert len(recognised(both, check(both)).facts) > len(recognised(apart, check(apart)).facts)


def test_what_was_kept_with_a_reason_does_not_count(samira):
    case = CaseFactory(author=samira, situation="Zij woont in Gorinchem.")
    (found,) = check(case).to_decide
    assert recognised(case, check(case)).facts
    Decision.objects.keep(case, found.finding, by=samira, reason="Dat is hier de naam van een methode.")
    assert not recognised(case, check(case)).facts


def test_only_the_author_reads_it(samira, daan, team, sign_in):
    case = CaseFactory(author=samira, situation=TOLD, team=team, visibility=Visibility.TEAM)
    assert "Hoe herkenbaar is dit gezin?" in sign_in(samira).get(case.get_absolute_url()).content.decode()
    page = sign_in(daan).get(case.get_absolute_url())
    assert page.status_code == 200
    assert "Hoe herkenbaar is dit gezin?" not in page.content.decode()


def test_a_case_that_tells_nothing_hears_nothing(samira, sign_in):
    case = CaseFactory(author=samira, situation="We maken ons zorgen.")
    assert "Hoe herkenbaar" not in sign_in(samira).get(case.get_absolute_url()).content.decode()
