"""What goes for every page: the Content-Security-Policy, and a page that helps where nothing is found."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import Http404, HttpRequest, HttpResponse

from tegenspraak.home.errors import not_found


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


class HelpfulNotFound:
    """Shows our own page for what is not there, with DEBUG on as well.

    Django's page for developers says in English which row it looked for: not what a stranger at the demo
    should read.
    """

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return not_found(request, exception) if isinstance(exception, Http404) else None
