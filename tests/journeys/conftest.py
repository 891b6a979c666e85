"""A real browser: Debian's Chromium, driven by Playwright, that reaches nothing but this machine."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tegenspraak.people.models import User
from tests.conftest import PASSWORD
from tests.journeys.world import World, load_house, make_world

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Milliseconds until what does not come is missing; a busy machine is no fault.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)
# Playwright's sync API runs in an event loop of its own; Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is missing: make tools"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium, live_server) -> Iterator[Callable[..., Page]]:
    """Opens a fresh browser at the site; the test fails when a page asked another host or a script broke."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def opened(width: int = 1280, height: int = 900, **options) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, base_url=live_server.url, locale="nl-NL", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        own = urlsplit(live_server.url).netloc

        def watch(request) -> None:
            address = urlsplit(request.url)
            if address.scheme in ("http", "https") and address.netloc != own:
                faults.append(f"asked another host: {request.url}")

        page.on("request", watch)
        page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
        page.on(
            "console",
            lambda message: (
                faults.append(message.text)
                if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text
                else None
            ),
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def enter(open_browser) -> Callable[..., Page]:
    """Signs a person in through the real page."""

    def entered(user: User, **options) -> Page:
        page = open_browser(**options)
        page.goto("/account/login/")
        page.get_by_label("E-mailadres").fill(user.email)
        page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Inloggen", exact=True).click()
        page.wait_for_url("**/mijn/")
        return page

    return entered


class House:
    """What `make run` loads, without the demo. SQLite copies it for each test: files are read once."""

    kept: sqlite3.Connection | None = None

    @classmethod
    def stand(cls) -> None:
        connection.ensure_connection()
        if cls.kept:
            cls.kept.backup(connection.connection)
            ContentType.objects.clear_cache()
            cache.clear()
            return
        load_house()
        if connection.vendor == "sqlite":
            cls.kept = sqlite3.connect(":memory:")
            connection.connection.backup(cls.kept)


@pytest.fixture(autouse=True)
def _house(request) -> None:
    """Before the cast moves in, whose rows it would overwrite."""
    if "world" in request.fixturenames:
        request.getfixturevalue("live_server")
        House.stand()


@pytest.fixture
def world(live_server, organisation, samira, daan, noor, esther, joost, bram) -> World:
    people = {user.first_name.lower(): user for user in (samira, daan, noor, esther, joost, bram)}
    return make_world(people, organisation)
