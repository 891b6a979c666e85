"""The glossary and the pages of terms and themes; open to everyone."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tegenspraak.dutch import fold
from tegenspraak.vocabulary.models import Term, Theme
from tegenspraak.vocabulary.theme_panels import panels_for


def glossary(request: HttpRequest) -> HttpResponse:
    terms = sorted(Term.objects.visible_to(request.user), key=lambda term: fold(term.label))
    letters = [(letter, list(group)) for letter, group in groupby(terms, lambda term: initial(term.label))]
    themes = Theme.objects.visible_to(request.user)
    return render(request, "vocabulary/glossary.html", {"letters": letters, "themes": themes})


def term(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Term.objects.visible_to(request.user), slug=slug)
    return render(request, "vocabulary/term.html", {"term": found, "crumbs": glossary_crumb()})


def theme(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Theme.objects.visible_to(request.user), slug=slug)
    panels = panels_for(found, request.user)
    context = {"theme": found, "panels": panels, "crumbs": glossary_crumb()}
    return render(request, "vocabulary/theme.html", context)


def glossary_crumb() -> list[dict[str, str]]:
    return [{"title": _("Glossary"), "url": reverse("vocabulary:glossary")}]


def initial(label: str) -> str:
    """The letter under which `label` stands in the glossary; "0-9" for a digit."""
    first = fold(label)[0].upper()
    return first if first.isalpha() else "0-9"
