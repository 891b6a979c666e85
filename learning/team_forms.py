"""What a manager and a learner fill in about modules for a team."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.models import ModulePage
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
