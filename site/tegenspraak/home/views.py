from dataclasses import asdict

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from casuistry.cases.models import Case
from casuistry.cases.views import FEW, title_in
from casuistry.reflection.todo import waiting_for
from learning.certificates.certified import certificates_of
from learning.lessons.progress import module_in_progress
from learning.refreshers.refreshing import refreshers_due
from learning.teaching.evaluating import evaluations_due
from learning.teams.assigned import assigned_to
from tegenspraak.notices.models import Notice
from tegenspraak.people.decorators import member_required
from tegenspraak.search.health import health
from tegenspraak.search.sync import store_of_index

MOST_FOUND = 20  # of one's own cases on the workspace, where they are filtered by title


@member_required
@never_cache
def workspace(request: HttpRequest) -> HttpResponse:
    """Mijn werkplek: what waits first, then one's own things."""
    user, titled = request.user, title_in(request)
    own = Case.objects.visible_to(user).written_by(user).with_title(titled).for_lists()
    cases = own[: MOST_FOUND if titled else FEW + 1]
    assigned = [one for one in assigned_to(user) if not one.is_done]
    shown = {one.standing.module.pk for one in assigned}
    context = {
        "waiting": waiting_for(user),
        "assigned": assigned,
        "evaluations": evaluations_due(user),
        "modules": [one for one in module_in_progress(user) if one.module.pk not in shown],
        "cases": cases if titled else cases[:FEW],
        "titled": titled,
        "has_filter": bool(titled) or len(cases) > FEW,
        "refreshers": refreshers_due(user),
        "certificates": certificates_of(user),
        "notices": Notice.objects.visible_to(user).unread()[:5],
    }
    return render(request, "home/workspace.html", context)


@member_required
@require_POST
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Marks a notice as read and goes where it leads."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=notice_id)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    return redirect(notice.path)


@never_cache
def status(request: HttpRequest) -> JsonResponse:
    """Health: 200 when the database answers, else 503; and how the search index is.

    How much it holds and what waits is for administrators: it would tell everybody when somebody shares.
    """
    try:
        connection.ensure_connection()
        store = store_of_index()
        search = asdict(health(store)) if store else {"state": "ok"}
        if not getattr(request.user, "is_administrator", False):
            search = {"state": search["state"]}
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ok", "search": search})
