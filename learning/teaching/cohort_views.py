"""Training groups: the pages of the trainer, and of who takes part."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from learning.models import Cohort, Participation
from learning.permissions import can_start_cohort
from learning.teaching.cohort_progress import progress_of
from learning.teams.team_forms import AddressesForm, CohortForm
from tegenspraak.people.decorators import MemberRequest, member_required
from tegenspraak.people.models import User
from tegenspraak.people.permissions import may_see_others


def own_cohort(user: User, key: UUID) -> Cohort:
    """A group, for its trainer; names may stand there, so with the second factor where that is demanded."""
    found = get_object_or_404(Cohort.objects.visible_to(user).select_related("module"), pk=key)
    if not may_see_others(user):
        raise PermissionDenied
    return found


@member_required
@never_cache
def cohorts(request: MemberRequest) -> HttpResponse:
    """The groups that this person trains, and a form for a new one."""
    mine = Cohort.objects.visible_to(request.user).select_related("module")
    if not can_start_cohort(request.user) and not mine:
        raise PermissionDenied
    form = CohortForm(
        request.POST or None, user=request.user, initial={"module": request.GET.get("module", "")[:20]}
    )
    if request.method == "POST":
        if not can_start_cohort(request.user):
            raise PermissionDenied
        if form.is_valid():
            try:
                return redirect(Cohort.objects.start(**form.cleaned_data, by=request.user))
            except ValidationError as error:
                form.add_error(None, error.messages)
    return render(request, "learning/teams/cohorts.html", {"cohorts": mine, "form": form})


@member_required
@never_cache
def cohort(request: MemberRequest, key: UUID) -> HttpResponse:
    return overview(request, own_cohort(request.user, key), AddressesForm())


def overview(request: MemberRequest, found: Cohort, form: AddressesForm) -> HttpResponse:
    context = {
        "cohort": found,
        "progress": progress_of(found),
        "link": request.build_absolute_uri(found.link),
        "form": form,
    }
    return render(request, "learning/teams/cohort.html", context)


@member_required
@require_POST
def invite(request: MemberRequest, key: UUID) -> HttpResponse:
    """Says the same for each address: nobody learns who has an account."""
    found, form = own_cohort(request.user, key), AddressesForm(request.POST)
    if not form.is_valid():
        return overview(request, found, form)
    found.invite(form.cleaned_data["addresses"], by=request.user)
    told = _("Who has an account at one of these addresses has a notice now. Send the others the link.")
    messages.success(request, told)
    return redirect(found)


@member_required
@require_POST
def renew_link(request: MemberRequest, key: UUID) -> HttpResponse:
    found = own_cohort(request.user, key)
    found.renew_link(by=request.user)
    messages.success(request, _("There is a new link. The old one no longer works."))
    return redirect(found)


@member_required
@never_cache
def take_out(request: MemberRequest, key: UUID, person: UUID) -> HttpResponse:
    """Asks first. Only who agreed can be taken out: of the others the trainer does not know the name."""
    found = own_cohort(request.user, key)
    place = get_object_or_404(found.named(), user_id=person)
    if request.method == "POST":
        place.take_out(by=request.user)
        messages.success(request, _("%(name)s is out of the group and was told.") % {"name": place.user})
        return redirect(found)
    return render(request, "learning/teams/take_out.html", {"cohort": found, "place": place})


@member_required
@require_POST
def end(request: MemberRequest, key: UUID) -> HttpResponse:
    own_cohort(request.user, key).end(by=request.user)
    messages.info(request, _("The group is ended. What people did stays theirs."))
    return redirect("learning:cohorts")


@member_required
@never_cache
def join(request: MemberRequest, token: str) -> HttpResponse:
    """Who opens the link reads first what the trainer sees, and chooses."""
    found = Cohort.objects.with_token(token)
    if found is None:
        return render(request, "learning/teams/cohort_gone.html", status=410)
    if found.trainer_id == request.user.pk:
        return redirect(found)
    if request.method == "POST":
        found.take_part(by=request.user, agrees=bool(request.POST.get("agrees")))
        messages.success(request, _("You take part in %(group)s.") % {"group": found.name})
        return redirect(found.module.url)
    place = found.participations.filter(user=request.user).first()
    return render(request, "learning/teams/join_cohort.html", {"cohort": found, "place": place})


@member_required
@require_POST
def own_place(request: MemberRequest, key: UUID) -> HttpResponse:
    """Gives or withdraws consent, or leaves."""
    mine = Participation.objects.filter(user=request.user).select_related("cohort")
    place, act = get_object_or_404(mine, cohort_id=key), request.POST.get("act")
    if act == "leave":
        place.leave(by=request.user)
        messages.info(request, _("You left the group. What you did stays yours."))
    elif act in ("show", "hide"):
        place.cohort.take_part(by=request.user, agrees=act == "show")
        messages.success(request, _("Saved."))
    return redirect("learning:own_sharing")
