"""Two tabs of one author, at the same moment."""

import uuid
from dataclasses import replace

import pytest

from casuistry.cases.models import Case, Conflict, Revision, Visibility
from casuistry.gate.check import check
from tegenspraak.trail.models import verify
from tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("attempt", range(3))
def test_a_name_saved_at_the_moment_of_sharing_is_read_by_nobody(case, draft, samira, daan, team, attempt):
    named = replace(draft, situation="De buurvrouw, mevrouw Jansen, belde.")

    def save():
        return Case.objects.get(pk=case.pk).rewrite(named, by=samira, version=1)

    def share():
        fresh = Case.objects.get(pk=case.pk)
        return fresh.share(with_=Visibility.TEAM, team=team, by=samira, declared=True)

    at_once(save, share)
    now = Case.objects.get(pk=case.pk)
    assert not check(now).is_clean
    assert now.visibility == Visibility.PRIVATE
    assert not Case.objects.visible_to(daan).exists()
    assert list(verify()) == []


def test_of_two_saves_of_one_version_one_is_told_of_the_other(case, draft, samira):
    def save(title):
        return Case.objects.get(pk=case.pk).rewrite(replace(draft, title=title), by=samira, version=1)

    outcomes = at_once(lambda: save("Eerste"), lambda: save("Tweede"))
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    assert Case.objects.get().version == 2


def test_a_form_sent_three_times_at_once_makes_one_case(draft, samira):
    token = uuid.uuid4()
    outcomes = at_once(*[lambda: Case.objects.start(draft, by=samira, submission=token)] * 3)
    assert {outcome.pk for outcome in outcomes} == {Case.objects.get().pk}


def test_three_snapshots_at_once_freeze_one_revision(case, samira):
    at_once(*[lambda: Case.objects.get(pk=case.pk).snapshot(by=samira)] * 3)
    assert Revision.objects.count() == 1


def test_admitted_twice_at_once_somebody_is_one_reader(case, samira, daan):
    outcomes = at_once(*[lambda: Case.objects.get(pk=case.pk).admit(daan, by=samira)] * 3)
    assert len({outcome.pk for outcome in outcomes}) == 1
