"""What a reader sends from within a lesson: an answer, a choice, a step; that piece of it comes back."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from learning.answering import activities, question_shown, questions, scenario_shown, scenarios, stop_shown
from learning.answering.activity import PREVIEW_SALT, Activity, Reader, Tried, Values, anchor_of
from learning.answering.scenario_tree import tree_of
from learning.lessons.rendering import Addresses, Renderer, Section
from learning.models import LessonPage
from learning.models.answers import Answer, Commitment, ScenarioRun
from learning.permissions import can_edit_lesson
from tegenspraak.people.decorators import MemberRequest, member_required
from tegenspraak.people.kept_words import words_survive
from tegenspraak.people.permissions import is_in_cms_group

LONGEST_REASON = 4000
# What a form sends beside the words of its reader.
OURS = ("csrfmiddlewaretoken", "token", "tries", "state", "preview")
WORDS = ("text", "reason")


class Refused(Exception):
    """What was sent is not taken: the status of the answer, and the activity with the words to send again."""

    def __init__(self, status: int, shown: Activity) -> None:
        super().__init__(status)
        self.status, self.shown = status, shown


def show_words(request: HttpRequest, status: int, notice: str) -> HttpResponse:
    """What was sent, to send once more: by who is signed out, from an old page, for a lesson that is gone."""
    match = request.resolver_match
    assert match is not None
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        "notice": notice,
        "lesson_key": match.kwargs["key"],
        "anchor": anchor_of(match.kwargs["activity"]),
        "words": [(name, value) for name, value in fields if name in WORDS and value.strip()],
        "sent": [pair for pair in fields if pair[0] not in (*WORDS, "csrfmiddlewaretoken")],
    }
    return piece(request, "learning/blocks/kept_words.html", context, status)


def piece(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """That piece of the page for a script; without one a page with that piece."""
    is_piece = bool(getattr(request, "htmx", False))
    shell = template if is_piece else "learning/activity.html"
    response = render(request, shell, {**context, "piece": template, "is_piece": is_piece}, status=status)
    if is_piece:
        # With this the script shows a refusal too where the form stood.
        response["HX-Reswap"] = "outerHTML"
    return response


def shown_again(request: HttpRequest, lesson: Any, shown: Activity, status: int = 200) -> HttpResponse:
    section = Section(shown.kind, activity=shown)
    return piece(request, section.template, {"section": section, "lesson": lesson}, status)


@never_cache
@sensitive_post_parameters()
@words_survive(show_words)
def act(request: MemberRequest, key: UUID, activity: str) -> HttpResponse:
    """Keeps what a member answers, chooses or does next."""
    lesson = LessonPage.objects.visible_to(request.user).filter(translation_key=key).first()
    found = activities.in_lesson(lesson).get(activity) if lesson else None
    if lesson is None or found is None:
        if request.method == "POST":
            return show_words(request, 404, "gone")
        raise Http404
    back = f"{lesson.url}#{anchor_of(activity)}"
    if request.method != "POST":  # from the sign-in page, after a session that ran out
        return redirect(back)
    kind, values = found
    try:
        shown = ACTS[kind](request, activities.reader_of(lesson, request.user), values)
    except Refused as refused:
        return shown_again(request, lesson, refused.shown, refused.status)
    if getattr(request, "htmx", False):
        return shown_again(request, lesson, shown)
    response = redirect(back)
    response.status_code = 303
    return response


def answered(request: MemberRequest, reader: Reader, values: Values) -> Activity:
    """The question with its outcome, once the answer is kept. Raises Refused."""
    lesson, user, tried = reader.lesson, request.user, tried_in(request)
    if request.POST.get("token") != reader.token(questions.digest_of(values)):
        given = Answer.objects.latest_of(user, lesson).get(values["key"])
        raise Refused(409, question_shown.show(reader, values, given, changed(tried)))
    answer = answer_in(request, reader, values)
    after = as_number(request.POST.get("tries"))
    return question_shown.show(
        reader, values, Answer.objects.give(lesson, values, answer, by=user, after=after)
    )


def answer_in(request: HttpRequest, reader: Reader, values: Values) -> Any:
    """The whole answer that was sent. Raises Refused."""
    try:
        return questions.read(values, questions.mixed(values, reader.seed), request.POST.getlist)
    except questions.NotAnswered:
        given = None
        if not reader.is_preview:
            given = Answer.objects.latest_of(reader.user, reader.lesson).get(values["key"])
        told = FAULTS.get(values["kind"], _("Choose an answer first."))
        raise Refused(422, question_shown.show(reader, values, given, tried_in(request, str(told)))) from None


def committed(request: MemberRequest, reader: Reader, values: Values) -> Activity:
    """The stop moment with what it opens, once the choice is kept. Raises Refused."""
    place, tried = stop_shown.place_of(reader.lesson), tried_in(request)
    mine = Commitment.objects.filter(user=request.user, place=place, key=values["key"]).first()
    asked = stop_shown.asked_of(values)
    is_new = mine is None
    if mine is None:
        if request.POST.get("token") != reader.token(questions.digest_of(asked)):
            raise Refused(409, stop_shown.show(reader, values, tried=changed(tried, without="choice")))
        choice, reason = choice_in(request, reader, values)
        mine = Commitment.objects.commit(
            place, values["key"], asked, choice=choice, reason=reason, by=request.user
        )
    shown = stop_shown.show(reader, values, mine, Commitment.objects.spreads(place), tried)
    if shown.made and shown.made.is_other and not is_new:  # from another tab: the words are not lost
        raise Refused(409, shown)
    return shown


def choice_in(request: HttpRequest, reader: Reader, values: Values) -> tuple[int, str]:
    """What was chosen at a stop moment and why. Raises Refused."""
    choice, reason = as_number(request.POST.get("choice")), tried_in(request).first("reason").strip()
    told = ""
    if not 0 <= choice < len(values["choices"]):
        told = _("Choose an answer first.")
    elif len(reason) > LONGEST_REASON:
        told = _("This is too long: at most %(most)d characters.") % {"most": LONGEST_REASON}
    if told:
        raise Refused(422, stop_shown.show(reader, values, tried=tried_in(request, told)))
    return choice, reason if values.get("ask_reason", True) else ""


def stepped(request: MemberRequest, reader: Reader, values: Values) -> Activity:
    """The scenario where it stands after a step. Raises Refused."""
    runs, state = ScenarioRun.objects, request.POST.get("state", "")
    try:
        if request.POST.get("go") == "back":
            run = runs.step_back(reader.lesson, values, by=request.user, state=state)
        elif request.POST.get("go") == "again":
            run = runs.start_again(reader.lesson, values, by=request.user, state=state)
        else:
            choice = as_number(request.POST.get("choice"))
            run = runs.choose(reader.lesson, values, choice, by=request.user, state=state)
    except scenarios.NoSuchChoice:
        stood = runs.filter(user=request.user, lesson=reader.lesson, key=values["key"]).first()
        told = tried_in(request, _("Choose an answer first."))
        raise Refused(422, scenario_shown.show(reader, values, stood, told)) from None
    return scenario_shown.show(reader, values, run)


ACTS = {"question": answered, "stop": committed, "scenario": stepped}
FAULTS = {
    "order": gettext_lazy("Give each step a number of its own, from 1 on."),
    "match": gettext_lazy("Choose something for each line."),
    "true_false": gettext_lazy("Choose whether it is so, and a reason."),
    "open": gettext_lazy("Write something first."),
}


def tried_in(request: HttpRequest, fault: str = "") -> Tried:
    return Tried(request.POST.getlist, fault)


def changed(tried: Tried, without: str = "") -> Tried:
    """For a page that shows what is asked no longer: only what was typed goes along."""

    def words(name: str) -> list[str]:
        return tried.sent(name) if name in WORDS and name != without else []

    told = _("This was changed while you were busy, so your choice is not kept. Look at it once more.")
    return Tried(words, told)


def as_number(text: str | None) -> int:
    """A place from a form; -1, which no place has, for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else -1


@require_POST
@never_cache
@member_required
def try_out(request: MemberRequest) -> HttpResponse:
    """An activity in an editor's preview: it does what it will do, and keeps nothing."""
    if not is_in_cms_group(request.user):
        raise PermissionDenied
    try:
        told = signing.loads(request.POST.get("preview", ""), salt=PREVIEW_SALT)
    except signing.BadSignature:
        return HttpResponse(status=400)
    reader = Reader(request.user, None, Renderer(Addresses(*told["addresses"])), is_preview=True)
    try:
        shown = tried_out(request, reader, told)
    except Refused as refused:
        return shown_again(request, None, refused.shown, refused.status)
    return shown_again(request, None, shown)


def tried_out(request: HttpRequest, reader: Reader, told: dict[str, Any]) -> Activity:
    """The activity after what was sent, made of rows that nobody saves. Raises Refused."""
    kind, values = told["kind"], told["values"]
    if kind == "question":
        answer = answer_in(request, reader, values)
        return question_shown.show(reader, values, Answer(**Answer.facts_of(values, answer)))
    if kind == "stop":
        choice, reason = choice_in(request, reader, values)
        return stop_shown.show(reader, values, stop_shown.made_for(values, choice, reason))
    path, ends = told["path"]
    run = ScenarioRun(
        user_id=reader.user.pk, values=values, digest=questions.digest_of(values), path=path, ends=ends
    )
    go = request.POST.get("go")
    try:
        choice = as_number(request.POST.get("choice"))
        ways = {"back": path[:-1], "again": []}
        run.move(ways[go] if go in ways else scenarios.onwards(values, path, choice))
    except scenarios.NoSuchChoice:
        told_why = tried_in(request, _("Choose an answer first."))
        raise Refused(422, scenario_shown.show(reader, values, run, told_why)) from None
    return scenario_shown.show(reader, values, run)


@require_safe
@never_cache
@member_required
def tree(request: MemberRequest, key: UUID, activity: str) -> HttpResponse:
    """A scenario as a tree, as it stands in the latest draft: for who edits the module."""
    user = request.user
    lessons = LessonPage.objects.all() if is_in_cms_group(user) else LessonPage.objects.visible_to(user)
    lesson = get_object_or_404(lessons, translation_key=key)
    if not can_edit_lesson(user, lesson):
        raise PermissionDenied
    draft = cast("LessonPage", lesson.get_latest_revision_as_object())
    kind, values = activities.in_lesson(draft).get(activity, ("", {}))
    if kind != "scenario":
        raise Http404
    context = {
        "lesson": draft,
        "title": values["title"],
        "tree": tree_of(values),
        "anchor": anchor_of(activity),
    }
    return render(request, "learning/scenario_tree.html", context)
