"""The forms of a case. Nothing that someone types is thrown away, whatever else is refused."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casuistry.cases.draft import Draft, Line
from casuistry.cases.judging import judging
from casuistry.cases.models import AgeBand, Observation
from casuistry.gate.fields import GatedTextarea, GatedTextField, GatedTextInput, KeptField
from tegenspraak.people.models import Team
from tegenspraak.people.permissions import teams_of
from tegenspraak.vocabulary.models import Level, Theme

MOST_LINES = 60
MOST_ROLES = 30
LONGEST_KEY = 18


class TicksField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        """A number that is too large for the database is nothing to choose."""
        return super().clean(["none" if len(str(pk)) > LONGEST_KEY else pk for pk in value or []])


class CaseForm(forms.Form):
    title = GatedTextField(
        label=_("Title"),
        max_length=200,
        widget=GatedTextInput,
        help_text=_("Short, and without names."),
        error_messages={"required": _("Give your case a title. One word is enough for now.")},
    )
    question = GatedTextField(
        label=_("Your question"),
        required=False,
        max_length=3000,
        widget=GatedTextarea(attrs={"rows": 3}),
        help_text=_("What do you want to learn? Write in the I-form: “How do I…”, “What makes me…”"),
    )
    situation = GatedTextField(
        label=_("Situation"),
        required=False,
        max_length=50_000,
        widget=GatedTextarea(attrs={"rows": 10}),
        help_text=_("What is going on? Write what a colleague needs to think along."),
    )
    themes: forms.ModelMultipleChoiceField = TicksField(
        Theme.objects.all(), label=_("Themes"), required=False
    )
    age_band = forms.ChoiceField(
        label=_("How old is the child?"),
        choices=[("", _("I leave this open")), *AgeBand.choices],
        required=False,
        help_text=_("A range, so that nobody can be recognised by it."),
    )
    levels: forms.ModelMultipleChoiceField = TicksField(
        Level.objects.all(),
        label=_("Which kind of work is it about?"),
        required=False,
        help_text=_("More than one can fit."),
    )
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    submission = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kept = KeptField()


def line_field(label: Any, rows: int = 0, most: int = 200, help_text: Any = "") -> GatedTextField:
    """An optional gated text of a line; `rows` makes it a larger box."""
    widget = GatedTextarea(attrs={"rows": rows}) if rows else GatedTextInput()
    return GatedTextField(label=label, required=False, max_length=most, widget=widget, help_text=help_text)


class LineForm(forms.Form):
    id = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    fact = line_field(_("Fact: what was seen or heard"), rows=3, most=10_000)
    interpretation = line_field(_("Interpretation: what someone makes of it"), rows=3, most=10_000)
    when = line_field(_("When"), help_text=_("For example: week 3"))
    source = line_field(_("Source"), help_text=_("Which role saw or said it?"))
    whose = line_field(_("Whose interpretation"))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Observation.Kind.choices,
        required=False,
        initial=Observation.Kind.OWN,
        help_text=_("How do you know?"),
    )
    status = forms.ChoiceField(
        label=_("Status"),
        choices=Observation.Status.choices,
        required=False,
        initial=Observation.Status.ESTABLISHED,
        help_text=_("Is it certain?"),
    )

    @property
    def judging(self) -> list[str]:
        """Words in the fact, as it stands on the screen, that judge."""
        return judging(str(self["fact"].value() or ""))


class RoleForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"data-gate-name": True, "autocomplete": "off"}),
    )
    role = forms.CharField(
        label=_("Role"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"data-gate-role": True}),
        help_text=_("For example: mother, son, teacher."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("name") and not cleaned.get("role"):
            raise ValidationError(_("Which part does this person play? For example: mother."))
        return cleaned


def rows_of(row: type[forms.Form], extra: int, most: int) -> type[forms.BaseFormSet]:
    """A formset that refuses more rows than `most`, and reads at most twice as many to show them again."""
    return forms.formset_factory(
        row, extra=extra, can_delete=True, max_num=most, absolute_max=2 * most, validate_max=True
    )


LineFormSet = rows_of(LineForm, extra=2, most=MOST_LINES)
RoleFormSet = rows_of(RoleForm, extra=3, most=MOST_ROLES)


class ShareForm(forms.Form):
    """With which team; the check of rights and of the gate is the verb's."""

    team = forms.ModelChoiceField(
        Team.objects.none(),
        label=_("With which team?"),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose one of your own teams.")},
    )
    declared = forms.BooleanField(
        label=_(
            "I have read the whole text, not only the marks. As far as I can see, nobody can be recognised."
        ),
        error_messages={"required": _("First read the whole text and tick the box.")},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams_of(user)  # type: ignore[attr-defined]


def typed(form: forms.BaseForm) -> dict[str, Any]:
    """What stands in a sent form, as initial values of a fresh one: every word, and no complaints."""
    return {name: form[name].data for name in form.fields}


def draft_of(form: CaseForm, lines: Any, roles: Any) -> Draft:
    """The draft in three valid forms; blank and deleted rows are left out."""
    data = form.cleaned_data
    kept_lines = [line_of(row.cleaned_data) for row in lines if not row.cleaned_data.get("DELETE")]
    kept_roles = [row.cleaned_data for row in roles if not row.cleaned_data.get("DELETE")]
    return Draft(
        title=data["title"],
        question=data["question"],
        situation=data["situation"],
        lines=tuple(line for line in kept_lines if not line.is_blank),
        register=tuple((row["name"], row["role"]) for row in kept_roles if row.get("name")),
        themes=frozenset(theme.pk for theme in data["themes"]),
        age_band=data["age_band"],
        levels=frozenset(level.pk for level in data["levels"]),
    )


def line_of(data: dict[str, Any]) -> Line:
    known = {name: data[name] for name in (*Line.TEXTS, "kind", "status", "id") if data.get(name)}
    return Line(**known)


def initial_of(draft: Draft, version: int) -> dict[str, Any]:
    """The draft as initial values of the case form."""
    return {
        "title": draft.title,
        "question": draft.question,
        "situation": draft.situation,
        "themes": list(draft.themes),
        "age_band": draft.age_band,
        "levels": list(draft.levels),
        "version": version,
    }


def new_initial() -> dict[str, Any]:
    """A fresh form: its token makes that sending it twice makes one case."""
    return {"submission": uuid.uuid4(), "kept": [], "version": 0}
