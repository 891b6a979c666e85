from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from html import escape

from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from tegenspraak.search.snippet import Part

register = template.Library()
DAYS_KEPT = 1000


@register.filter(expects_localtime=True)
def day(moment: datetime | None) -> str:
    """The day of a moment, as people say it."""
    return _said(moment.date(), get_language()) if moment else ""


@lru_cache(maxsize=DAYS_KEPT)
def _said(on: date, _language: str | None) -> str:
    return date_format(on, "j F Y")


@register.filter
def marked(parts: Iterable[Part]) -> SafeString:
    """A passage with what was searched for marked in it; all of the text is escaped."""
    shown = (f"<mark>{escape(text)}</mark>" if is_match else escape(text) for text, is_match in parts)
    return mark_safe("".join(shown))
