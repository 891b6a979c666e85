"""A learner's own page: who sees how far they are."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from learning.models import SharedProgress
from learning.teams.assigned import assigned_to, memberships_of, sights
from tegenspraak.people.decorators import MemberRequest, member_required


@member_required
@never_cache
def own_sharing(request: MemberRequest) -> HttpResponse:
    asked = assigned_to(request.user)
    places = request.user.cohort_places.select_related("cohort__trainer", "cohort__module")
    context = {
        "places": places.order_by("cohort__name"),
        "memberships": memberships_of(request.user),
        "asked": [(one, sights(request.user, one.assignments)) for one in asked],
    }
    return render(request, "learning/teams/sharing.html", context)


@member_required
@require_POST
def share_with_managers(request: MemberRequest, membership: int) -> HttpResponse:
    """Gives consent (`agree` is yes), or withdraws it."""
    mine = get_object_or_404(request.user.memberships.select_related("organisation"), pk=membership)
    name = {"name": mine.organisation.name}
    if request.POST.get("agree") == "yes":
        SharedProgress.give(mine, by=request.user)
        messages.success(request, _("The managers of %(name)s now see by name how far you are.") % name)
    else:
        SharedProgress.withdraw(mine, by=request.user)
        messages.success(request, _("Your consent for %(name)s is withdrawn.") % name)
    return redirect("learning:own_sharing")
