"""Terms explained in place: a button in the running text that opens its explanation, without script."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tegenspraak.dutch import fold
from tegenspraak.vocabulary.models import Term


def glossary() -> dict[str, Term]:
    """Every term under the folded names by which a text may ask for it: its preferred name and loaded ones.

    Other search words are left out: they lead to a term, but do not always mean the same.
    """
    found: dict[str, Term] = {}
    for term in Term.objects.all():
        for name in (term.label, *term.loaded_names):
            found.setdefault(fold(name), term)
    return found


def find(name: str, terms: Mapping[str, Term]) -> Term | None:
    """The term that a text calls `name`, if there is one."""
    return terms.get(fold(name.strip()))


def explained(term: Term, words: str, element_id: str) -> SafeString:
    """`words` as a button that shows what `term` means; plain words when it has no explanation.

    `element_id` must be unique on the page. The result may stand inside a paragraph.
    """
    if not term.explanation:
        return format_html("{}", words)
    return format_html(
        '<button type="button" class="term" popovertarget="{id}">{words}</button>'
        '<span popover id="{id}" class="term__text"><strong>{label}</strong> {explanation} '
        '<a href="{url}">{more}</a></span>',
        id=element_id,
        words=words,
        label=term.label,
        explanation=term.explanation,
        url=term.get_absolute_url(),
        more=_("In the glossary"),
    )
