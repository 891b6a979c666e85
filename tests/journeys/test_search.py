"""In a real browser: searching while one types, narrowing down, by keyboard, and without a script."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import PASSWORD
from tests.journeys.looking import PHONE, of_axe, of_the_width

pytestmark = pytest.mark.django_db(transaction=True)

THE_CASE = "Een vechtscheiding zonder einde"
STATES = (
    "",
    "?q=scheiding",
    "?q=vechtscheidng&soort=case",
    "?q=xyzzy",
    "?q=scheiding&thema=lvb",
    "?q=ots&pagina=99",
)


@pytest.fixture
def page(world, enter, samira) -> Page:
    page = enter(samira)
    page.goto("/zoeken/")
    return page


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Zoek in Tegenspraak")


def hit(page: Page, title: str) -> Locator:
    return page.locator(".hit").get_by_role("link", name=title, exact=True)


def titles(page: Page) -> list[str]:
    return page.locator(".hit h3").all_inner_texts()


def cases_only(page: Page) -> Locator:
    return page.get_by_role("link", name=re.compile(r"^Casussen \("))


def test_results_come_while_typing_and_the_address_gives_the_same(page):
    field(page).press_sequentially("vechtsch", delay=30)
    expect(hit(page, THE_CASE)).to_be_visible()
    expect(field(page)).to_be_focused()
    expect(page).to_have_title("Zoeken: vechtsch – Tegenspraak")
    page.wait_for_url("**/zoeken/?q=vechtsch&half=1")
    theme = page.get_by_role("checkbox").first
    theme.check()
    page.wait_for_url(re.compile(r"q=vechtsch&half=1&\w+="))
    expect(page.locator(".tag--off")).to_have_count(1)
    expect(theme).to_be_focused()
    before = titles(page)
    assert 0 < len(before) < 9
    page.reload()
    assert titles(page) == before
    expect(page.get_by_role("checkbox").first).to_be_checked()
    page.go_back()
    page.wait_for_url("**/zoeken/?q=vechtsch&half=1")
    expect(page.locator(".tag--off")).to_have_count(0)
    expect(page.get_by_role("checkbox").first).not_to_be_checked()

    page.goto("/zoeken/?q=scheiding")
    everything = page.locator("#zoektelling").inner_text()
    cases_only(page).click()
    page.wait_for_url("**/zoeken/?q=scheiding&soort=case")
    expect(page.locator(".hit__kind")).to_have_text(["Casus"] * page.locator(".hit").count())
    field(page).fill("vechtscheiding")
    page.wait_for_url("**/zoeken/?q=vechtscheiding&half=1&soort=case")
    field(page).fill("scheiding")
    page.wait_for_url("**/zoeken/?q=scheiding&half=1&soort=case")
    page.get_by_role("link", name="Alles wissen").click()
    expect(page.locator("#zoektelling")).to_have_text(everything)
    expect(page.locator("#zoektelling")).to_be_focused()


def test_by_keyboard_and_by_ear(page):
    said, links = page.locator("#zoekmelding"), page.locator(".hit h3 a")
    field(page).press_sequentially("scheiding", delay=50)
    expect(links.first).to_be_visible()
    expect(said).to_have_text("")
    expect(said).to_have_text(re.compile(r"^\d+ resulta"), timeout=5000)

    page.goto("/zoeken/?q=scheiding")
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("scheiding")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(field(page)).to_be_focused()
    page.keyboard.press("/")
    expect(field(page)).to_have_value("/")

    page.goto("/casuistiek/nieuw/")
    page.get_by_label("Titel").press("/")
    expect(page.get_by_label("Titel")).to_have_value("/")
    for act, is_on in (("uncheck", False), ("check", True)):
        page.goto("/zoeken/")
        getattr(page.get_by_role("checkbox", name=re.compile("Gebruik de toets")), act)()
        page.goto("/mijn/")
        page.keyboard.press("/")
        expect(page.locator("#zoek-kop:focus")).to_have_count(int(is_on))


def test_earlier_searches_come_back_and_are_forgotten(page):
    for words in ("ots", "vechtscheiding", "gezin"):
        page.goto("/zoeken/")
        field(page).fill(words)
        field(page).press("Enter")
        page.wait_for_url(f"**/zoeken/?q={words}")
    page.goto("/zoeken/")
    before = page.locator(".recent__list a")
    expect(before).to_have_text(["gezin", "vechtscheiding", "ots"])
    page.get_by_role("button", name="Vergeet “vechtscheiding”").click()
    expect(before).to_have_text(["gezin", "ots"])
    before.first.click()
    expect(field(page)).to_have_value("gezin")
    page.goto("/zoeken/")
    page.get_by_role("button", name="Alles vergeten").click()
    expect(page.locator(".recent__list")).to_have_count(0)


def test_every_state_is_accessible_and_fits_on_a_phone(page):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for query in STATES:
            page.goto(f"/zoeken/{query}")
            assert list(of_axe(page)) == [], (query, scheme)
    page.goto("/zoeken/?q=scheiding")
    assert list(of_the_width(page, PHONE)) == []
    boxes = page.locator(".facet input")
    expect(boxes.first).to_be_hidden()
    page.locator("#zoekfilter > summary").click()
    boxes.first.check()
    expect(page.locator(".tag--off")).to_have_count(1)
    expect(boxes.first).to_be_visible()
    assert list(of_the_width(page, PHONE)) == []
    assert list(of_axe(page)) == []
    page.emulate_media(media="print", color_scheme="light")
    for gone in ("#zoekfilter", "#zoekveld", "#soort-alles"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.get_by_text("Gezocht op “scheiding” op")).to_be_visible()
    page.goto("/zoeken/?q=scheiding&soort=lesson")
    expect(page.get_by_text("Soort: Lessen")).to_be_visible()
    page.emulate_media(media="screen")
    expect(page.get_by_text("Soort: Lessen")).to_be_hidden()


def test_it_works_without_a_script(world, open_browser, samira):
    page = open_browser(java_script_enabled=False)
    page.goto("/account/login/")
    page.get_by_label("E-mailadres").fill(samira.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.goto("/zoeken/")
    field(page).fill("scheiding")
    field(page).press("Enter")
    expect(hit(page, THE_CASE)).to_be_visible()
    cases_only(page).click()
    expect(page.locator(".hit__kind")).to_have_text(["Casus"] * page.locator(".hit").count())
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Toon resultaten").click()
    expect(hit(page, THE_CASE)).to_be_visible()
    expect(page.locator(".tag--off")).to_have_count(1)
    assert "soort=case" in page.url
    page.get_by_role("link", name="Alles wissen").click()
    page.get_by_role("link", name="Nieuwste eerst").click()
    assert "volgorde=datum" in page.url
    expect(page.locator(".tag--off")).to_have_count(0)


def test_when_the_line_is_down_it_is_seen_and_heard(page):
    page.route("**/zoeken/**", lambda route: route.abort())
    field(page).fill("vechtsch")
    expect(page.get_by_role("status").filter(has_text="Zoeken lukte niet")).to_have_class("notice")
    page.unroute_all(behavior="ignoreErrors")
    field(page).fill("vechtscheiding")
    expect(hit(page, THE_CASE)).to_be_visible()
    expect(page.locator("#zoekmelding")).to_have_class("visually-hidden")
