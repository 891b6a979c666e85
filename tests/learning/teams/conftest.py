from datetime import timedelta

import pytest
from django.utils import timezone

from learning.models import Assignment, LessonPage
from tests.conftest import join, person
from tests.learning.conftest import folder, lessons, module, vocabulary  # noqa: F401


@pytest.fixture
def soon():
    return timezone.localdate() + timedelta(days=20)


@pytest.fixture
def assign(module, team, noor, soon):  # noqa: F811
    """Assigns "Leren kijken" to Team Oost, as Noor does it, unless told otherwise."""

    def assigned(**changes) -> Assignment:
        usual = {"team": team, "due": soon, "is_obligatory": False, "by": noor}
        values = {**usual, "organisation": team.organisation, **changes}
        return Assignment.objects.assign(values.pop("module", module), **values)

    return assigned


@pytest.fixture
def crew(organisation, team, samira, daan, noor):
    """Team Oost with Samira, Daan, Noor and nine others: twelve people."""
    others = [join(person(f"Collega{number}"), organisation, team) for number in range(9)]
    return [samira, daan, noor, *others]


def finish(user, module) -> None:  # noqa: F811
    for lesson in LessonPage.objects.child_of(module):
        lesson.mark_done(by=user)


def words(response) -> str:
    assert response.status_code == 200
    return response.content.decode()
