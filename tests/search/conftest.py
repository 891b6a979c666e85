import pytest
from modelsearch.backends import get_search_backend

from tegenspraak.search import registry
from tegenspraak.search.registry import Kind
from tegenspraak.vocabulary.models import Term, Theme


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
