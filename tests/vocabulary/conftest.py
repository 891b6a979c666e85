import pytest

from tegenspraak.vocabulary.loading import load


@pytest.fixture
def vocabulary(db):
    load()
