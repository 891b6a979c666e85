"""The modules on the page of a theme."""

from typing import Any

from django.template.loader import render_to_string

from learning.models import ModulePage
from tegenspraak.vocabulary.models import Theme


def modules_on(theme: Theme, user: Any) -> str | None:
    """A panel with the modules about `theme`, or None when there are none."""
    modules = ModulePage.objects.visible_to(user).filter(theme_items__tag=theme).order_by("title")
    return render_to_string("learning/theme_panel.html", {"modules": modules}) if modules else None
