from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def guests_stay_in_their_room(get_response: Callable) -> Callable:
    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    return middleware
