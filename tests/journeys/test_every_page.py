"""Every kind of page, by who visits it: status, title, language, width, weight, accessibility."""

import uuid

import pytest
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Locator, Page, expect

from casuistry.cases.models import Case
from tests.journeys.looking import FACTS, Rooms, faults_of, of_english
from tests.journeys.pages import NO_PAGES, VISITS, names_of_our_addresses


@pytest.mark.timeout(300)  # some hundred and thirty pages: a minute on a machine that does nothing else
def test_every_page_is_whole_dutch_light_accessible_and_fits(open_browser, world, live_server, settings):
    rooms, faults, weights = Rooms(open_browser, world, live_server.url, settings), [], {}
    for visit in VISITS:
        page, response = rooms.open(visit)
        faults += [f"{visit}: {fault}" for fault in faults_of(page, response, visit, visit.address(world))]
        weights[str(visit)] = page.evaluate(FACTS)["weight"]
    for name in sorted(weights, key=weights.get, reverse=True)[:3]:
        print(f"{weights[name] / 1000:.0f} kB  {name}")
    assert not faults, "\n".join(faults)


def test_every_address_of_our_rooms_is_visited_or_is_no_page():
    known = {visit.name for visit in VISITS} | NO_PAGES.keys()
    assert set(names_of_our_addresses()) - known == set()


@pytest.mark.parametrize("name", [name for name, reason in NO_PAGES.items() if reason == "POST only"])
def test_what_is_called_no_page_refuses_to_be_opened(name, sign_in, samira):
    assert sign_in(samira).get(some_address_of(name)).status_code == 405


def some_address_of(name: str) -> str:
    """An address with ids that lead nowhere."""
    id_ = uuid.uuid4()
    for args in ([], [id_], ["een"], ["een", id_], [1]):
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            continue
    raise AssertionError(f"{name} takes other arguments")


SNIPPETS = ("vocabulary_theme", "vocabulary_term", "vocabulary_level", "reflection_protocol")


def test_the_cms_is_dutch_and_asks_no_other_host(open_browser, world, live_server, settings):
    bram = Rooms(open_browser, world, live_server.url, settings).page_of("bram")
    lesson, faults = world.lesson, []
    addresses = [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[world.module.get_parent().pk]),
        reverse("wagtailadmin_pages:edit", args=[world.module.pk]),
        reverse("wagtailadmin_pages:edit", args=[lesson.pk]),
        reverse("wagtailadmin_pages:history", args=[lesson.pk]),
        *[reverse(f"wagtailsnippets_{snippet}:list") for snippet in SNIPPETS],
        reverse("wagtailsnippets_vocabulary_term:edit", args=[world.term.pk]),
        reverse("wagtailsnippets_reflection_protocol:edit", args=[world.asking.protocol.pk]),
        reverse("wagtailimages:index"),
        reverse("wagtaildocs:index"),
        reverse("wagtailadmin_account"),
    ]
    for address in addresses:
        assert bram.goto(address).status == 200, address
        if "edit" in address:  # the editor builds itself
            bram.wait_for_load_state("networkidle")
        assert bram.locator("html").get_attribute("lang") == "nl"
        faults += [f"{address}: {fault}" for fault in of_english(bram.evaluate(FACTS)["words"])]
    assert not faults, "\n".join(faults)


def tab_to(page: Page, target: Locator, most: int = 40) -> None:
    """Presses Tab until `target` has the focus, as somebody without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.count() and target.first.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{target} cannot be reached by keyboard")


def test_the_first_tab_leads_past_the_menu(enter, samira):
    page = enter(samira)
    page.keyboard.press("Tab")
    skip = page.locator(".skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_case_is_written_cleaned_and_saved_without_a_mouse(enter, samira):
    page = enter(samira)
    page.goto("/casuistiek/nieuw/")
    tab_to(page, page.get_by_label("Titel"))
    page.keyboard.type("Zonder muis")
    tab_to(page, page.get_by_label("Situatie"), most=3)
    page.keyboard.type("Bel haar op 06-12345678.")
    replace = page.get_by_role("button", name="Vervang door [telefoonnummer]")
    expect(replace).to_be_visible()
    tab_to(page, replace, most=5)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Situatie")).to_have_value("Bel haar op [telefoonnummer].")
    expect(page.get_by_label("Situatie")).to_be_focused()
    tab_to(page, page.get_by_label("Feit").first, most=10)
    page.keyboard.type("Zij nam niet op.")
    tab_to(page, page.get_by_role("button", name="Bewaren", exact=True).last)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zonder muis")
    case = Case.objects.get()
    assert case.situation == "Bel haar op [telefoonnummer]."
    assert [line.fact for line in case.observations.all()] == ["Zij nam niet op."]


def test_a_menu_on_a_phone_opens_and_closes_by_keyboard(enter, samira):
    page = enter(samira, width=390, height=844)
    menu = page.get_by_role("button", name="Menu", exact=True)
    tab_to(page, menu, most=4)
    page.keyboard.press("Enter")
    modules = page.get_by_role("link", name="Modules", exact=True).first
    tab_to(page, modules, most=4)
    page.keyboard.press("Escape")
    expect(modules).to_be_hidden()
    expect(menu).to_be_focused()
