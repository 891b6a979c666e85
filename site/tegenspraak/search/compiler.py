"""From the search library's queries (PlainText, Phrase, Fuzzy, And …) to our own small tree."""

from __future__ import annotations

from collections.abc import Callable

from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery

from tegenspraak.dutch import whole_words

from . import nodes

LONGEST_QUERY = 500


def search_node(query: SearchQuery) -> nodes.Node:
    """What a whole-word search asks for. Raises NotImplementedError on a query of an unknown kind."""
    match query:
        case PlainText():
            node = nodes.words(_text(query), _joiner(query.operator))
            return nodes.weighed(node, query.boost)
        case Phrase():
            return nodes.phrase(_text(query))
        case Fuzzy():
            return nodes.likes(_text(query), _joiner(query.operator))
    return _combined(query, search_node)


def autocomplete_node(query: SearchQuery) -> nodes.Node:
    """What a half-typed search asks for: words in titles that begin so."""
    match query:
        case PlainText():
            node = nodes.beginnings(_text(query), _joiner(query.operator))
            return nodes.weighed(node, query.boost)
        case Phrase():
            return nodes.beginnings(_text(query), nodes.AllOf)
        case Fuzzy():
            return nodes.likely_beginnings(_text(query), _joiner(query.operator))
    return _combined(query, autocomplete_node)


def _combined(query: SearchQuery, node_of: Callable[[SearchQuery], nodes.Node]) -> nodes.Node:
    match query:
        case MatchAll():
            return nodes.Everything()
        case And():
            return nodes.join(map(node_of, query.subqueries), nodes.AllOf)
        case Or():
            return nodes.join(map(node_of, query.subqueries), nodes.AnyOf)
        case Not():
            return nodes.Without(node_of(query.subquery))
        case Boost():
            return nodes.weighed(node_of(query.subquery), query.boost)
    raise NotImplementedError(f"`{type(query).__name__}` is not supported by the Whoosh search backend.")


def _text(query: PlainText | Phrase | Fuzzy) -> str:
    return whole_words(query.query_string, LONGEST_QUERY)


def _joiner(operator: str) -> type[nodes.AllOf] | type[nodes.AnyOf]:
    return nodes.AllOf if operator == "and" else nodes.AnyOf
