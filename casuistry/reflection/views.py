"""Pages of reflections and protocols."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from casuistry.cases.models import Case, Visibility
from casuistry.gate.check import check
from casuistry.reflection import todo
from casuistry.reflection.forms import InviteForm, SkipForm, StartForm, WritingForm
from casuistry.reflection.models import Participant, Reflection
from casuistry.reflection.page import steps
from casuistry.reflection.permissions import can_invite, can_lead, can_read_case, can_start, can_write
from casuistry.reflection.protocol import Protocol
from tegenspraak.people.decorators import member_required, sign_in_required
from tegenspraak.people.kept_words import words_survive
from tegenspraak.trail.models import record


@require_safe
def protocols(request: HttpRequest) -> HttpResponse:
    """All methods, for everybody."""
    return render(
        request, "reflection/protocols.html", {"protocols": Protocol.objects.visible_to(request.user)}
    )


@require_safe
def protocol(request: HttpRequest, slug: str) -> HttpResponse:
    """One method explained: what for, with how many, how it runs, where it comes from."""
    found = get_object_or_404(Protocol.objects.visible_to(request.user), slug=slug)
    context = {"protocol": found, "plan": found.plan, "stages": found.plan.phases}
    return render(request, "reflection/protocol.html", context)


@require_safe
@member_required
def list_(request: HttpRequest) -> HttpResponse:
    """What waits for me, what runs and what is closed."""
    mine = Reflection.objects.visible_to(request.user).select_related("protocol", "case")
    waiting = todo.waiting(request.user)
    waits = {reflection.pk for reflection, _what in waiting}
    context = {
        "waiting": waiting,
        "running": [one for one in mine if one.is_open and one.pk not in waits],
        "closed": [one for one in mine if not one.is_open],
    }
    return render(request, "reflection/list.html", context)


@never_cache
@member_required
def start(request: HttpRequest) -> HttpResponse:
    """Choose a method and people; without `?case=` first choose one of your own cases."""
    user: Any = request.user
    if not request.GET.get("case"):
        cases = [case for case in Case.objects.visible_to(user).for_lists() if can_start(user, case)]
        return render(request, "reflection/choose_case.html", {"cases": cases})
    case = get_object_or_404(Case.objects.visible_to(user), pk=as_id(request.GET["case"]))
    if not can_start(user, case):
        raise PermissionDenied
    form = StartForm(request.POST or None, user=user, case=case)
    reflection = started(form, case, user) if form.is_valid() else None
    if reflection:
        return redirect(reflection)
    status = 422 if form.is_bound else 200
    context = {"form": form, "case": case, "report": None if case.is_shared else check(case)}
    return render(request, "reflection/start.html", context, status=status)


def as_id(text: str) -> uuid.UUID | None:
    """A case's id from an address; None, which no case has, for anything else."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


@transaction.atomic
def started(form: StartForm, case: Case, user: Any) -> Reflection | None:
    """The reflection that the form asks for, with its people; None when a rule refuses, said in the form."""
    data = form.cleaned_data
    try:
        with transaction.atomic():
            if not case.is_shared:
                case.share(with_=Visibility.PARTICIPANTS, by=user, declared=data["declared"])
            reflection = Reflection.objects.start(
                case=case, protocol=data["protocol"], by=user, submission=data["submission"]
            )
            if data["facilitator"]:
                reflection.invite(data["facilitator"], role=Participant.Role.FACILITATOR, by=user)
            invite_all(form, reflection, user)
    except ValidationError as error:
        form.add_error(None, error)
        return None
    return reflection


def invite_all(form: InviteForm, reflection: Reflection, user: Any) -> None:
    for colleague in form.cleaned_data["colleagues"]:
        reflection.invite(colleague, by=user)
    for address in form.cleaned_data["guests"]:
        reflection.invite_guest(address, by=user)


def visible(request: HttpRequest, reflection_id: uuid.UUID) -> Reflection:
    mine = Reflection.objects.visible_to(request.user).select_related("case__author", "revision", "protocol")
    return get_object_or_404(mine, pk=reflection_id)


def led(request: HttpRequest, reflection_id: uuid.UUID) -> Reflection:
    """The reflection, for who leads it; 404 for a stranger, 403 for who only takes part."""
    reflection = visible(request, reflection_id)
    if not can_lead(request.user, reflection):
        raise PermissionDenied
    return reflection


@require_safe
@never_cache
@sign_in_required
def detail(request: HttpRequest, reflection_id: uuid.UUID) -> HttpResponse:
    reflection = visible(request, reflection_id)
    part = reflection.participant(request.user)
    assert part is not None  # visible_to gives one's own reflections only
    part.join()
    if part.role != Participant.Role.PRESENTER:
        record("read", reflection, by=request.user, phase=reflection.phase)
    return show(request, reflection)


def show(
    request: HttpRequest, reflection: Reflection, forms: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page of a reflection; `forms` are those that were refused, with the words in them."""
    user: Any = request.user
    part = reflection.participant(user)
    may_write = can_write(user, reflection)
    context = {
        "reflection": reflection,
        "part": part,
        "steps": steps(reflection, user),
        "people": reflection.participants.select_related("user"),
        "writers": len(reflection.writers()),
        "written": reflection.written_count(),
        "may_lead": reflection.is_open and can_lead(user, reflection),
        "may_invite": can_invite(user, reflection),
        "form": WritingForm(reflection=reflection, participant=part) if may_write and part else None,
        "invite_form": InviteForm(user=user, reflection=reflection),
        "skip_form": SkipForm(),
        "content": case_content(reflection, user),
        **(forms or {}),
    }
    return render(request, "reflection/detail.html", context, status=status)


def case_content(reflection: Reflection, user: Any) -> dict[str, Any] | None:
    """The case as it was at the start; None once its author took it back, but for the author."""
    case = reflection.case
    if case is None or reflection.revision is None:
        return None
    if not can_read_case(user, case):
        return None
    content = cast("dict[str, Any]", reflection.revision.content)
    return {**content, "has_moved_on": case.content() != content}


def show_words(request: HttpRequest, status: int, notice: str) -> HttpResponse:
    """What somebody sent while signed out, or from a page of before signing in: to send once more."""
    context = {"words": typed_words(request), "sent": sent_fields(request), "notice": notice}
    return render(request, "reflection/words.html", context, status=status)


def sent_fields(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]


@never_cache
@sensitive_post_parameters()
@words_survive(show_words, door=sign_in_required)
def write(request: HttpRequest, reflection_id: uuid.UUID) -> HttpResponse:
    """Saves the answers of one person in the stage that runs."""
    reflection = visible(request, reflection_id)
    if request.method != "POST":
        return redirect(reflection)
    part = reflection.participant(request.user)
    if part is None or request.POST.get("phase") != str(reflection.phase) or reflection.stage is None:
        return show(request, reflection, {"late_words": typed_words(request)}, 409)
    if not can_write(request.user, reflection):
        raise PermissionDenied
    form = WritingForm(request.POST, reflection=reflection, participant=part)
    try:
        done = form.is_valid() and saved(form, reflection, request.user)
    except ValidationError:  # somebody closed the phase at this very moment
        now = visible(request, reflection_id)
        return show(request, now, {"late_words": typed_words(request)}, 409)
    if done:
        messages.success(request, _("Your answers are saved."))
        return redirect(reflection)
    return show(request, reflection, {"form": form}, 422)


def typed_words(request: HttpRequest) -> list[str]:
    """What somebody typed in a form that no longer fits the page."""
    ours = {"csrfmiddlewaretoken", "phase", "kept"}
    return [str(text) for name, text in request.POST.items() if name not in ours and str(text).strip()]


@transaction.atomic
def saved(form: WritingForm, reflection: Reflection, user: Any) -> bool:
    """Saves every answer, also one that is not ready; true when all are."""
    kept = form.cleaned_data["kept"]
    phase = form.cleaned_data["phase"]
    for asked, value in form.written():
        answer = reflection.answer(user, asked.question.id, value, item=asked.item, kept=kept, phase=phase)
        form.show_findings(asked, answer)
    return form.is_valid()


@require_POST
@sign_in_required
def invite(request: HttpRequest, reflection_id: uuid.UUID) -> HttpResponse:
    reflection = visible(request, reflection_id)
    if not can_invite(request.user, reflection):
        raise PermissionDenied
    form = InviteForm(request.POST, user=request.user, reflection=reflection)  # type: ignore[arg-type]
    if not form.is_valid():
        return show(request, reflection, {"invite_form": form}, 422)
    invite_all(form, reflection, request.user)
    messages.success(request, _("The invitations are on their way."))
    return redirect(reflection)


@require_POST
@sign_in_required
def advance(request: HttpRequest, reflection_id: uuid.UUID) -> HttpResponse:
    """Closes the phase that was on the screen (0 is the preparation); a second click does nothing."""
    reflection = led(request, reflection_id)
    number = as_number(request.POST.get("phase"))
    try:
        by: Any = request.user
        moved = reflection.close_phase(by=by, number=number) if number else reflection.begin(by=by)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        if moved:
            messages.success(request, _("The phase is closed. What was written can now be read."))
    return redirect(reflection)


def as_number(text: str | None) -> int:
    """The number of a phase from a form; -1, which no phase has, for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 4 else -1


@require_POST
@sign_in_required
def skip(request: HttpRequest, reflection_id: uuid.UUID) -> HttpResponse:
    reflection = led(request, reflection_id)
    form = SkipForm(request.POST)
    if form.is_valid():
        number = as_number(request.POST.get("phase"))
        try:
            reflection.skip_phase(by=request.user, number=number, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]
        except ValidationError as error:
            form.add_error("reason", error)
        else:
            return redirect(reflection)
    return show(request, reflection, {"skip_form": form}, 422)


@require_POST
@sign_in_required
def close(request: HttpRequest, reflection_id: uuid.UUID) -> HttpResponse:
    """Ends the reflection before its last phase."""
    reflection = led(request, reflection_id)
    if reflection.close(by=request.user):  # type: ignore[arg-type]
        messages.success(request, _("The reflection is closed."))
    return redirect(reflection)
