"""Where somebody is in a lesson, kept while they read and when they stop."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from learning.models import LessonPage, ModulePage
from tegenspraak.people.decorators import MemberRequest, member_required

LONGEST = 5  # figures in the number of a block


def number_in(request: MemberRequest) -> int | None:
    """The number of the block that was sent; None where none was, or no number."""
    sent = request.POST.get("number", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) <= LONGEST else None


@require_POST
@member_required
def reached(request: MemberRequest, key: UUID) -> HttpResponse:
    """Sent by a script while somebody reads."""
    lesson = get_object_or_404(LessonPage.objects.visible_to(request.user), translation_key=key)
    number = number_in(request)
    if number is None:
        return HttpResponseBadRequest()
    lesson.reach(number, by=request.user)
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
@member_required
def stop(request: MemberRequest, key: UUID) -> HttpResponse:
    """“I stop here for now”: keeps the place, where it is known, and leads to the module."""
    lesson = get_object_or_404(LessonPage.objects.visible_to(request.user), translation_key=key)
    # A GET comes from the sign-in page after a session that ran out: back to the lesson.
    if request.method == "GET":
        return redirect(lesson.url)
    if number := number_in(request):
        lesson.reach(number, by=request.user)
    messages.info(
        request,
        _("Good that you stop when it is enough. Your place is kept; go on when it suits you."),
    )
    return redirect(lesson.get_parent().url)


@require_http_methods(["GET", "POST"])
@member_required
def read_changes(request: MemberRequest, slug: str) -> HttpResponse:
    """Somebody read what is new in a module: it is told no more."""
    module = get_object_or_404(ModulePage.objects.visible_to(request.user), slug=slug)
    if request.method == "POST":
        module.mark_changes_read(by=request.user)
    return redirect(module.url)
