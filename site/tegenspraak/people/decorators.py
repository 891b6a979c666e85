from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from tegenspraak.people.models import User


class MemberRequest(HttpRequest):
    """The request of someone who has signed in."""

    user: User


def sign_in_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view is for signed-in people, guests too; a visitor signs in first and comes back."""

    @wraps(view)
    def people_only(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(page_of(request))
        return view(request, *args, **kwargs)

    return people_only


def page_of(request: HttpRequest) -> str:
    """The page to come back to. What a form was sent to is none: that is the page with the form."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    sent_from = urlsplit(request.headers.get("Referer", ""))
    if sent_from.netloc != request.get_host():
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    return sent_from._replace(scheme="", netloc="").geturl()


def member_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view is for signed-in people; a visitor signs in first, a guest gets 403."""

    @wraps(view)
    def members_only(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_guest:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return sign_in_required(members_only)
