"""A module on paper, and its summary on one page. Reading is for everyone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from learning.lessons import rendering
from learning.lessons.printing import lessons_of
from learning.models import ModulePage
from tegenspraak.vocabulary import explain


def module_of(request: HttpRequest, slug: str) -> ModulePage:
    module: ModulePage = get_object_or_404(ModulePage.objects.visible_to(request.user), slug=slug)
    return module


def markdown_of(module: ModulePage, text: str, prefix: str) -> str:
    return rendering.render(text, explain.glossary(), prefix, rendering.Addresses.of(module))


@require_safe
def whole(request: HttpRequest, slug: str) -> HttpResponse:
    """All lessons of a module in one page, to print."""
    module = module_of(request, slug)
    context: dict[str, Any] = {
        "page": module,
        "lessons": lessons_of(module, request.user),
        "introduction": markdown_of(module, module.introduction, "inleiding"),
        "up_url": module.url,
        "up_title": module.title,
    }
    return render(request, "learning/print_module.html", context)


@require_safe
def summary(request: HttpRequest, slug: str) -> HttpResponse:
    """The summary of a module, made to fit on one page."""
    module = module_of(request, slug)
    if not module.sheet:
        raise Http404
    context = {
        "page": module,
        "sheet": markdown_of(module, module.sheet, "samenvatting"),
        "address": request.build_absolute_uri(module.url),
        "up_url": module.url,
        "up_title": module.title,
    }
    return render(request, "learning/print_sheet.html", context)
