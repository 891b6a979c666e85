"""What is looked at on a page; each function gives what is wrong with it, in words."""

import re
from collections.abc import Callable, Iterator

from axe_playwright_python.base import AXE_SCRIPT
from django.db import connection
from django.test import Client
from playwright.sync_api import Page, Response

from tegenspraak.people.models import User
from tests.conftest import PASSWORD
from tests.journeys.pages import Visit
from tests.journeys.world import World

PHONE, DESKTOP = 390, 1280
HEAVIEST = 142_000
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ENGLISH = re.compile(
    r"\b(Sign (in|out|up)|Passwords?|Save|Search|Delete|Remove|Edit|Add|Cancel|Submit|Back|"
    r"Next|Previous|Close|Email|E-mail address|Your|[Pp]lease|This field|Required|Settings|Loading|Error|"
    r"Not found|[Ww]elcome|Invite|Members|Choose|Select|Yes|of the|is not|are not|has been|you)\b"
)
# `words`: what a reader sees or hears, the text and the attributes that are read out.
# `weight`: bytes of the page with its styles and scripts, unpacked, pictures left out.
FACTS = """() => ({
    title: document.title,
    language: document.documentElement.lang,
    headings: document.querySelectorAll('h1').length,
    words: [document.title, document.body.innerText,
        ...[...document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')].flatMap((one) =>
            ['aria-label', 'placeholder', 'title', 'alt'].map((name) => one.getAttribute(name) || ''))
        ].join('\\n'),
    weight: [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .filter((one) => !/\\.(svg|png|jpe?g|webp|avif|gif|ico)$/.test(new URL(one.name).pathname))
        .reduce((sum, one) => sum + one.decodedBodySize, 0),
})"""
AXE = """async (options) => (await axe.run(document, options)).violations.map(
    (one) => `${one.id} at ` + one.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', '))"""
STICKING_OUT = """(width) => [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > width + 1 && one.getBoundingClientRect().width > 0)
    .slice(0, 2).map((one) => `${one.tagName.toLowerCase()}.${one.className}`).join(', ')"""


def cookies_of(who: str, people: dict[str, User]) -> dict[str, str]:
    """The cookies of somebody who has just signed in, without the clicks."""
    client = Client()
    if who in people and (people[who].is_guest or who == "esther"):  # a mailed code, a second factor
        client.force_login(people[who])
    elif who != "visitor":
        login = people.get(who) or people["esther"]
        client.post("/account/login/", {"login": login.email, "password": PASSWORD})
    if who in people:
        client.post("/account/reauthenticate/", {"password": PASSWORD})
    return {name: cookie.value for name, cookie in client.cookies.items()}


class Rooms:
    """A page in a browser for each of the cast."""

    def __init__(self, open_browser: Callable[..., Page], world: World, url: str, settings) -> None:
        self.open_browser, self.world, self.url, self.settings = open_browser, world, url, settings
        self.pages: dict[str, Page] = {}

    def page_of(self, who: str) -> Page:
        if who not in self.pages:
            page = self.open_browser()
            cookies = cookies_of(who, self.world.people)
            page.context.add_cookies(
                [{"name": name, "value": value, "url": self.url} for name, value in cookies.items()]
            )
            self.pages[who] = page
        return self.pages[who]

    def open(self, visit: Visit) -> tuple[Page, Response]:
        page = self.page_of(visit.who)
        resize(page, DESKTOP)
        before = {name: getattr(self.settings, name) for name in visit.settings}
        put(self.settings, visit.settings)
        try:
            response = page.goto(visit.address(self.world))
        finally:
            put(self.settings, before)
        assert response
        return page, response


def put(settings, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(settings, name, value)


def faults_of(page: Page, response: Response, visit: Visit, address: str) -> Iterator[str]:
    """Everything that is wrong with a page that was just opened at desktop width."""
    facts = page.evaluate(FACTS)
    if response.status != visit.status:
        yield f"status {response.status} and not {visit.status}"
    if not response.url.endswith(address):
        yield f"led to {response.url}"
    if facts["headings"] != 1:
        yield f"{facts['headings']} headings of the first level"
    if not re.search(r"\S – Tegenspraak$", facts["title"]):
        yield f"has the title {facts['title']!r}"
    if facts["language"] != "nl":
        yield f"says its language is {facts['language']!r}"
    if facts["weight"] > HEAVIEST:
        yield f"weighs {facts['weight']} bytes"
    yield from of_english(facts["words"])
    if connection.vendor == "sqlite":  # the same page on PostgreSQL looks the same: once is enough
        yield from of_axe(page)
        yield from of_the_width(page, DESKTOP)
        yield from of_the_width(page, PHONE)


def of_english(words: str) -> Iterator[str]:
    if found := ENGLISH.search(words):
        yield f"speaks English: {words[max(found.start() - 20, 0) : found.end() + 20]!r}"


def of_axe(page: Page, without: tuple[str, ...] = ()) -> Iterator[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {
        "runOnly": {"type": "tag", "values": RULES},
        "resultTypes": ["violations"],
        "rules": {name: {"enabled": False} for name in without},
    }
    yield from (f"axe: {fault}" for fault in page.evaluate(AXE, options))


def of_the_width(page: Page, width: int) -> Iterator[str]:
    resize(page, width)
    if (wide := width_of(page)) > width:
        yield f"is {wide} wide at {width}: {page.evaluate(STICKING_OUT, width)}"


def width_of(page: Page) -> int:
    """In pixels, of a page that is there: on its way to another one there is nothing to measure."""
    page.wait_for_load_state()
    return page.locator(":root").evaluate("root => root.scrollWidth")


def resize(page: Page, width: int) -> None:
    if page.viewport_size != {"width": width, "height": 900}:
        page.set_viewport_size({"width": width, "height": 900})
