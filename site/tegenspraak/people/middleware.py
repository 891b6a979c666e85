"""Doors: who is turned back before any view runs."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from tegenspraak.people.guests import may_visit
from tegenspraak.people.permissions import is_in_cms_group, may_see_others


def nothing_stays_behind(get_response: Callable) -> Callable:
    """What a signed-in person saw stays in no cache: not in the browser, and not on the way to it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response

    return middleware


def guests_stay_in_their_room(get_response: Callable) -> Callable:
    """A guest uses only what rooms opened for guests, and only editors come into the CMS."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated:
            if user.is_guest and not may_visit(request.path_info):
                raise PermissionDenied
            if request.path_info.startswith(reverse("wagtailadmin_home")):
                return editors_door(request, get_response)
        return get_response(request)

    return middleware


def editors_door(request: HttpRequest, get_response: Callable) -> HttpResponse:
    """The way into the CMS of someone who has signed in.

    Wagtail would send them to the sign-in page, and that sends who has signed in straight back.
    """
    if not is_in_cms_group(request.user):
        raise PermissionDenied
    if not may_see_others(request.user):
        return redirect("people:security")
    return get_response(request)
