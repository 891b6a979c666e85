"""For editors: what the answers to each question of a module come to."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from learning.models import ModulePage
from learning.permissions import can_edit
from learning.reports import question_report as report
from learning.reports import tables
from tegenspraak.people.decorators import MemberRequest, member_required
from tegenspraak.people.models import User


def edited(user: User, slug: str) -> ModulePage:
    """A module for an editor, one that is not online too; others get 403."""
    if not can_edit(user):
        raise PermissionDenied
    return get_object_or_404(ModulePage, slug=slug)


def order_in(request: MemberRequest) -> str:
    sent = request.GET.get("volgorde", "")
    return sent if sent in report.Order else report.Order.MODULE


@member_required
@never_cache
def question_report(request: MemberRequest, slug: str) -> HttpResponse:
    module, order = edited(request.user, slug), order_in(request)
    context = {
        "module": module,
        "sections": report.report_of(module, order),
        "order": order,
        "orders": report.Order,
    }
    return render(request, "learning/teams/questions.html", context)


@member_required
def export_questions(request: MemberRequest, slug: str, ending: str) -> HttpResponse:
    """The report as a file, in the order of the page, with the same figures hidden."""
    module = edited(request.user, slug)
    if ending not in ("csv", "xlsx"):
        raise Http404
    table, name = report.table_of(report.report_of(module, order_in(request))), f"vragen-{slug}.{ending}"
    if ending == "csv":
        return tables.download(tables.as_csv(table), name, "text/csv; charset=utf-8")
    return tables.download(tables.as_excel(table, _("Answers per question")), name, tables.EXCEL)
