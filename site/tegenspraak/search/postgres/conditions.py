"""From a question (`nodes`) to what PostgreSQL is asked: a condition on the columns of `vectors`, a rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import add, and_, or_

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorExact
from django.db.models import F, FloatField, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from ..nodes import AllOf, AnyOf, Everything, Like, Node, Nothing, Phrase, Start, Without, Word, join
from .vectors import in_field, quoted

Leaf = Word | Start | Phrase
ENTRY = "index_entries"
# What ts_rank makes of the labels D, C, B and A: a field that weighs twice counts for less than twice.
RANKS = "{0.25, 0.4, 0.65, 1}"


class TermQuery(SearchQuery):
    """A tsquery of our own terms, taken as they are."""

    template = "%(expressions)s::tsquery"


def simplified(node: Node) -> Node:
    """The same question; "everything" and "nothing" only where they are all of it."""
    match node:
        case AllOf(parts):
            return _without_rest([simplified(part) for part in parts], AllOf, Everything(), Nothing())
        case AnyOf(parts):
            return _without_rest([simplified(part) for part in parts], AnyOf, Nothing(), Everything())
        case Without(part):
            inner = simplified(part)
            if isinstance(inner, Everything | Nothing):
                return Nothing() if isinstance(inner, Everything) else Everything()
            return Without(inner)
    return node


def _without_rest(parts: list[Node], kind: type[AllOf] | type[AnyOf], idle: Node, decisive: Node) -> Node:
    if decisive in parts:
        return decisive
    rest = [part for part in parts if part != idle]
    return join(rest, kind) if rest else idle


def condition(node: Node, names: Sequence[str] = ()) -> Q:
    """Which rows answer, `names` being the fields to look in (none: all). Takes a simplified question."""
    columns = {_column(leaf, names) for leaf in leaves(node)}
    if len(columns) == 1:
        return Q(SearchVectorExact(F(f"{ENTRY}__{columns.pop()}"), TermQuery(tsquery(node, names))))
    match node:
        case AllOf(parts):
            return reduce(and_, (condition(part, names) for part in parts))
        case AnyOf(parts):
            return reduce(or_, (condition(part, names) for part in parts))
        case Without(part):
            return ~condition(part, names)
    raise NotImplementedError(f"{type(node).__name__} cannot be asked of PostgreSQL.")


def rank(node: Node, names: Sequence[str] = ()) -> Combinable:
    """How well a row answers: what weighs the same is ranked together, what must not occur is left out."""
    groups: dict[tuple[str, float], list[str]] = defaultdict(list)
    for leaf in leaves(node, wanted_only=True):
        groups[_column(leaf, names), leaf.weight].append(tsquery(leaf, names))
    ranks = [
        # ts_rank divides by the number of terms.
        SearchRank(F(f"{ENTRY}__{column}"), TermQuery(" | ".join(asked)), weights=RANKS)
        * Value(weight * len(asked), FloatField())
        for (column, weight), asked in groups.items()
    ]
    # A bare number would be taken for the place of a column.
    return reduce(add, ranks) if ranks else Cast(Value(1.0), FloatField())


def leaves(node: Node, wanted_only: bool = False) -> Iterator[Leaf]:
    match node:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part, wanted_only)
        case Without(part):
            if not wanted_only:
                yield from leaves(part)
        case Word() | Start() | Phrase():
            yield node


def tsquery(node: Node, names: Sequence[str] = ()) -> str:
    """The question in the words of PostgreSQL, for one column."""
    match node:
        case AllOf(parts):
            return _joined((tsquery(part, names) for part in parts), " & ")
        case AnyOf(parts):
            return _joined((tsquery(part, names) for part in parts), " | ")
        case Without(part):
            return f"!({tsquery(part, names)})"
        case Phrase(terms):
            return _joined((" <-> ".join(map(quoted, row)) for row in _rows(terms, names)), " | ")
        case Word(term):
            return _joined((quoted(one) for (one,) in _rows((term,), names)), " | ")
        case Start(letters):
            return _joined((quoted(one, ":*") for (one,) in _rows((letters,), names)), " | ")
    raise NotImplementedError(f"{type(node).__name__} cannot be asked of PostgreSQL.")


def _joined(parts: Iterable[str], sign: str) -> str:
    return f"({sign.join(parts)})"


def _rows(terms: tuple[str, ...], names: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """The lexemes of these terms, in each of the fields that were named."""
    return [tuple(in_field(name, term) for term in terms) for name in names] if names else [terms]


def _column(leaf: Leaf, names: Sequence[str]) -> str:
    if not isinstance(leaf, Phrase) and leaf.in_titles:
        return "autocomplete"
    return "title" if names else "body"


def likes_in(node: Node) -> set[Like]:
    """The words of a question that may be misspelled."""
    match node:
        case AllOf(parts) | AnyOf(parts):
            return set().union(*map(likes_in, parts))
        case Without(part):
            return likes_in(part)
        case Like():
            return {node}
    return set()


def spelled_out(node: Node, meant: dict[Like, Sequence[str]]) -> Node:
    """The same question with each word that may be misspelled replaced by the terms that it may be."""
    match node:
        case AllOf(parts) | AnyOf(parts):
            return type(node)(tuple(spelled_out(part, meant) for part in parts))
        case Without(part):
            return Without(spelled_out(part, meant))
        case Like(_, weight, in_titles):
            return join((Word(term, weight, in_titles) for term in meant[node]), AnyOf)
    return node
