import pytest
from modelsearch.backends import get_search_backend
from wagtail.search.models import IndexEntry

from tegenspraak.search import registry
from tegenspraak.search.registry import Kind
from tegenspraak.vocabulary.models import Term, Theme
from tests.conftest import ON_POSTGRES

# About the files of a Whoosh index and its outbox, which PostgreSQL does without; and the other way round.
OF_WHOOSH = ["test_store.py", "test_outbox.py", "test_indexer.py", "test_drift.py", "test_purge.py"]
OF_WHOOSH += ["test_health.py", "test_library_suite.py"]
OF_POSTGRES = ["postgres/test_on_postgres.py", "postgres/test_library.py"]
collect_ignore = OF_WHOOSH if ON_POSTGRES else OF_POSTGRES


@pytest.fixture(autouse=True)
def _index_of_its_own(request):
    """On PostgreSQL too; migrations save a page, and so leave an entry."""
    if ON_POSTGRES and request.node.get_closest_marker("django_db"):
        request.getfixturevalue("_django_db_helper")
        IndexEntry.objects.all().delete()


@pytest.fixture
def backend():
    return get_search_backend()


@pytest.fixture
def only_our_kinds(monkeypatch):
    """An empty registry: what the rooms registered comes back after the test."""
    monkeypatch.setattr(registry, "_kinds", {})


@pytest.fixture
def theme_kind(only_our_kinds) -> Kind:
    """Themes; those whose explanation says "geheim" are hidden from everybody."""
    return registered("theme", Theme)


@pytest.fixture
def term_kind(only_our_kinds) -> Kind:
    return registered("term", Term)


def registered(name, model) -> Kind:
    kind = Kind(
        name=name,
        label=name,
        model=model,
        visible_to=lambda user: model.objects.exclude(explanation__contains="geheim"),
        title=str,
        url=lambda obj: obj.get_absolute_url(),
        text=lambda obj: obj.explanation,
    )
    registry.register(kind)
    return kind


@pytest.fixture
def make_theme(db):
    def make(name, explanation=""):
        return Theme.objects.create(name=name, explanation=explanation)

    return make


@pytest.fixture
def indexed():
    """Call it to index the vocabulary as it is now, inside a test's transaction."""

    def index():
        backend = get_search_backend()
        for model in (Theme, Term):
            backend.add_bulk(model, list(model.get_indexed_objects()))

    return index
