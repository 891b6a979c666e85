"""What is like a text: other cases beside a case, practice beside a lesson. Only what the reader may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from math import log
from typing import Any

from django.db.models import Model

from tegenspraak import dutch

from . import elsewhere, terms
from .find import Hit, answered, hits_of
from .gathered import bare
from .permitted import Sight
from .question import Question, Slot, Way
from .registry import kinds_for

MOST_TERMS = 25
LONGEST_TEXT = 20_000
SHORTEST_WORD = 5


def similar(
    text: str, user: Any, kinds: Collection[str], limit: int = 5, without: Model | None = None
) -> list[Hit]:
    """Takes a text, who reads, and the names of kinds to look in; gives what is most like it, best first.

    The words of the text go nowhere but into this one question. `without` is the thing the text is of.
    """
    available = [kind for kind in kinds_for(user) if kind.name in kinds]
    question = telling(text)
    if not available or not question.slots:
        return []
    gather, _is_limited = elsewhere.gatherer(user, available)
    found = answered(question, Sight(available, user), gather)
    own = bare(without.pk) if without else ""
    rows = found.permitted.read(found.best()[: limit + 1])
    return hits_of([row for row in rows if row.pk != own][:limit], found)


def telling(text: str) -> Question:
    """A question of the words that tell most about a text: long ones, and those that come back."""
    words = [word for word in terms.content_words(text[:LONGEST_TEXT]) if len(word) >= SHORTEST_WORD]
    counts = Counter(terms.analyse(word).whole for word in words if dutch.fold(word).isalpha())
    best = sorted(counts, key=lambda term: (-(1 + log(counts[term])) * len(term), term))[:MOST_TERMS]
    return Question("", tuple(Slot(term, (Way((term,)),)) for term in best))
