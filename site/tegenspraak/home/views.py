from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from casuistry.cases.models import Case
from casuistry.reflection.todo import waiting_for
from learning.progress import module_in_progress
from tegenspraak.notices.models import Notice
from tegenspraak.people.decorators import member_required
from tegenspraak.search.find import find
from tegenspraak.search.registry import kinds_for


@member_required
@never_cache
def workspace(request: HttpRequest) -> HttpResponse:
    """Mijn werkplek: what waits first, then one's own things."""
    user = request.user
    context = {
        "waiting": waiting_for(user),
        "modules": module_in_progress(user),
        "cases": Case.objects.visible_to(user).written_by(user).for_lists()[:5],
        "notices": Notice.objects.visible_to(user).unread()[:5],
    }
    return render(request, "home/workspace.html", context)


@never_cache
def search_page(request: HttpRequest) -> HttpResponse:
    """What this person may see and what fits their words; the address holds the words, never a title."""
    query = request.GET.get("q", "").strip()[:200]
    kind = request.GET.get("soort", "")
    page = request.GET.get("pagina", "1")
    found = find(
        query,
        request.user,
        kinds=[kind] if kind else None,
        page=int(page) if page.isdecimal() and len(page) < 6 else 1,
    )
    counted = [
        (k.name, k.label, found.counts[k.name]) for k in kinds_for(request.user) if found.counts.get(k.name)
    ]
    context = {
        "query": query,
        "kind": kind,
        "found": found,
        "counted": counted,
        "previous_page": found.page - 1,
        "next_page": found.page + 1,
    }
    return render(request, "home/search.html", context)


@member_required
@require_POST
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Marks a notice as read and goes where it leads."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=notice_id)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    return redirect(notice.path)


@never_cache
def status(request: HttpRequest) -> JsonResponse:
    """Health: 200 when the database answers, else 503."""
    try:
        connection.ensure_connection()
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ok"})
