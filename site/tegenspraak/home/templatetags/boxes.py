"""The boxes of a facet. A page may have a hundred: made by a template they took longer than the search."""

from collections.abc import Iterable
from html import escape

from django import template
from django.template.defaultfilters import capfirst
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe

from tegenspraak.search.facets import FacetValue, ShownFacet

register = template.Library()

FIRST = 6  # values that are seen without opening the rest
BOX = (
    '<label class="choice" for="{id}"><input type="checkbox" form="zoekformulier" id="{id}" name="{name}" '
    'value="{value}"{checked}><span>{label} <span class="meta">({count})</span></span></label>\n'
)


@register.filter
def first_boxes(facet: ShownFacet) -> SafeString:
    """A box to tick for each of the first values."""
    return _boxes(facet.name, enumerate(facet.values[:FIRST], 1))


@register.filter
def more_values(facet: ShownFacet) -> list[FacetValue]:
    """The values after the first."""
    return facet.values[FIRST:]


@register.filter
def more_boxes(facet: ShownFacet) -> SafeString:
    """A box for each of those."""
    return _boxes(facet.name, enumerate(more_values(facet), FIRST + 1))


def _boxes(name: str, values: Iterable[tuple[int, FacetValue]]) -> SafeString:
    boxes = (
        BOX.format(
            id=f"{escape(name)}-{number}",
            name=escape(name),
            value=escape(one.value),
            checked=" checked" if one.is_chosen else "",
            label=escape(capfirst(one.label)),
            count=escape(number_format(one.count, 0, force_grouping=True)),
        )
        for number, one in values
    )
    return mark_safe("".join(boxes))  # every value above is escaped
