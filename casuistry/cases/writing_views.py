"""Writing a case: a new one and an existing one, on the same screen."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from casuistry.cases.models import Case, Conflict
from casuistry.cases.permissions import can_edit
from casuistry.cases.writing import Writing
from tegenspraak.people.kept_words import words_survive

ADD_ROW = "add_row"


def screen(request: HttpRequest, writing: Writing, status: int = 200, **context: Any) -> HttpResponse:
    """The writing screen. It is sent back to the address it came from."""
    return render(request, "cases/form.html", {"writing": writing, **context}, status=status)


def show_again(request: HttpRequest, status: int, notice: str) -> HttpResponse:
    return screen(request, Writing.again(request.POST), status=status, notice=notice)


@sensitive_post_parameters()
@words_survive(show_again)
def new(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return screen(request, Writing.blank())

    def write(writing: Writing) -> Case:
        data = writing.form.cleaned_data
        token = data["submission"] or uuid.uuid4()
        return Case.objects.start(
            writing.draft(),
            by=request.user,
            submission=token,
            kept=data["kept"],
            version=data["version"] or 1,
        )

    return save(request, write)


@sensitive_post_parameters()
@words_survive(show_again)
def edit(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=case_id)
    if not can_edit(request.user, case):
        raise PermissionDenied
    if request.method != "POST":
        return screen(request, Writing.of(case), case=case)

    def write(writing: Writing) -> Case:
        data = writing.form.cleaned_data
        return case.rewrite(writing.draft(), by=request.user, version=data["version"] or 0, kept=data["kept"])

    return save(request, write, case)


def save(request: HttpRequest, write: Callable[[Writing], Case], case: Case | None = None) -> HttpResponse:
    """Writes what was sent, or shows it again: with another row, with complaints, or beside newer words."""
    if ADD_ROW in request.POST:
        return screen(request, about(Writing.again(request.POST, more=1), case), case=case)
    writing = about(Writing.sent(request.POST), case)
    if not writing.is_valid():
        return screen(request, writing, status=422, case=case, notice="invalid")
    was_shared = case is not None and case.is_shared
    try:
        written = write(writing)
    except Conflict as conflict:
        again = about(Writing.again(request.POST, version=conflict.case.version), conflict.case)
        return screen(request, again, status=409, case=conflict.case, newer=conflict.case, notice="conflict")
    if was_shared and not written.is_shared:
        messages.warning(
            request, _("Your new text can point to a person. For now only you can read this case.")
        )
    else:
        messages.success(request, _("The case is saved."))
    return redirect(written)


def about(writing: Writing, case: Case | None) -> Writing:
    return writing.about(case) if case else writing
