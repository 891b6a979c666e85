"""What a manager and a learner fill in about modules for a team."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.answering.questions import digest_of
from learning.models import ModulePage, Moment
from tegenspraak.people.forms import checked_addresses
from tegenspraak.people.models import Organisation, Team


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class WhenForm(forms.Form):
    """Before when, and whether it must."""

    due = forms.DateField(
        label=_("To be done before"), widget=DateInput, input_formats=["%Y-%m-%d", "%d-%m-%Y"]
    )
    is_obligatory = forms.BooleanField(
        label=_("Obligatory"),
        required=False,
        help_text=_("People see on the page of the module that it is, and who can see how far they are."),
    )

    def clean_due(self) -> date:
        due: date = self.cleaned_data["due"]
        if due < timezone.localdate():
            raise ValidationError(_("This day has passed. Choose a later one."))
        return due


class AssignForm(WhenForm):
    module: Any = forms.ModelChoiceField(
        label=_("Module"), queryset=ModulePage.objects.none(), empty_label=_("Choose a module")
    )
    team: Any = forms.ModelChoiceField(
        label=_("For whom"), queryset=Team.objects.none(), required=False, empty_label=_("Everybody")
    )

    field_order = ["module", "team", "due", "is_obligatory"]

    def __init__(self, *args: Any, organisation: Organisation, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        modules: Any = self.fields["module"]
        modules.queryset = ModulePage.objects.visible_to(user).order_by("title")
        teams: Any = self.fields["team"]
        teams.queryset = organisation.teams.all()
        teams.empty_label = _("Everybody in %(organisation)s") % {"organisation": organisation.name}


class CohortForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the group"), max_length=120, help_text=_("The people in it see it.")
    )
    module: Any = forms.ModelChoiceField(
        label=_("Module"), queryset=ModulePage.objects.none(), empty_label=_("Choose a module")
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        modules: Any = self.fields["module"]
        modules.queryset = ModulePage.objects.visible_to(user).order_by("title")


class AddressesForm(forms.Form):
    addresses = forms.CharField(
        label=_("E-mail addresses"),
        help_text=_("Who has an account at one of these addresses gets a notice with the link."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        max_length=5_000,
    )

    def clean_addresses(self) -> list[str]:
        return checked_addresses(self.cleaned_data["addresses"], most=40)


class EvaluationForm(forms.Form):
    """A figure from 0 to 10 for each action as it is asked now, and after the module one free question."""

    asked = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    did = forms.CharField(
        label=_("Did you do anything differently?"),
        help_text=_("Only you read this. Write no names and no data of clients."),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    FIGURES = [("", _("Choose a figure")), *((str(figure), str(figure)) for figure in range(11))]

    def __init__(self, *args: Any, actions: list[str], moment: str, **kwargs: Any) -> None:
        self.actions, self.digest = actions, digest_of({"actions": actions})
        kwargs["initial"] = {**kwargs.get("initial", {}), "asked": self.digest}
        super().__init__(*args, **kwargs)
        if moment == Moment.BEFORE:
            del self.fields["did"]
        for number, action in enumerate(actions):
            self.fields[f"figure-{number}"] = forms.ChoiceField(label=action, choices=self.FIGURES)
        self.order_fields(["asked", *(f"figure-{number}" for number in range(len(actions))), "did"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("asked") != self.digest:
            self.data = {**self.data.dict(), "asked": self.digest}  # type: ignore[attr-defined]
            raise ValidationError(
                _("An editor changed these lines in the meantime. Look at your figures again.")
            )
        return cleaned

    @property
    def ratings(self) -> list[tuple[str, int]]:
        figures = (int(self.cleaned_data[f"figure-{number}"]) for number in range(len(self.actions)))
        return list(zip(self.actions, figures, strict=True))
