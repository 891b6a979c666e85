"""Error pages that help: what happened, that nothing is lost, and where to go."""

import sys
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something of ours broke (500), or the database is away or busy for a moment (503)."""
    # Rendered without the request: whatever broke must not break this page too.
    if isinstance(sys.exc_info()[1], OperationalError):
        page = loader.get_template("errors/503.html").render()
        return HttpResponse(page, status=503, headers={"Retry-After": "30"})
    return HttpResponse(loader.get_template("errors/500.html").render(), status=500)


def csrf_failure(request: HttpRequest, reason: str = "", **kwargs: Any) -> HttpResponse:
    """A form sent from an expired page: the typed text is still behind the back button."""
    return render(request, "errors/expired.html", status=403)
