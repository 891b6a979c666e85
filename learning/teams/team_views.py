"""The pages of a manager about modules for teams."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from learning.models import Assignment, LearningSetting
from learning.reports import tables
from learning.teams.team_forms import AssignForm, WhenForm
from learning.teams.team_progress import Row, rows_of
from tegenspraak.people.decorators import MemberRequest, member_required
from tegenspraak.people.models import Organisation, User
from tegenspraak.people.views.organisation import managed
from tegenspraak.trail.models import record


def managed_assignment(user: User, key: UUID) -> tuple[Organisation, Assignment]:
    """An assignment, for who manages its organisation: a stranger gets 404, who was asked 403."""
    found = Assignment.objects.visible_to(user).select_related("organisation", "team", "module")
    assignment = get_object_or_404(found, pk=key)
    return managed(user, assignment.organisation.slug), assignment


@member_required
def assign(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = managed(request.user, slug)
    form = AssignForm(request.POST or None, organisation=organisation, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            Assignment.objects.assign(**form.cleaned_data, organisation=organisation, by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            module = form.cleaned_data["module"].title
            messages.success(request, _("“%(module)s” is assigned.") % {"module": module})
            return redirect("learning:team_progress", slug)
    context = {"organisation": organisation, "form": form}
    return render(request, "learning/teams/assign.html", context)


@member_required
def change_assignment(request: MemberRequest, key: UUID) -> HttpResponse:
    organisation, assignment = managed_assignment(request.user, key)
    now = {"due": assignment.due, "is_obligatory": assignment.is_obligatory}
    form = WhenForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        assignment.change(**form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("learning:team_progress", organisation.slug)
    context = {"organisation": organisation, "assignment": assignment, "form": form}
    return render(request, "learning/teams/assignment.html", context)


@member_required
@require_POST
def withdraw_assignment(request: MemberRequest, key: UUID) -> HttpResponse:
    organisation, assignment = managed_assignment(request.user, key)
    assignment.withdraw(by=request.user)
    messages.info(request, _("Nobody is asked to do this module any more. What people did stays theirs."))
    return redirect("learning:team_progress", organisation.slug)


def managed_by(user: User) -> list[Organisation]:
    found = Organisation.objects.filter(memberships__user=user, memberships__is_manager=True)
    return list(found.order_by("name"))


@member_required
def progress(request: MemberRequest) -> HttpResponse:
    """To the progress of the organisation that this person manages, the first where there are more."""
    organisations = managed_by(request.user)
    if not organisations:
        raise PermissionDenied
    return redirect("learning:team_progress", organisations[0].slug)


@member_required
@never_cache
def team_progress(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = managed(request.user, slug)
    context = {
        "organisation": organisation,
        "organisations": managed_by(request.user),
        "rows": rows_of(organisation),
        "shows_persons": LearningSetting.objects.filter(
            organisation=organisation, shows_persons_when_obligatory=True
        ).exists(),
    }
    return render(request, "learning/teams/progress.html", context)


@member_required
@require_POST
def choose_setting(request: MemberRequest, slug: str) -> HttpResponse:
    """Whether the managers see by name who did an obligatory module."""
    organisation = managed(request.user, slug)
    shows = bool(request.POST.get("shows_persons"))
    LearningSetting.choose(organisation, shows_persons_when_obligatory=shows, by=request.user)
    messages.success(request, _("Saved."))
    return redirect("learning:team_progress", slug)


@member_required
def export_progress(request: MemberRequest, slug: str, ending: str) -> HttpResponse:
    """The table of the page as a file, with the same numbers hidden."""
    organisation = managed(request.user, slug)
    table, name = table_of(rows_of(organisation)), f"voortgang-{organisation.slug}.{ending}"
    record("exported_progress", organisation, by=request.user, ending=ending)
    if ending == "csv":
        return tables.download(tables.as_csv(table), name, "text/csv; charset=utf-8")
    if ending == "xlsx":
        return tables.download(tables.as_excel(table, _("Progress")), name, tables.EXCEL)
    raise Http404


def table_of(rows: list[Row]) -> list[list[str | int]]:
    """A line for each group, and below it one for each person who may be seen by name."""
    head = [_("Module"), _("For whom"), _("To be done before"), _("Obligatory"), _("People")]
    table: list[list[str | int]] = [[*head, _("Not begun"), _("Busy"), _("Done"), _("Name"), _("Status")]]
    for row in rows:
        one = row.assignment
        must = _("yes") if one.is_obligatory else _("no")
        begin: list[str | int] = [one.module.title, one.group, f"{one.due:%d-%m-%Y}", must]
        numbers = [cell.words if cell.value is None else cell.value for cell in row.cells]
        table.append([*begin, row.people, *numbers, "", ""])
        table += [[*begin, "", "", "", "", str(user), str(far.label)] for user, far in row.named]
    return table
