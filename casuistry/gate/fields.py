"""Form fields for text that others may come to read: gate.js marks what it finds under each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.urls import reverse

from casuistry.gate.check import Kept
from casuistry.gate.visible import visible


class Marked:
    """A widget with the place for its findings below it."""

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)  # type: ignore[misc]
        context["widget"]["attrs"]["data-gate"] = reverse("gate:mark")
        return context


class GatedTextarea(Marked, forms.Textarea):
    template_name = "gate/widgets/textarea.html"


class GatedTextInput(Marked, forms.TextInput):
    template_name = "gate/widgets/text.html"


class GatedTextField(forms.CharField):
    """Text that passes the gate, as a reader sees it: nothing invisible hides a name or a number in it."""

    widget = GatedTextarea

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without `maxlength`: a browser would cut a pasted text short without a word."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        # Far too long is refused as it is.
        return visible(text).strip() if len(text) <= (self.max_length or len(text)) else text


class KeptWidget(forms.MultipleHiddenInput):
    """Hidden inputs, one for each finding that stays, in a box where gate.js adds more.

    `thing` ("cases.case:<id>") lets the live marks know what was decided on the saved thing.
    """

    template_name = "gate/widgets/kept.html"
    thing = ""

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["thing"] = self.thing
        return context


class KeptField(forms.Field):
    """What the author lets stay while writing; a form with this field shows "Laat staan" under its texts."""

    widget = KeptWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> list[Kept]:
        """Lines that are not ours are passed over: what was not kept is simply open."""
        return list(kept_from(value or []))


def kept_from(lines: Iterable[str]) -> Iterable[Kept]:
    """The choices in JSON lines {"category", "text", "reason"}; anything else is skipped."""
    for line in lines:
        try:
            data = json.loads(line)
            words = [data["category"], data["text"], data.get("reason", "")]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
        if all(isinstance(word, str) for word in words):
            yield Kept(*map(visible, words))
