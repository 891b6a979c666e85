from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from tegenspraak.search.snippet import Part

register = template.Library()


@register.filter
def marked(parts: Iterable[Part]) -> SafeString:
    """A passage with what was searched for marked in it; all of the text is escaped."""
    shown = (
        f"<mark>{conditional_escape(part.text)}</mark>" if part.is_match else conditional_escape(part.text)
        for part in parts
    )
    return mark_safe("".join(shown))
