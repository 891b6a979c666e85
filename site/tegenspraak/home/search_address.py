"""What the address of a search says, made harmless; and the addresses of the searches beside it.

Pure: no request and no database. Whatever stands in an address is read without an error, and what is not
known (a kind, a facet, a page that is no number) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from tegenspraak.dutch import whole_words

LONGEST_QUERY = 200
LONGEST_VALUE = 100
MOST_VALUES = 20
MOST_FIELDS = 200
LAST_PAGE = 9999
CONTROL_SIGNS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True)
class Asked:
    """One search: the words, how it is narrowed, the order and the page.

    `was_cut` where more words were given than we look at; `is_half` while somebody is still typing: the last
    word may be half a word. It stands in the address, so that the same address gives the same answer.
    """

    query: str = ""
    was_cut: bool = False
    is_half: bool = False
    kinds: tuple[str, ...] = ()
    narrowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    newest_first: bool = False
    page: int = 1

    @classmethod
    def read(cls, parameters: QueryDict, kinds: Iterable[str], facets: Iterable[str]) -> Self:
        """Takes what an address says, and the names of the kinds and facets that there are."""
        query = CONTROL_SIGNS.sub(" ", parameters.get("q", "")).strip()
        chosen = {name: values_of(parameters, name) for name in sorted(facets)}
        known = set(kinds)
        return cls(
            query=whole_words(query, LONGEST_QUERY),
            was_cut=len(query) > LONGEST_QUERY,
            is_half="half" in parameters and len(query) <= LONGEST_QUERY,
            kinds=tuple(name for name in values_of(parameters, "soort") if name in known),
            narrowed={name: values for name, values in chosen.items() if values},
            newest_first=parameters.get("volgorde") == "datum",
            page=page_of(parameters.get("pagina", "")),
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.kinds or self.narrowed)

    @property
    def address(self) -> str:
        """Where this search is found, the same for every way that led to it."""
        return "?".join(filter(None, (reverse("home:search"), urlencode(list(self._pairs())))))

    def _pairs(self) -> Iterator[tuple[str, str]]:
        if self.query:
            yield "q", self.query
        if self.query and self.is_half:
            yield "half", "1"
        yield from (("soort", name) for name in self.kinds)
        yield from ((name, value) for name, values in self.narrowed.items() for value in values)
        if self.newest_first:
            yield "volgorde", "datum"
        if self.page > 1:
            yield "pagina", str(self.page)

    def on_page(self, page: int) -> Asked:
        return replace(self, page=page)

    def in_order(self, newest_first: bool) -> Asked:
        return replace(self, newest_first=newest_first, page=1)

    def for_words(self, query: str) -> Asked:
        """Other words, narrowed as before."""
        return replace(self, query=query, was_cut=False, is_half=False, page=1)

    def in_all_kinds(self) -> Asked:
        return replace(self, kinds=(), page=1)

    def in_everything(self) -> Asked:
        """The same words, not narrowed."""
        return replace(self, kinds=(), narrowed={}, page=1)

    def with_kind_turned(self, name: str) -> Asked:
        """Chosen when it was not, let go when it was."""
        others = tuple(kind for kind in self.kinds if kind != name)
        return replace(self, kinds=others if name in self.kinds else (*others, name), page=1)

    def without(self, facet: str, value: str) -> Asked:
        """One value of a facet less."""
        left = {
            name: tuple(one for one in values if (name, one) != (facet, value))
            for name, values in self.narrowed.items()
        }
        return replace(self, narrowed={name: values for name, values in left.items() if values}, page=1)


def fields_of(query_string: str) -> QueryDict:
    """What an address says, when it says more than Django will read: its first different fields."""
    return QueryDict("&".join(list(dict.fromkeys(query_string.split("&")))[:MOST_FIELDS]))


def values_of(parameters: QueryDict, name: str) -> tuple[str, ...]:
    """The values of a field that repeats, each once."""
    given = (value for value in parameters.getlist(name) if value and len(value) <= LONGEST_VALUE)
    whole = dict.fromkeys(value for value in given if not CONTROL_SIGNS.search(value))
    return tuple(whole)[:MOST_VALUES]


def page_of(text: str) -> int:
    """The number of a page; the first where `text` is no number of a page."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(LAST_PAGE))
    return max(int(text), 1) if is_number else 1


def quoted(query: str, words: Iterable[str]) -> str:
    """The query with these words between quotes, so that they are searched for as they stand.

    Where one of them is not found back as it was typed, every word of the query is quoted.
    """
    changed = query.replace('"', " ")
    for word in words:
        mark = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
        if not mark.search(changed):
            return " ".join(f'"{one}"' for one in query.replace('"', " ").split())
        changed = mark.sub(lambda found: f'"{found[0]}"', changed, count=1)
    return changed
