"""What a reader does with a lesson; the pages themselves are served by the CMS."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from learning.models import LessonPage
from tegenspraak.people.decorators import MemberRequest, member_required


@require_http_methods(["GET", "POST"])
@member_required
def done(request: MemberRequest, key: UUID) -> HttpResponse:
    lesson = get_object_or_404(LessonPage.objects.visible_to(request.user), translation_key=key)
    # A GET comes from the sign-in page after a session that ran out: back to the button.
    if request.method == "GET":
        return redirect(lesson.url)
    lesson.mark_done(by=request.user)
    messages.success(request, _("“%(lesson)s” is done. Well done.") % {"lesson": lesson.title})
    return redirect(lesson.get_parent().url)


@require_http_methods(["GET", "POST"])
@member_required
def undo(request: MemberRequest, key: UUID) -> HttpResponse:
    lesson = get_object_or_404(LessonPage.objects.visible_to(request.user), translation_key=key)
    if request.method == "POST":
        lesson.undo_done(by=request.user)
        messages.info(request, _("“%(lesson)s” is open again.") % {"lesson": lesson.title})
    return redirect(lesson.url)
