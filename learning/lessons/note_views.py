"""One's own notes beside a lesson, and the lessons that one keeps at hand."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from learning.lessons.notebook import notebook_of
from learning.models import LessonPage, Note, NoteConflict
from learning.models.notes import LONGEST
from tegenspraak.people.decorators import MemberRequest, member_required
from tegenspraak.people.kept_words import words_survive

FORM, STATE = "learning/_note_fields.html", "learning/_note_state.html"


def typed(request: HttpRequest) -> str:
    return request.POST.get("text", "").replace("\x00", "").replace("\r\n", "\n").strip()


def show_again(request: HttpRequest, status: int, notice: str, other: Note | None = None) -> HttpResponse:
    """What was typed and is not saved, and why; where htmx sent it, only why: the words are still there."""
    sent = {name: request.POST.get(name, "") for name in ("seen", "owner")}
    words = {"text": typed(request), **sent, "address": request.path}
    context = {"notice": notice, "other": other, "typed": words, "longest": LONGEST}
    template = STATE if is_part(request) else "learning/note.html"
    return render(request, template, context, status=status)


def is_part(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


@sensitive_post_parameters()
@words_survive(show_again)
def note(request: MemberRequest, key: UUID) -> HttpResponse:
    """Saves a note: by its button, or by htmx after a pause in typing."""
    # A lesson that went offline while somebody read it still takes their words.
    own = Q(pk__in=LessonPage.objects.visible_to(request.user)) | Q(progress__user=request.user)
    lesson = LessonPage.objects.filter(own, translation_key=key).distinct().first()
    if request.method != "POST":
        return redirect(f"{lesson.url}#notities" if lesson else "learning:notes")
    if lesson is None:
        return show_again(request, status=404, notice="gone")
    if request.POST.get("owner") != str(request.user.pk):
        return show_again(request, status=403, notice="other_person")
    if len(typed(request)) > LONGEST:
        return show_again(request, status=422, notice="long")
    return write(request, lesson)


def write(request: MemberRequest, lesson: LessonPage) -> HttpResponse:
    """Saves what was typed, after a conflict as its writer decided: alone, or below the other text."""
    text, decided = typed(request), request.POST.get("decide", "")
    seen = request.POST.get("newer" if decided else "seen", "")
    if decided == "both" and (before := Note.objects.of(lesson, request.user)) and before.text != text:
        text = f"{before.text}\n\n{text}"[:LONGEST]
    try:
        saved = Note.objects.write(text, lesson=lesson, by=request.user, seen=seen)
    except NoteConflict as conflict:
        return show_again(request, status=409, notice="conflict", other=conflict.note)
    if not is_part(request):
        messages.success(request, _("Your note is saved."))
        return redirect(f"{lesson.url}#notities" if lesson.live else "learning:notes")
    context = {"note": saved, "page": lesson, "is_saved": True, "longest": LONGEST}
    response = render(request, FORM if decided else STATE, context)
    if decided:
        response["HX-Retarget"] = "#notitie"
    response["HX-Trigger"] = json.dumps({"saved": {"seen": saved.stamp if saved else ""}})
    return response


@member_required
def notes(request: MemberRequest) -> HttpResponse:
    return render(request, "learning/notes.html", {"notebook": notebook_of(request.user)})


@require_POST
@member_required
def delete(request: MemberRequest, number: int) -> HttpResponse:
    get_object_or_404(Note.objects.visible_to(request.user), pk=number).delete()
    messages.info(request, _("The note is deleted."))
    return redirect("learning:notes")


@require_http_methods(["GET", "POST"])
@member_required
def keep(request: MemberRequest, key: UUID) -> HttpResponse:
    """Keeps a lesson at hand, or no longer: `keep` is yes or no."""
    lesson = get_object_or_404(LessonPage.objects.visible_to(request.user), translation_key=key)
    context: dict[str, Any] = {"page": lesson}
    if request.method == "POST":
        context["progress"] = lesson.keep(request.POST.get("keep") == "yes", by=request.user)
        if is_part(request):
            return render(request, "learning/_keep.html", context)
    return redirect("learning:notes" if "from_list" in request.POST else lesson.url)
