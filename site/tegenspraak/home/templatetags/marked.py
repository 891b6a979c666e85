from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from tegenspraak.search.snippet import Part

register = template.Library()


@register.filter
def marked(parts: Iterable[Part]) -> SafeString:
    """A passage with what was searched for marked in it; all of the text is escaped."""
    shown = (f"<mark>{escape(text)}</mark>" if is_match else escape(text) for text, is_match in parts)
    return mark_safe("".join(shown))
