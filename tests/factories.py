"""Things in numbers, for tests that do not care what they say. Who people are stands in the cast."""

import factory
from factory.django import DjangoModelFactory

from casuistry.cases.models import Case


class CaseFactory(DjangoModelFactory):
    """A private case; give it its author."""

    class Meta:
        model = Case

    title = factory.Sequence(lambda number: f"Casus {number}")
    question = "Wat doe ik hierna?"
    situation = "Er is iets gebeurd."
