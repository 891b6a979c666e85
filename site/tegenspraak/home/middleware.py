"""Wagtail's editor needs inline script; every other page does without."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse


def editor_pages_policy(get_response: Callable) -> Callable:
    """Loosens the Content-Security-Policy on Wagtail's admin alone; still no other host."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith("/beheer/"):
            response._csp_update = {
                "script-src": [SELF, UNSAFE_INLINE],
                "style-src": [SELF, UNSAFE_INLINE],
            }
        return response

    return middleware
