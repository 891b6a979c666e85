"""Forms: start a reflection, invite people, write answers."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from casuistry.cases.forms import ShareForm
from casuistry.cases.models import Case
from casuistry.gate.check import check
from casuistry.gate.fields import GatedTextarea, GatedTextField, GatedTextInput, KeptField
from casuistry.reflection.definition import Question, QuestionType, Readers
from casuistry.reflection.models import Answer, Participant, Reflection
from casuistry.reflection.protocol import Protocol
from casuistry.reflection.readers import who_reads
from casuistry.reflection.writing import Field, fields_for
from tegenspraak.people.forms import checked_addresses
from tegenspraak.people.models import User
from tegenspraak.people.permissions import colleagues_of, teams_of

MOST_GUESTS = 20


class ColleaguesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: User) -> str:
        return obj.display_name


class InviteForm(forms.Form):
    colleagues = ColleaguesField(
        User.objects.none(),
        label=_("Colleagues"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They can read the case and write along."),
    )
    guests = forms.CharField(
        label=_("Guests, by e-mail address"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One address on each line. A guest sees this reflection only."),
    )

    def __init__(self, *args: Any, user: User, reflection: Reflection | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = colleagues_of(user)
        if reflection:
            people = people.exclude(participations__reflection=reflection)
        mates = set(User.objects.filter(teams__in=teams_of(user)).values_list("pk", flat=True))
        # The own team first; both halves keep their order of names.
        known = sorted(people, key=lambda person: person.pk not in mates)
        self.fields["colleagues"].queryset = people  # type: ignore[attr-defined]
        self.fields["colleagues"].choices = [  # type: ignore[attr-defined]
            (person.pk, person.display_name) for person in known
        ]

    def clean_guests(self) -> list[str]:
        return checked_addresses(self.cleaned_data["guests"], most=MOST_GUESTS)


class StartForm(InviteForm):
    protocol = forms.ModelChoiceField(
        Protocol.objects.none(), label=_("Method"), widget=forms.RadioSelect, empty_label=None
    )
    facilitator = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who facilitates?"),
        required=False,
        empty_label=_("Nobody: I close the phases myself"),
        help_text=_("The facilitator closes the phases, and reads no more than the others."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ["protocol", "colleagues", "facilitator", "guests", "submission"]

    def __init__(self, *args: Any, user: User, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if not case.is_shared:  # then the participants become its first readers: the same declaration
            self.fields["declared"] = deepcopy(ShareForm.base_fields["declared"])
        protocols = Protocol.objects.visible_to(user)
        self.fields["protocol"].queryset = protocols  # type: ignore[attr-defined]
        self.fields["protocol"].choices = [  # type: ignore[attr-defined]
            (protocol.pk, described(protocol)) for protocol in protocols
        ]
        self.fields["facilitator"].queryset = colleagues_of(user)  # type: ignore[attr-defined]
        self.fields["submission"].initial = uuid.uuid4
        if len(protocols) == 1:
            self.fields["protocol"].initial = protocols[0].pk


def described(protocol: Protocol) -> str:
    """The title of a protocol with two lines on what it is for and what it takes."""
    plan = protocol.plan
    takes = _("%(minutes)d minutes together, %(least)d to %(most)d people")
    cost = takes % {"minutes": plan.total_minutes, "least": plan.group[0], "most": plan.group[1]}
    return format_html(
        '<span><strong>{}</strong><br>{}<br><span class="meta">{}</span></span>',
        plan.title,
        plan.purpose,
        cost,
    )


class SkipForm(forms.Form):
    # Read by everyone, so as plain as what passes the gate; without its marks.
    reason = GatedTextField(label=_("Why do you skip this phase?"), max_length=300, widget=forms.TextInput)


class WritingForm(forms.Form):
    """The questions of the stage that runs, for one participant; one field for each, saved together."""

    phase = forms.IntegerField(widget=forms.HiddenInput)
    kept = KeptField()

    def __init__(self, *args: Any, reflection: Reflection, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reflection, self.participant = reflection, participant
        self.asked = fields_for(reflection, participant)
        people = list(reflection.participants.select_related("user"))
        self.fields["phase"].initial = reflection.phase
        for asked in self.asked:
            self.fields[asked.name] = form_field(asked, people, participant, reflection)
            self.fields[asked.name].initial = asked.value

    def written(self) -> Iterator[tuple[Field, Any]]:
        """Each asked question with what was filled in."""
        for asked in self.asked:
            yield asked, self.cleaned_data[asked.name]

    def show_findings(self, asked: Field, answer: Answer | None) -> None:
        """Says under a field which words keep it from the others."""
        found = check(answer).to_decide if answer else []
        if found:
            words = ", ".join(f"“{item.finding.text}”" for item in found)
            self.add_error(asked.name, _("This can point to a person: %(words)s.") % {"words": words})


def form_field(
    asked: Field, people: list[Participant], participant: Participant, reflection: Reflection
) -> forms.Field:
    question = asked.question
    stage = reflection.stages[reflection.phase]
    readers = who_reads(asked.readers, stage.blind, participant, people)
    lines = [(line,) for line in (question.help, readers) if line]
    help_text = format_html_join(mark_safe("<br>"), "{}", lines)
    facts = {"label": asked.label, "help_text": help_text, "required": False}
    if question.type is QuestionType.SCALE:
        return scale_field(question, facts)
    if question.type is QuestionType.CHOICE:
        return choice_field(question, people, facts)
    return text_field(question, asked.readers, facts)


def scale_field(question: Question, facts: dict[str, Any]) -> forms.Field:
    scale = question.scale
    assert scale is not None  # the parser gives every scale its ends
    ends = {scale.lowest: scale.low, scale.highest: scale.high}
    numbers = range(scale.lowest, scale.highest + 1)
    choices = [(number, f"{number} – {ends[number]}" if ends.get(number) else number) for number in numbers]
    return forms.TypedChoiceField(
        choices=[("", _("no answer")), *choices], coerce=int, empty_value=None, **facts
    )


def choice_field(question: Question, people: list[Participant], facts: dict[str, Any]) -> forms.Field:
    if question.options_from:
        choices = [(str(person.pk), person.user.display_name) for person in people]
    else:
        choices = list(question.options)
    return forms.ChoiceField(choices=[("", _("no answer")), *choices], **facts)


def text_field(question: Question, readers: Readers, facts: dict[str, Any]) -> forms.Field:
    short = question.type is QuestionType.TEXT
    if readers is Readers.SELF:
        widget = forms.TextInput() if short else forms.Textarea(attrs={"rows": 4})
        return forms.CharField(widget=widget, **facts)
    gated = GatedTextInput() if short else GatedTextarea(attrs={"rows": 4})
    return GatedTextField(widget=gated, max_length=300 if short else 20_000, **facts)
