"""Tables in a text on a phone: rows below each other, each cell with the heading of its column."""

import pytest
from django.urls import reverse

from learning.models import LessonPage, ModulePage
from tests.journeys.looking import PHONE, width_of

WIDER = """() => [...document.querySelectorAll('.table-wrap')]
    .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.innerText.slice(0, 60))"""
LABEL = "(cell) => getComputedStyle(cell, '::before').content"


@pytest.mark.parametrize("slug", ["feiten-en-meningen", "complexe-scheiding"])
def test_the_trainers_guide_needs_no_sideways_scrolling(world, enter, slug):
    page = enter(world.people["bram"], width=PHONE)
    page.goto(reverse("learning:trainer_guide", args=[slug]))
    assert page.locator(".table-wrap.told").count() > 0
    assert page.evaluate(WIDER) == []
    assert width_of(page) <= PHONE
    cell = page.locator(".told tbody td").first
    assert cell.evaluate(LABEL) == f'"{page.locator(".told thead th").first.text_content()}"'


def test_a_table_in_the_text_of_a_lesson_neither(world, enter):
    module = ModulePage.objects.get(slug="kindermishandeling-herkennen")
    lesson = LessonPage.objects.child_of(module).get(slug="praten-met-het-kind")
    page = enter(world.people["samira"], width=PHONE)
    page.goto(lesson.url)
    assert page.locator(".prose .table-wrap.told").count() > 0
    assert page.evaluate(WIDER) == []
    assert width_of(page) <= PHONE
