"""The page that shows every component in every state, for who builds; never shown to who works."""

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


class ExampleForm(forms.Form):
    """A field of each kind. The words are Dutch: this is example content."""

    title = forms.CharField(
        label="Titel", max_length=120, help_text="Zonder namen; een zin die een collega herkent."
    )
    question = forms.CharField(
        label="Leervraag", widget=forms.Textarea(attrs={"rows": 3}), help_text="Wat wil jij hiervan leren?"
    )
    week = forms.CharField(label="Wanneer", required=False, help_text="Bijvoorbeeld: week 3")
    source = forms.ChoiceField(
        label="Bron",
        required=False,
        choices=[("", "Kies een bron"), ("eigen", "Zelf gezien of gehoord"), ("school", "School")],
    )
    purpose = forms.ChoiceField(
        label="Waarvoor",
        widget=forms.RadioSelect,
        choices=[("intervisie", "Intervisie"), ("advies", "Advies"), ("goed", "Goed voorbeeld")],
    )
    themes = forms.MultipleChoiceField(
        label="Thema's",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies er zo veel als er passen.",
        choices=[("scheiding", "Complexe scheiding"), ("gps", "Gezin met meer problemen"), ("kind", "Kind")],
    )
    declares = forms.BooleanField(
        label="Ik heb alles wat herkenbaar is weggehaald",
        help_text="Ook een bijzondere gebeurtenis kan herkenbaar zijn.",
    )

    def clean(self) -> None:
        if self.is_bound and not self.data.get("declares"):
            raise forms.ValidationError("Je tekst is bewaard, maar nog niet gedeeld. Kijk wat er mist.")


def component_page(request: HttpRequest) -> HttpResponse:
    """Every component on one page. Raises Http404 unless DEBUG is on."""
    if not settings.DEBUG:
        raise Http404
    refused = ExampleForm({"title": "", "week": "week 3"}, prefix=None, auto_id="refused_%s")
    return render(
        request,
        "home/components.html",
        {
            "form": ExampleForm(initial={"purpose": "intervisie"}),
            "refused": refused,
            "page_of_many": Paginator(range(60), 10).page(3),
            "crumbs": [{"url": "/modules/", "title": "Modules"}, {"url": "#", "title": "Complexe scheiding"}],
        },
    )
