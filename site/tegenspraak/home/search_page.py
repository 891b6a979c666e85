"""The search page: what this person may see and what fits their words.

The address holds the words and how they are narrowed, never a title of what was found.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import TooManyFieldsSent
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django_htmx.http import push_url, replace_url
from django_htmx.middleware import HtmxDetails

from tegenspraak.home.models import RecentSearch
from tegenspraak.home.search_address import LONGEST_QUERY, Asked, fields_of, quoted
from tegenspraak.people.decorators import MemberRequest, member_required
from tegenspraak.search.facets import YEAR
from tegenspraak.search.find import Found, find
from tegenspraak.search.registry import Facet, kinds_for
from tegenspraak.vocabulary.models import Theme

FORM = "zoekformulier"  # the form with the field that is typed in
THEMES_SHOWN = 12
SHORTEST_HALF = 2  # letters: one letter, while somebody types, says nothing yet


class SearchRequest(HttpRequest):
    """A request of which the middleware told whether htmx made it."""

    htmx: HtmxDetails


@dataclass(frozen=True)
class Choice:
    """A link that narrows the search or widens it: a kind, or a chosen value of a facet."""

    name: str
    label: str | Promise
    address: str
    value: str = ""
    count: int = 0
    is_chosen: bool = False
    facet: str | Promise = ""
    has_box: bool = True


@never_cache
def search_page(request: SearchRequest) -> HttpResponse:
    """What was found; for htmx only the part below the field, with the address that belongs to it."""
    asked, user = asked_in(request), request.user
    is_part = bool(request.htmx) and not request.htmx.history_restore_request
    context = {"asked": asked, "query": asked.query, "longest": LONGEST_QUERY}
    shortest = SHORTEST_HALF if asked.is_half else 1
    context |= start(user) if len(asked.query) < shortest else answer(asked, user)
    if is_part:
        response = render(request, "home/search_part.html", context)
        is_typed = request.htmx.trigger == FORM
        return (replace_url if is_typed else push_url)(response, asked.address)
    if request.method == "GET" and asked.page == 1 and not asked.is_half:
        # Remembering is no reason to keep anybody from their answer.
        with contextlib.suppress(OperationalError, IntegrityError):
            RecentSearch.objects.remember(asked.query, by=user)
    return render(request, "home/search.html", context)


@member_required
@require_POST
def forget_search(request: MemberRequest, search_id: uuid.UUID) -> HttpResponse:
    """Forgets one of one's own earlier searches."""
    get_object_or_404(RecentSearch.objects.visible_to(request.user), pk=search_id).delete()
    return redirect("home:search")


@member_required
@require_POST
def forget_searches(request: MemberRequest) -> HttpResponse:
    """Forgets all that one searched for before."""
    RecentSearch.objects.visible_to(request.user).delete()
    return redirect("home:search")


def asked_in(request: HttpRequest) -> Asked:
    try:
        parameters: QueryDict = request.GET
    except TooManyFieldsSent:
        parameters = fields_of(request.META["QUERY_STRING"])
    names = [kind.name for kind in kinds_for(request.user)]
    return Asked.read(parameters, names, {*facets_for(request.user), YEAR})


def facets_for(user: Any) -> dict[str, Facet]:
    return {facet.name: facet for kind in kinds_for(user) for facet in kind.facets}


def start(user: Any) -> dict[str, Any]:
    """Where to begin while nothing was asked: one's own earlier searches, and themes."""
    return {
        "recent": RecentSearch.objects.visible_to(user).newest_first()[: RecentSearch.MOST],
        # As the vocabulary is loaded: what most people meet comes first.
        "themes": Theme.objects.visible_to(user).order_by("pk")[:THEMES_SHOWN],
    }


def answer(asked: Asked, user: Any) -> dict[str, Any]:
    """What was found, and the links to the searches beside it."""
    found = find(
        asked.query,
        user,
        kinds=asked.kinds or None,
        page=asked.page,
        narrowed=asked.narrowed,
        newest_first=asked.newest_first,
        typing=asked.is_half,
    )
    return {
        "found": found,
        "other_names": other_names(found),
        "kinds": list(kinds_of(found, asked, user)),
        "number_of_all": sum(found.counts.values()),
        "chosen": list(chosen_in(found, asked, user)),
        "as_typed": asked.for_words(quoted(asked.query, [one.typed for one in found.corrections])).address,
        "by_relevance": asked.in_order(newest_first=False).address,
        "by_date": asked.in_order(newest_first=True).address,
        "first_page": asked.on_page(1).address,
        "previous_page": asked.on_page(found.page - 1).address,
        "next_page": asked.on_page(found.page + 1).address,
    }


def other_names(found: Found) -> dict[str, list[str]]:
    """What was typed, and the other names of that: the words of one expression stand together."""
    typed: dict[str, list[str]] = {}
    for via in found.via:
        typed.setdefault(via.meant, []).append(via.typed)
    names: dict[str, list[str]] = {}
    for meant, words in typed.items():
        names.setdefault(" ".join(sorted(words, key=found.query.find)), []).append(meant)
    return names


def kinds_of(found: Found, asked: Asked, user: Any) -> Iterator[Choice]:
    """The kinds in which something was found, and those that were asked for."""
    for kind in kinds_for(user):
        count, is_chosen = found.counts.get(kind.name, 0), kind.name in asked.kinds
        if count or is_chosen:
            address = asked.with_kind_turned(kind.name).address
            label = kind.plural or kind.label
            yield Choice(kind.name, label, address, count=count, is_chosen=is_chosen)


def chosen_in(found: Found, asked: Asked, user: Any) -> Iterator[Choice]:
    """Each value of a facet that was chosen, with the search without it.

    A value that fits nothing now has no box to be unticked: it stays chosen, and is named all the same.
    """
    shown = {facet.name: {one.value: one.label for one in facet.values} for facet in found.facets}
    facets = facets_for(user)
    for name, values in asked.narrowed.items():
        labels = shown.get(name, {})
        if name in facets and not labels.keys() >= set(values):
            labels = {**facets[name].named(values), **labels}
        heading = facets[name].label if name in facets else _("Year")
        for value in values:
            address = asked.without(name, value).address
            yield Choice(
                name,
                labels.get(value, value),
                address,
                value,
                facet=heading,
                has_box=value in shown.get(name, {}),
            )
