"""Where the postings come from: our own engine, another backend, or the database while there is no index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import zip_longest
from typing import Any

import numpy as np
from django.core.cache import cache
from modelsearch.backends import get_search_backend
from modelsearch.query import And, Or, Phrase, PlainText, SearchQuery

from . import terms
from .documents import Document, document_of, label_of
from .gathered import Family, Gathered, Numbers, Postings, Wanted, bare, in_row, starred
from .question import Question
from .registry import Kind

MOST_PROPOSALS = 500  # of a backend that is not ours, for each kind
KEPT_SECONDS = 60  # how long public documents are kept while there is no index
Gatherer = Callable[[Question], Gathered]
Key = tuple[frozenset[str], str]  # the models as which something is searched, and its primary key


def gatherer(user: Any, kinds: Collection[Kind]) -> tuple[Gatherer, bool]:
    """What gives the postings for a question, and whether that is the public part only."""
    backend = get_search_backend()
    if not hasattr(backend, "gather"):
        return partial(_from_another, backend, kinds), False
    if backend.gather(Wanted()) is None:
        return partial(_from_public, _public_documents(user, kinds)), True
    return lambda question: backend.gather(question.wanted()) or Gathered(), False


def _from_another(backend: Any, kinds: Collection[Kind], question: Question) -> Gathered:
    """Scores of another backend are no measure across kinds: its order is, the first of each kind first."""
    found = [list(_keys_from(backend, kind, question)) for kind in kinds]
    keys = [key for place in zip_longest(*found) for key in place if key]
    return Gathered(total=len(keys), families=partial(_families, keys), tail=range(len(keys)))


def _keys_from(backend: Any, kind: Kind, question: Question) -> Iterable[Key]:
    """The rows of one kind, those that have all words first."""
    rows = kind.model._default_manager.all()
    labels = frozenset({label_of(kind.model)})
    found = (obj.pk for query in _queries(question) for obj in backend.search(query, rows)[:MOST_PROPOSALS])
    return ((labels, bare(pk)) for pk in dict.fromkeys(found))


def _families(keys: Sequence[Key], numbers: Numbers) -> Iterator[Family]:
    """These documents by the models as which they are searched; `keys` has the key of every number."""
    of: dict[frozenset[str], list[int]] = defaultdict(list)
    for number in numbers.tolist():
        of[keys[number][0]].append(number)
    for labels, some in of.items():
        yield Family.of(labels, some, [keys[number][1] for number in some])


def _queries(question: Question) -> list[SearchQuery]:
    """All words, then any word, for a backend that does its own analysis."""
    required: list[SearchQuery] = [Phrase(_plain(slot.typed)) for slot in question.slots if slot.is_required]
    places = [
        [PlainText(_plain(name), operator="and") for name in (slot.typed, *slot.meant)]
        for slot in question.slots
        if not slot.is_required
    ]
    if not places:
        return [And(required)] if required else []
    strict: list[SearchQuery] = [Or(names) for names in places]
    return [And([*required, *strict]), And([*required, Or([name for names in places for name in names])])]


def _plain(text: str) -> str:
    return " ".join(terms.spelled(text))


def _public_documents(user: Any, kinds: Collection[Kind]) -> list[Document]:
    names = sorted(kind.name for kind in kinds if kind.is_public)
    key = f"search-public-{'-'.join(names)}"
    documents: list[Document] | None = cache.get(key)
    if documents is None:
        documents = [document_of(obj) for kind in kinds if kind.is_public for obj in kind.visible_to(user)]
        cache.set(key, documents, KEPT_SECONDS)
    return documents


def _from_public(documents: list[Document], question: Question) -> Gathered:
    """Looks through the documents one by one: there are a few hundred."""
    wanted = question.wanted()
    terms_in_rows = frozenset(term for row in wanted.rows for term in row)
    postings: dict[str, dict[int, float]] = defaultdict(dict)
    places: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, document in enumerate(documents):
        for term in document.text:
            if term.text in wanted.terms:
                postings[term.text][number] = postings[term.text].get(number, 0.0) + term.weight
            if term.text in terms_in_rows:
                places[term.text][number].append(term.position)
        for term in document.titles:
            if term.text in wanted.beginnings:
                postings[starred(term.text)][number] = term.weight
    return Gathered(
        total=len(documents),
        postings={term: Postings.of(found) for term, found in postings.items()},
        rows={row: in_row(row, places[row[0]], lambda term, _numbers: places[term]) for row in wanted.rows},
        families=partial(_families, [(frozenset(one.labels), bare(one.pk)) for one in documents]),
        lengths=lambda numbers: np.array([float(len(documents[int(one)].text) or 1) for one in numbers]),
    )
