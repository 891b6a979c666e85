"""An object as the index holds it: a key, what it is, and the terms of its search fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Manager, Model
from modelsearch.backends.base import get_model_root
from modelsearch.index import AutocompleteField, Indexed, RelatedFields, SearchField

from .terms import Term, index_terms, prefix_terms

# So far apart that no phrase runs from one field into the next.
GAP = 100


@dataclass
class Document:
    """`text` and `titles` hold every field together; `fields` and `title_fields` each one by its name."""

    key: str
    labels: tuple[str, ...]
    text: list[Term] = field(default_factory=list)
    titles: list[Term] = field(default_factory=list)
    fields: dict[str, list[Term]] = field(default_factory=dict)
    title_fields: dict[str, list[Term]] = field(default_factory=dict)

    @property
    def pk(self) -> str:
        return self.key.partition(":")[2]

    def add_text(self, text: str, boost: float, name: str | None) -> None:
        """Adds what a SearchField holds; `name` where it can be searched by itself."""
        first = self.text[-1].position + GAP if self.text else 0
        found = list(index_terms(text, boost, first))
        self.text += found
        if name:
            self.fields.setdefault(name, []).extend(found)

    def add_title(self, text: str, name: str | None) -> None:
        """Adds what an AutocompleteField holds."""
        found = list(prefix_terms(text))
        self.titles += found
        if name:
            self.title_fields.setdefault(name, []).extend(found)


def label_of(model: type[Model]) -> str:
    return model._meta.concrete_model._meta.label_lower  # type: ignore[union-attr]


def key_of(obj: Model) -> str:
    """One key for one row, whether it is seen as a page or as the kind of page it is."""
    return f"{label_of(get_model_root(type(obj)))}:{obj.pk}"


def labels_of(model: type[Model]) -> tuple[str, ...]:
    """The model and the indexed models that it extends: a search among those finds it too."""
    line = [model, *model._meta.get_parent_list()]
    return tuple(dict.fromkeys(label_of(one) for one in line if issubclass(one, Indexed)))


def document_of(obj: Any) -> Document:
    """Takes an object with `search_fields`, gives what to index of it."""
    document = Document(key_of(obj), labels_of(type(obj)))
    for search_field in obj.get_search_fields():
        for inner, text in _texts(obj, search_field):
            name = inner.field_name if inner is search_field else None
            if isinstance(inner, SearchField):
                document.add_text(text, inner.boost or 1.0, name)
            else:
                document.add_title(text, name)
    return document


def _texts(obj: Any, search_field: Any) -> Iterator[tuple[SearchField | AutocompleteField, str]]:
    """The texts of one search field, followed through its relations."""
    if isinstance(search_field, SearchField | AutocompleteField):
        yield search_field, plain(search_field.get_value(obj))
    elif isinstance(search_field, RelatedFields):
        for related in _related(search_field.get_value(obj)):
            for inner in search_field.fields:
                yield from _texts(related, inner)


def _related(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value.all()) if isinstance(value, Manager) else [value]


def plain(value: Any) -> str:
    """Takes the value of a field (text, a list, a mapping, an object), gives text."""
    if value is None:
        return ""
    if isinstance(value, dict):
        value = value.values()
    if not isinstance(value, str) and hasattr(value, "__iter__"):
        return ", ".join(plain(one) for one in value)
    return str(value)
