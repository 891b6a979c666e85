"""Pages for editors and trainers: upkeep, the trainer's guide, the dossier and the presentation."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from learning.lessons import rendering
from learning.models import LessonPage, ModulePage, Moment
from learning.permissions import can_edit, can_teach
from learning.teaching.dossier import LOADS, dossier_of
from learning.teaching.presentation import parts_of, screen_of
from tegenspraak.people.decorators import MemberRequest, member_required
from tegenspraak.people.models import User
from tegenspraak.vocabulary import explain


@member_required
@never_cache
def editors(request: MemberRequest) -> HttpResponse:
    """Every module, drafts too; those past their review date first, then by that date."""
    if not can_edit(request.user):
        raise PermissionDenied
    modules = ModulePage.objects.order_by("review_by", "title")
    return render(request, "learning/teams/editors.html", {"modules": modules})


def taught(user: User, slug: str) -> ModulePage:
    """A module, for who teaches with it: what nobody sees is 404, the rest 403."""
    module = get_object_or_404(ModulePage.objects.visible_to(user), slug=slug)
    if not can_teach(user, module):
        raise PermissionDenied
    return module


@member_required
def trainer_guide(request: MemberRequest, slug: str) -> HttpResponse:
    module = taught(request.user, slug)
    addresses = rendering.Addresses.of(module)
    guide = rendering.render(module.trainer_guide, explain.glossary(), "handleiding", addresses)
    return render(request, "learning/teams/guide.html", {"module": module, "guide": guide})


@member_required
def dossier(request: MemberRequest, slug: str) -> HttpResponse:
    found = dossier_of(taught(request.user, slug))
    context = {"dossier": found, "module": found.module, "loads": LOADS.values(), "moments": Moment}
    return render(request, "learning/teams/dossier.html", context)


@member_required
def presentation(request: MemberRequest, key: UUID) -> HttpResponse:
    """One screen; `scherm` is its number, `open` opens what is closed, `deel` is a part of a scenario."""
    lesson = get_object_or_404(LessonPage.objects.visible_to(request.user), translation_key=key)
    module = lesson.get_parent().specific
    if not can_teach(request.user, module):
        raise PermissionDenied
    last = len(parts_of(lesson))
    sent = request.GET.get("scherm", "0")
    number = min(int(sent), last) if sent.isascii() and sent.isdigit() and len(sent) < 5 else 0
    is_open = request.GET.get("open") == "1"
    context = {
        "lesson": lesson,
        "module": module,
        "number": number,
        "last": last,
        "is_open": is_open,
        "screen": screen_of(lesson, number, request.user, is_open, request.GET.get("deel", "")),
    }
    return render(request, "learning/teams/presentation.html", context)
