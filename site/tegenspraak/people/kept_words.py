"""A form that survives an expired session and a stale page: the typed words come back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, RejectRequest
from django.views.decorators.csrf import csrf_exempt

from tegenspraak.people.decorators import member_required

View = Callable[..., HttpResponse]


class OriginCheck(CsrfViewMiddleware):
    """Django's own check, with one difference: a stale token is noted instead of refused.

    A page of another origin is still refused outright; it may not even have its words shown.
    """

    def _check_token(self, request: HttpRequest) -> None:
        try:
            super()._check_token(request)  # type: ignore[misc]
        except RejectRequest:
            request.token_is_stale = True  # type: ignore[attr-defined]


def words_survive(show_again: View, door: Callable[[View], View] = member_required) -> Callable[[View], View]:
    """For a view with a long form: who sends it while signed out gets it back with all words (401).

    Signing in elsewhere makes the token in the old page stale; that too gives the form back (403), with
    a fresh token. `show_again(request, status=, notice=)` renders it from the body alone: nothing is
    read from the database, so that a visitor cannot tell which cases exist. `door` says who may come in.
    """

    def decorate(view: View) -> View:
        for_members = door(view)

        @csrf_exempt
        @wraps(view)
        def surviving(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                return for_members(request, *args, **kwargs)
            refused = OriginCheck(for_members).process_view(request, for_members, (), {})
            if refused is not None:
                return refused
            if not request.user.is_authenticated:
                return show_again(request, status=401, notice="signed_out")
            if getattr(request, "token_is_stale", False):
                return show_again(request, status=403, notice="stale")
            return for_members(request, *args, **kwargs)

        return surviving

    return decorate
