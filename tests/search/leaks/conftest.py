import pytest
from django.conf import settings as site
from django.db import transaction
from django.test import override_settings

from tests.search.leaks.world import World


@pytest.fixture(autouse=True)
def _index_of_its_own():
    """Not here: the index of the world stays."""


@pytest.fixture(scope="package")
def _world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Made once, inside a transaction that is undone when the last test of this package is over."""
    folder = tmp_path_factory.mktemp("world") / "search"
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock(), transaction.atomic():
        site.WAGTAILSEARCH_BACKENDS["default"]["PATH"] = str(folder)
        with override_settings(PASSWORD_HASHERS=quick):
            made = World(folder)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def world(_world, _quick_and_apart, db, settings) -> World:
    """The world, with the second factor asked of everybody; what a test changes in it is undone."""
    settings.WAGTAILSEARCH_BACKENDS["default"]["PATH"] = str(_world.index)
    settings.MFA_REQUIRED = True
    return _world
