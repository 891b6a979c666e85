"""What comes back after a module: the questions of today, what an answer opens, and what has stuck."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from learning.answering import questions
from learning.answering.kept_choice import show_choice
from learning.lessons.rendering import Addresses
from learning.lessons.rendering import render as html_of
from learning.models import ModulePage, Refresher, RefresherAnswer
from learning.refreshers import refresher_shown, refreshing
from learning.refreshers.refreshing import Asked
from tegenspraak.people.decorators import MemberRequest, member_required
from tegenspraak.people.kept_words import words_survive
from tegenspraak.vocabulary import explain


@require_http_methods(["GET"])
@member_required
@never_cache
def refresh(request: MemberRequest) -> HttpResponse:
    """The first question of today, and what has stuck."""
    return show(request)


@never_cache
@require_http_methods(["GET", "POST"])
@words_survive(show_choice)
def answer(request: MemberRequest, refresher: UUID) -> HttpResponse:
    """An answer to the question of a turn. What was answered already is shown, not answered twice."""
    mine = Refresher.objects.visible_to(request.user).with_turn().select_related("module")
    one = get_object_or_404(mine, pk=refresher)
    # A GET comes from the sign-in page after a session that ran out: back to the question.
    if request.method == "GET":
        return redirect("learning:refresh")
    found = {asked.stamp: asked for asked in refreshing.on_goal(one, request.user)}
    asked = found.get(request.POST.get("stamp", ""))
    if asked is None:
        return no_longer_asked(request, one)
    try:
        chosen = questions.read(asked.values, asked.order, request.POST.getlist)
    except questions.NotAnswered:
        return show(request, one, asked, refresher_shown.missing(asked.values["kind"]))
    given = one.answer(asked.values, chosen, turn=one.turn, by=request.user)
    return redirect("learning:refreshed", given.pk)


def no_longer_asked(request: MemberRequest, one: Refresher) -> HttpResponse:
    """Sent from a page that is not of now: answered already (two tabs, the back button), or changed."""
    turn = request.POST.get("turn", "")
    if turn.isdecimal() and len(turn) < 5 and (given := one.answers.filter(turn=int(turn)).first()):
        messages.info(request, _("You have answered this question. Your first answer stays."))
        return redirect("learning:refreshed", given.pk)
    told = _(
        "This question was changed while you were busy, so your choice is not kept. Look at it once more."
    )
    messages.info(request, told)
    return redirect("learning:refresh")


@require_http_methods(["GET"])
@member_required
@never_cache
def refreshed(request: MemberRequest, key: UUID) -> HttpResponse:
    """What an answer opens, with the question as it was asked."""
    answers = RefresherAnswer.objects.visible_to(request.user).select_related("refresher__module")
    given = get_object_or_404(answers, pk=key)
    context = {
        "given": given,
        "text": text_of(given.asked, given.refresher.module),
        "headline": refresher_shown.headline(given),
        "sentences": refresher_shown.sentences(given),
        "parts": refresher_shown.parts_of(given),
        "is_latest": not given.refresher.answers.filter(turn__gt=given.turn).exists(),
        "left": len(refreshing.refreshers_due(request.user)),
    }
    return render(request, "learning/refreshed.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def stop(request: MemberRequest, module: UUID | None = None) -> HttpResponse:
    page = own_module(request, module)
    if request.method == "POST":
        Refresher.objects.stop(by=request.user, module=page)
        messages.success(request, _("It has stopped. What you know stays here, and you can begin again."))
    return redirect("learning:refresh")


@require_http_methods(["GET", "POST"])
@member_required
def begin_again(request: MemberRequest, module: UUID | None = None) -> HttpResponse:
    page = own_module(request, module)
    if request.method == "POST":
        Refresher.objects.begin_again(by=request.user, module=page)
        messages.success(request, _("The questions come back again, from where you were."))
    return redirect("learning:refresh")


def own_module(request: MemberRequest, key: UUID | None) -> ModulePage | None:
    """The module with `key`, where something of it comes back to this person; 404 else."""
    if key is None:
        return None
    mine = Refresher.objects.visible_to(request.user).values("module")
    return get_object_or_404(
        ModulePage.objects.visible_to(request.user).filter(pk__in=mine), translation_key=key
    )


def show(
    request: MemberRequest, one: Refresher | None = None, asked: Asked | None = None, fault: str = ""
) -> HttpResponse:
    """The page with a question: the one given, else the first that is asked today."""
    today = refreshing.refreshers_due(request.user)
    if one is None and today:
        one = today[0]
        asked = refreshing.choose(one, refreshing.on_goal(one, request.user))
    is_paused = refreshing.is_paused(request.user)
    found = refreshing.what_has_stuck(request.user, today, is_paused)
    context: dict[str, Any] = {
        "stuck": found,
        "next_day": refreshing.next_day(found),
        "is_paused": is_paused,
        "fault": fault,
    }
    if one and asked:
        form = refresher_shown.form_of(asked.values, asked.order, request.POST.getlist)
        context |= {
            "refresher": one,
            "stamp": asked.stamp,
            "form": form,
            "text": text_of(asked.values, one.module),
            "left": len(today),
        }
    return render(request, "learning/refresh.html", context, status=422 if fault else 200)


def text_of(values: questions.Values, module: ModulePage) -> str:
    return html_of(values["text"], explain.glossary(), "vraag", Addresses.of(module))
