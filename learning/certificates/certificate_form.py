"""What people type in the rooms for learning."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("The owner reads this. It does not stand on the public page."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
