"""Evaluating a module: the form of a learner, and the averages for an editor."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from learning.lessons.progress import outline
from learning.models import Evaluation, ModulePage, Moment
from learning.permissions import can_edit
from learning.teaching.evaluating import actions_of, averages_of, can_evaluate, evaluations_of
from learning.teams.team_forms import EvaluationForm
from tegenspraak.people.decorators import MemberRequest, member_required


@member_required
@never_cache
def evaluate(request: MemberRequest, slug: str, moment: str) -> HttpResponse:
    """One's own figures; filled in before, they can be changed."""
    module = get_object_or_404(ModulePage.objects.visible_to(request.user), slug=slug)
    actions, mine = actions_of(module), evaluations_of(request.user, module)
    if moment not in Moment or not actions:
        raise Http404
    if not can_evaluate(moment, outline(module, request.user), mine):
        messages.info(request, _("It is not the time for this evaluation."))
        return redirect(module.url)
    form = EvaluationForm(
        request.POST or None, actions=actions, moment=moment, initial=figures_of(mine.get(moment), actions)
    )
    if request.method == "POST" and form.is_valid():
        did = form.cleaned_data.get("did", "")
        Evaluation.objects.fill_in(module, moment, ratings=form.ratings, did=did, by=request.user)
        messages.success(request, _("Thank you. Your figures are kept."))
        return redirect(module.url)
    context = {"module": module, "form": form, "moment": Moment(moment)}
    return render(request, "learning/teams/evaluate.html", context)


def figures_of(kept: Evaluation | None, actions: list[str]) -> dict[str, str]:
    """What was filled in before, where it was asked in the same words."""
    if kept is None:
        return {}
    given = kept.figures
    figures = {f"figure-{n}": str(given[action]) for n, action in enumerate(actions) if action in given}
    return {**figures, "did": kept.did}


@member_required
@never_cache
def averages(request: MemberRequest, slug: str) -> HttpResponse:
    """What all say together: for editors, and never of fewer than five people."""
    if not can_edit(request.user):
        raise PermissionDenied
    module = get_object_or_404(ModulePage.objects.visible_to(request.user), slug=slug)
    context = {"module": module, "averages": averages_of(module), "moments": Moment}
    return render(request, "learning/teams/averages.html", context)
