"""Every page as different people see it: narrow and wide, light and dark, forced colours, and on paper."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from tests.journeys.looking import DESKTOP, PHONE, Rooms, of_axe, of_the_width
from tests.journeys.pages import VISITS

pytestmark = pytest.mark.browser
PAPER = 720  # A4 between its margins, in CSS pixels


@dataclass(frozen=True)
class Mode:
    """`unseen` are rules of axe that look at colours which the reader's own system decides on here."""

    name: str
    width: int
    media: dict[str, str]
    unseen: tuple[str, ...] = ()

    def put_on(self, page: Page) -> None:
        plain = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}
        page.emulate_media(**plain | self.media, reduced_motion="reduce")


MODES = [
    Mode("wide and dark", DESKTOP, {"color_scheme": "dark"}),
    Mode("narrow and light", PHONE, {}),
    Mode("narrow and dark", PHONE, {"color_scheme": "dark"}),
    Mode("forced colours", DESKTOP, {"forced_colors": "active"}, ("color-contrast",)),
    # On paper nothing scrolls, and nobody presses a key or a link.
    Mode("on paper", PAPER, {"media": "print"}, ("scrollable-region-focusable", "target-size")),
    Mode("wide and light", DESKTOP, {}),
]


def test_every_page_is_accessible_and_fits_in_every_mode(open_browser, world, live_server, settings):
    rooms, faults = Rooms(open_browser, world, live_server.url, settings), []
    for visit in VISITS:
        page, _response = rooms.open(visit)
        for mode in MODES:
            mode.put_on(page)
            found = [*of_the_width(page, mode.width), *of_axe(page, without=mode.unseen)]
            faults += [f"{visit}, {mode.name}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)


def test_on_paper_no_menu_and_no_button_is_printed(open_browser, world, live_server, settings):
    rooms = Rooms(open_browser, world, live_server.url, settings)
    faults = []
    for visit in VISITS:
        if visit.name not in ("cases:detail", "reflection:detail", "wagtail_serve") or visit.status != 200:
            continue
        page, _response = rooms.open(visit)
        page.emulate_media(media="print")
        # An explained term is a button too, and its word stands in the text.
        printed = page.locator("nav:visible, button:not(.prose button):visible, .button:visible").count()
        faults += [f"{visit}: {printed} menus and buttons"] if printed else []
    assert not faults, "\n".join(faults)
