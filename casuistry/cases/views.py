"""Reading, sharing and deciding. Writing a case stands in `writing_views.py`."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from casuistry.cases.audience import audience
from casuistry.cases.forms import ShareForm
from casuistry.cases.models import Case, CaseQuerySet, Visibility
from casuistry.cases.panels import panels_for
from casuistry.cases.permissions import can_edit, can_see_register, can_share
from casuistry.cases.similar import similar_cases
from casuistry.gate.check import Open, check
from casuistry.gate.models import Decision
from casuistry.gate.recognisable import recognised
from tegenspraak.people.decorators import member_required
from tegenspraak.trail.models import record

PER_PAGE = 20
FEW = 5  # cases that one sees at a glance, without a filter
LONGEST_TITLE = 100


@member_required
def case_list(request: HttpRequest) -> HttpResponse:
    """One's own cases, with `?titel=` those with these words in their title; with `?van=` those of others,
    or the library."""
    visible = Case.objects.visible_to(request.user).for_lists()
    whose, titled = request.GET.get("van", ""), ""
    if whose == "bibliotheek":
        cases = visible.in_library()
    elif whose == "anderen":
        cases = visible.by_others_than(request.user).shared_in_person()
    else:
        whose, titled = "", title_in(request)
        cases = Case.objects.visible_to(request.user).written_by(request.user).with_title(titled).for_lists()
    page = Paginator(cases, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "whose": whose, "by_others": bool(whose), "titled": titled}
    context["has_filter"] = bool(titled) or page.paginator.count > FEW
    return render(request, "cases/list.html", context)


def title_in(request: HttpRequest) -> str:
    """What was typed to filter one's own cases by their title."""
    return request.GET.get("titel", "").strip()[:LONGEST_TITLE]


@member_required
def detail(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = get_object_or_404(visible_cases(request), pk=case_id)
    if case.author_id != request.user.pk:
        record("read", case, by=request.user)
    return show(request, case, ShareForm(user=request.user, initial={"team": case.team_id}))


def visible_cases(request: HttpRequest) -> CaseQuerySet:
    return Case.objects.visible_to(request.user).for_reading()


def show(request: HttpRequest, case: Case, share_form: ShareForm, status: int = 200) -> HttpResponse:
    """The case page: marks, register and sharing for the author alone."""
    user = request.user
    is_author = can_edit(user, case)
    context: dict[str, Any] = {
        "case": case,
        "is_author": is_author,
        "audience": audience(case, user),
        "without_source": sum(not observation.source for observation in case.observations.all()),
        "panels": panels_for(case, user),
        "similar": similar_cases(case, user),
        "register": case.register.all() if can_see_register(user, case) else [],
    }
    if is_author:
        report = check(case)
        context |= {"report": report, "recognised": recognised(case, report), "share_form": share_form}
    return render(request, "cases/detail.html", context, status=status)


@require_POST
@member_required
def share(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = get_object_or_404(visible_cases(request), pk=case_id)
    if not can_share(request.user, case):
        raise PermissionDenied
    form = ShareForm(request.POST, user=request.user)
    if form.is_valid():
        team = form.cleaned_data["team"]
        try:
            case.share(with_=Visibility.TEAM, team=team, by=request.user, declared=True)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Shared. Your team can read along now."))
            return redirect(case)
    return show(request, case, form, status=422)


@require_POST
@member_required
def withdraw(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=case_id)
    if not can_share(request.user, case):
        raise PermissionDenied
    case.withdraw_to(Visibility.PRIVATE, by=request.user)
    messages.success(request, _("Nobody but you can read this case now."))
    return redirect(case)


@require_POST
@member_required
def replace(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Replaces a finding by its suggestion in every text of the case."""
    case, found = finding_of(request, case_id)
    if found is None or not found.finding.suggestion:
        messages.info(request, _("That is no longer in your text."))
    else:
        case.replace(found, by=request.user)
        messages.success(request, _("Replaced everywhere in this case."))
    return redirect(case)


@sensitive_post_parameters()
@require_POST
@member_required
def keep(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Lets a finding stay, with a reason where the rules ask one."""
    case, found = finding_of(request, case_id)
    if found is None:
        messages.info(request, _("That is no longer in your text."))
        return redirect(case)
    try:
        Decision.objects.keep(
            case, found.finding, by=request.user, reason=request.POST.get("reason", "")[:300]
        )
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("Noted: this may stay."))
    return redirect(case)


def finding_of(request: HttpRequest, case_id: uuid.UUID) -> tuple[Case, Open | None]:
    """The case that this person writes, and the open finding that the form names."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=case_id)
    if not can_edit(request.user, case):
        raise PermissionDenied
    digest = request.POST.get("finding", "")
    return case, next((item for item in check(case).to_decide if item.digest == digest), None)
