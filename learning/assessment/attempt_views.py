"""Taking a test: one question a page, each answer kept at once, nothing told before it is handed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from learning.answering import asked, questions
from learning.answering.kept_choice import show_choice
from learning.assessment.assessment_panel import Hindrance, state_for
from learning.assessment.attempt_result import addresses_of, goals_of, questions_of
from learning.lessons.rendering import Renderer
from learning.models import Attempt, TestPage
from learning.models.attempts import HandedIn, NotNow
from tegenspraak.people.decorators import MemberRequest, member_required
from tegenspraak.people.kept_words import words_survive

GO = ("next", "back", "list")  # where a button of a question leads


@dataclass(frozen=True)
class Step:
    """A question of a try in the list of them all."""

    number: int
    is_answered: bool
    url: str


def steps_of(attempt: Attempt) -> list[Step]:
    given = set(attempt.answers.values_list("place", flat=True))
    return [Step(place + 1, place in given, page_of(attempt, place + 1)) for place in range(attempt.total)]


def page_of(attempt: Attempt, number: int) -> str:
    return reverse("learning:attempt_question", args=[attempt.pk, number])


def see(address: str) -> HttpResponse:
    """Reloading what comes next sends nothing a second time."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def begin(request: MemberRequest, key: UUID) -> HttpResponse:
    """Starts a try, or goes on with the one that is open."""
    test = get_object_or_404(TestPage.objects.visible_to(request.user), translation_key=key)
    if request.method == "GET":  # from the sign-in page, after a session that ran out
        return see(test.url)
    name = " ".join(request.POST.get("name", "").replace("\x00", "").split())[:150]
    try:
        attempt = Attempt.objects.start(test, by=request.user, name=name)
    except NotNow as refused:
        messages.warning(request, Hindrance(refused.why).label)
        return see(test.url)
    return see(attempt.get_absolute_url())


@never_cache
@require_safe
@member_required
def attempt(request: MemberRequest, attempt: UUID) -> HttpResponse:
    """The result of a test that was handed in; else the way to where one was."""
    mine = get_object_or_404(Attempt.objects.visible_to(request.user).select_related("module"), pk=attempt)
    if not mine.is_finished:
        left = [step for step in steps_of(mine) if not step.is_answered]
        return see(left[0].url if left else reverse("learning:hand_in", args=[mine.pk]))
    state = state_for(mine.module, request.user) if mine.module else None
    context = {
        "attempt": mine,
        "state": state,
        "certificate": getattr(mine, "certificate", None),
        "is_last": state is not None and state.last == mine,
        "goals": goals_of(mine, request.user),
        "questions": list(questions_of(mine)),
        "crumbs": [mine.module] if mine.module and mine.module.live else [],
    }
    return render(request, "learning/attempt_result.html", context)


def show_words(request: HttpRequest, status: int, notice: str) -> HttpResponse:
    """What was chosen, to send once more, for who signed out or signed in again in the meantime."""
    if getattr(request, "htmx", False):
        return kept(request, notice)
    return show_choice(request, status, notice)


def kept(request: HttpRequest, how: str) -> HttpResponse:
    """The line below a question that says whether the answer is kept, for a script."""
    return render(request, "learning/_attempt_saved.html", {"how": how})


@never_cache
@words_survive(show_words)
def question(request: MemberRequest, attempt: UUID, number: int) -> HttpResponse:
    """One question; an answer is kept with each press of a button, whichever way that leads."""
    mine = get_object_or_404(Attempt.objects.visible_to(request.user).select_related("module"), pk=attempt)
    if not 1 <= number <= mine.total:
        raise Http404
    is_script = bool(getattr(request, "htmx", False))
    if mine.is_finished:
        return kept(request, "handed_in") if is_script else was_handed_in(request, mine)
    if request.method != "POST":
        return show(request, mine, number)
    try:
        is_kept = save(request, mine, number - 1)
    except HandedIn:
        return kept(request, "handed_in") if is_script else was_handed_in(request, mine)
    if is_script:
        return kept(request, "kept" if is_kept else "not_whole")
    to = request.POST.get("go", "next")
    if not is_kept and to == "next":
        return show(request, mine, number, fault=_("Answer the whole question, or skip it for now."))
    if not is_kept and has_begun(request):
        messages.warning(
            request, _("Question %(number)d is not whole yet, so it is not kept.") % {"number": number}
        )
    return see(next_page(mine, number, to))


def was_handed_in(request: HttpRequest, mine: Attempt) -> HttpResponse:
    messages.info(request, _("You handed this test in already. Nothing in it has changed."))
    return see(mine.get_absolute_url())


def save(request: MemberRequest, mine: Attempt, place: int) -> bool:
    """Whether a whole answer was sent; it is kept then. Raises HandedIn."""
    try:
        answer = questions.read(mine.questions[place], mine.order(place), request.POST.getlist)
    except questions.NotAnswered:
        return False
    mine.answer(place, answer, by=request.user)
    return True


def has_begun(request: HttpRequest) -> bool:
    return any(request.POST.get(name) for name in request.POST if name not in ("csrfmiddlewaretoken", "go"))


def next_page(mine: Attempt, number: int, to: str) -> str:
    if to == "back" and number > 1:
        return page_of(mine, number - 1)
    if to == "list" or number == mine.total:
        return reverse("learning:hand_in", args=[mine.pk])
    return page_of(mine, number + 1)


def show(request: MemberRequest, mine: Attempt, number: int, fault: str = "") -> HttpResponse:
    place = number - 1
    values, order = mine.questions[place], mine.order(place)
    given = mine.answers.filter(place=place).first()
    fields = asked.fields_of(values, order, given.answer) if given else {}
    sent: asked.Sent = request.POST.getlist if fault else lambda name: fields.get(name, [])
    context: dict[str, Any] = {
        "attempt": mine,
        "number": number,
        "text": Renderer(addresses_of(mine)).markdown(values["text"], "vraag"),
        "asked": asked.show(values, order, sent),
        "given": given,
        "fault": fault,
        "is_last": number == mine.total,
    }
    return render(request, "learning/attempt_question.html", context, status=422 if fault else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def hand_in(request: MemberRequest, attempt: UUID) -> HttpResponse:
    """What is answered and what not, and the button after which nothing changes any more."""
    mine = get_object_or_404(Attempt.objects.visible_to(request.user).select_related("module"), pk=attempt)
    if mine.is_finished:
        return was_handed_in(request, mine)
    if request.method == "POST":
        mine.hand_in(by=request.user)
        return see(mine.get_absolute_url())
    steps = steps_of(mine)
    context = {"attempt": mine, "steps": steps, "left": [step for step in steps if not step.is_answered]}
    return render(request, "learning/attempt_hand_in.html", context)
