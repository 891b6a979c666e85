"""The page of a lesson: the way out at the foot of the screen never lies over a text, and it is light."""

import pytest

from tests.journeys.looking import FACTS

# Bytes of the fullest lesson with its styles and scripts, unpacked: a phone on a slow line reads along.
HEAVIEST_LESSON = 135_000
# Of the bar: what shows beside its button, how far its blocks stay within it, and where its foot is.
BAR = """() => {
    const bar = document.querySelector('.stop-here'), box = bar.getBoundingClientRect();
    const blocks = [...document.querySelectorAll('.lesson, .part > *')];
    const parts = blocks.map((one) => one.getBoundingClientRect());
    const middle = box.top + box.height / 2, strangers = [];
    for (let x = Math.max(box.left, 1) + 1; x < Math.min(box.right, innerWidth - 1); x += 7) {
        const one = document.elementFromPoint(x, middle);
        if (!bar.contains(one)) strangers.push(`${one.tagName} at ${x}`);
    }
    return {
        strangers,
        left: Math.min(...parts.filter((one) => one.width).map((one) => one.left)) - box.left,
        right: box.right - Math.max(...parts.map((one) => one.right)),
        foot: innerHeight - box.bottom,
        share: box.height / innerHeight,
        background: getComputedStyle(bar).backgroundColor,
    };
}"""


WIDTHS = (320, 390, 600, 768, 960, 1280, 1440, 1600)


@pytest.mark.parametrize(("size", "widths"), [("100%", WIDTHS), ("200%", WIDTHS[1:])])
def test_at_no_width_does_the_way_out_lie_over_a_text(world, enter, size, widths):
    page = enter(world.people["samira"])
    page.goto(world.learning.lesson.url)
    page.evaluate("(size) => { document.documentElement.style.fontSize = size }", size)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("() => scrollTo(0, document.body.scrollHeight / 3)")
        found = page.evaluate(BAR)
        assert found["strangers"] == [], width
        assert abs(found["foot"]) < 1, width
        assert found["left"] >= 0, width
        assert found["right"] >= 0, width
        assert found["background"].startswith("rgb("), width  # nothing shows through
        assert found["share"] < (0.1 if size == "100%" else 0.35), width


def test_the_fullest_lesson_is_light(world, enter):
    page = enter(world.people["samira"])
    page.goto(world.learning.lesson.url)
    weight = page.evaluate(FACTS)["weight"]
    assert 100_000 < weight <= HEAVIEST_LESSON
