"""Styles that only some pages need stand in a sheet of their own, and those pages have it."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.mark.parametrize(
    ("sheet", "classes"),
    [
        ("casuistry.css", "facts|facts-pair|facts__fact|facts__view|finding|gate|gate__found"),
        ("search.css", "found|hit|hits|facet|recent"),
        ("assessment.css", "test|test__head|test__list|refresher|stuck|tree|branches"),
    ],
)
def test_a_page_has_the_sheet_that_its_parts_need(sheet, classes):
    """A part may be included by another part; what begins with base.html is a page."""
    texts = {str(path.relative_to(TEMPLATES)): path.read_text() for path in TEMPLATES.rglob("*.html")}
    asks = re.compile(rf'class="([^"]* )?({classes})[ "{{]')
    parts = re.compile(r'"([\w/]+\.html)"')

    def needs(name: str, seen: set[str]) -> bool:
        if name in seen or name not in texts:
            return False
        seen.add(name)
        included = [one for one in parts.findall(texts[name]) if one != "base.html"]
        return bool(asks.search(texts[name])) or any(needs(one, seen) for one in included)

    pages = [name for name, text in texts.items() if '{% extends "base.html" %}' in text]
    without = [name for name in pages if needs(name, set()) and sheet not in texts[name]]
    assert without == []
    assert any(sheet in texts[name] for name in pages)
