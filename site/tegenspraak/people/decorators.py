from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from tegenspraak.people.models import User


class MemberRequest(HttpRequest):
    """The request of someone who has signed in."""

    user: User


def member_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view is for signed-in people; a visitor signs in first, a guest gets 403."""

    @wraps(view)
    def members_only(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_guest:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return login_required(members_only)
