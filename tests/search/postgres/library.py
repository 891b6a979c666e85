"""The library's own tests for backends, run on our PostgreSQL backend. `test_library.py` starts them."""

from django.conf import settings
from django.core import management
from modelsearch.backends import get_search_backend
from modelsearch.models import IndexEntry
from modelsearch.test.testapp.models import Novel
from modelsearch.tests import test_backends

from tests.search.library import suite


class BackendTests(suite.BackendTests):
    """What the other backend is asked, and nothing less."""

    backend_path = "tegenspraak.search.postgres.backend"

    def setUp(self):
        test_backends.BackendTestSetupMixin.setUp(self)

    def test_a_kind_of_page_that_was_deleted_is_gone_for_its_parent_too(self):
        count = IndexEntry.objects.count()
        Novel.objects.get(title="The Hobbit").delete()
        assert self.titles("hobbit", Novel) == self.titles("hobbit") == []
        characters = 2
        assert IndexEntry.objects.count() == count - 1 - characters

    def test_rebuild_modelsearch_index_command_schema_only(self):
        """There is no schema to make, and nothing is emptied: the index follows each save."""
        management.call_command("rebuild_modelsearch_index", schema_only=True, verbosity=0)
        assert len(self.titles("JavaScript")) == 2

    def test_the_settings_name_this_backend(self):
        assert settings.MODELSEARCH_BACKENDS["default"]["BACKEND"] == self.backend_path
        assert type(get_search_backend()).__module__ == self.backend_path
