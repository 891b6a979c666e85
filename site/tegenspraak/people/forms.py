"""What people type about people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tegenspraak.people.addresses import read
from tegenspraak.people.models import Membership, Organisation, Team, User
from tegenspraak.people.models.organisations import role_choices

MAX_AT_ONCE = 100


def checked_addresses(text: str, *, most: int) -> list[str]:
    """The addresses in pasted `text`, each once, at most `most`. Raises ValidationError.

    A piece that is no address is named, so that it can be mended where it stands.
    """
    good, bad = read(text)
    if bad:
        sentence = ngettext(
            "This is not an e-mail address: %(pieces)s",
            "These are not e-mail addresses: %(pieces)s",
            len(bad),
        )
        raise ValidationError(sentence % {"pieces": ", ".join(bad)})
    if len(good) > most:
        raise ValidationError(
            _("That is more than %(most)d addresses. Invite them in parts.") % {"most": most}
        )
    return good


class InviteForm(forms.Form):
    addresses = forms.CharField(
        label=_("E-mail addresses"),
        help_text=_("One or more. You may paste a list from your mail program, with or without names."),
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false"}),
        max_length=20_000,
    )
    teams = forms.ModelMultipleChoiceField(
        queryset=Team.objects.none(),
        required=False,
        label=_("Teams"),
        widget=forms.CheckboxSelectMultiple,
    )
    roles = forms.MultipleChoiceField(
        required=False,
        label=_("Roles"),
        help_text=_("Nobody needs a role to take part. Everyone you invite becomes a member."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teams"].queryset = organisation.teams.all()  # type: ignore[attr-defined]
        self.fields["roles"].choices = role_choices()  # type: ignore[attr-defined]

    def clean_addresses(self) -> list[str]:
        good = checked_addresses(self.cleaned_data["addresses"], most=MAX_AT_ONCE)
        if not good:
            raise ValidationError(_("Fill in at least one e-mail address."))
        return good


class WelcomeForm(forms.Form):
    """Name and password of someone who is new here."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As your colleagues know you."),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["password"].help_text = password_validators_help_text_html()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        password = data.get("password")
        if password and data.get("again") and password != data["again"]:
            self.add_error("again", _("The two passwords are not the same."))
        if password:
            try:
                validate_password(password, User(email=self.email, first_name=data.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return data


class TeamForm(forms.ModelForm):
    class Meta:
        model = Team
        fields = ["name", "kind"]


class MemberForm(forms.Form):
    """Roles of a member, and for each team whether they are in it or lead it."""

    OUT, SEAT, LEAD = "", "member", "lead"

    roles = forms.MultipleChoiceField(required=False, label=_("Roles"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = role_choices()  # type: ignore[attr-defined]
        self.fields["roles"].initial = membership.roles
        leads = dict(membership.user.team_memberships.values_list("team_id", "is_lead"))
        self.teams = {f"team_{team.pk}": team for team in membership.organisation.teams.all()}
        for name, team in self.teams.items():
            seat = leads.get(team.pk)
            initial = self.OUT if seat is None else self.LEAD if seat else self.SEAT
            self.fields[name] = self._seat_field(team, initial)

    def _seat_field(self, team: Team, initial: str) -> forms.ChoiceField:
        choices = [
            (self.OUT, _("Not in this team")),
            (self.SEAT, _("In the team")),
            (self.LEAD, _("Leads the team")),
        ]
        return forms.ChoiceField(label=team.name, choices=choices, required=False, initial=initial)

    @property
    def seats(self) -> dict[Team, bool]:
        """The teams the person is to be in; the value says whether they lead it."""
        chosen = {team: self.cleaned_data[name] for name, team in self.teams.items()}
        return {team: choice == self.LEAD for team, choice in chosen.items() if choice}


class CodeForm(forms.Form):
    """The six digits of a mailed code; spaces in them do not matter."""

    code = forms.CharField(
        label=_("Code from the mail"),
        help_text=_("Six digits."),
        max_length=12,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
        ),
    )

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("The others see this name beside what you write."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )

    def __init__(self, *args: Any, has_name: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_name:
            del self.fields["name"]

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split())
        if len(code) != 6 or not code.isascii() or not code.isdigit():
            raise ValidationError(_("A code has six digits. Type it over from the mail."))
        return code
