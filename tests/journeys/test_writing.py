"""In a real browser, with the real detector: marks while typing, one click each, and only then sharing."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from casuistry.cases.models import Case, Visibility
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(open_browser, samira) -> Page:
    return signed_in(open_browser(), samira)


def signed_in(page: Page, user) -> Page:
    page.goto("/account/login/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form[method=post] button").first.click()
    page.wait_for_url(lambda url: "login" not in url)
    return page


def write(page: Page, **texts: str) -> None:
    for name, text in texts.items():
        page.locator(f"#id_{name}").fill(text)


def marks(page: Page, field: str):
    return page.locator(f"[data-gate-for='id_{field}']")


def press_save(page: Page) -> None:
    page.locator("form[data-writing] .cluster > button.button").last.click()


def test_a_name_and_a_number_are_replaced_with_one_click_each_and_then_it_is_shared(page, team):
    page.goto(reverse("cases:new"))
    page.locator("form[data-writing] summary").first.click()
    page.locator("[data-gate-name]").first.fill("Karin")
    page.locator("[data-gate-role]").first.fill("moeder")
    write(page, title="Tussen twee huizen", question="Hoe blijf ik ernaast staan?")
    write(page, situation="Gisteren belde Karin. Karin is te bereiken op 06 12345678.")
    found = marks(page, "situation")
    expect(found.locator("[data-gate-replace]")).to_have_count(2)
    found.locator("[data-replacement='[moeder]']").click()
    expect(found.locator("[data-gate-replace]")).to_have_count(1)
    found.locator("[data-replacement='[telefoonnummer]']").click()
    expect(found.locator("[data-gate-replace]")).to_have_count(0)
    text = page.locator("#id_situation").input_value()
    assert text == "Gisteren belde [moeder]. [moeder] is te bereiken op [telefoonnummer]."
    page.locator("#id_lines-0-fact").fill("Hij kwam te laat op school.")
    page.locator("#id_lines-0-interpretation").fill("Hij is moe.")
    press_save(page)
    page.wait_for_url("**/casuistiek/*-*/")
    page.locator("input[name=declared]").check()
    page.locator("form[action$='/delen/'] button").click()
    expect(page.locator("form[action$='/terughalen/']")).to_be_visible()
    assert Case.objects.get().visibility == Visibility.TEAM


def test_with_open_findings_the_share_button_waits_and_works_after_one_click_each(page, team):
    page.goto(reverse("cases:new"))
    write(page, title="Nog open", situation="Bel mevrouw Jansen op 06 12345678.")
    press_save(page)
    page.wait_for_url("**/casuistiek/*-*/")
    share = page.locator("form[action$='/delen/'] button")
    expect(share).to_be_disabled()
    replacements = page.locator("form[action$='/vervangen/'] button")
    for left in (1, 0):
        replacements.first.click()
        expect(replacements).to_have_count(left)
    expect(share).to_be_enabled()
    assert "Jansen" not in Case.objects.get().situation


def test_undo_takes_a_replacement_back_and_the_keyboard_is_enough(page):
    page.goto(reverse("cases:new"))
    page.locator("#id_situation").click()
    page.keyboard.type("Bel 06 12345678 vanavond.")
    button = marks(page, "situation").locator("[data-gate-replace]")
    expect(button).to_have_count(1)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_situation")).to_have_value("Bel [telefoonnummer] vanavond.")
    expect(page.locator("#id_situation")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.locator("#id_situation")).to_have_value("Bel 06 12345678 vanavond.")


def test_another_line_comes_without_a_round_trip_and_is_saved(page):
    page.goto(reverse("cases:new"))
    write(page, title="Drie regels")
    page.locator("[data-add=lines]").click()
    expect(page.locator("#id_lines-2-fact")).to_be_focused()
    page.locator("#id_lines-2-fact").fill("De derde regel.")
    press_save(page)
    page.wait_for_url("**/casuistiek/*-*/")
    assert [line.fact for line in Case.objects.get().observations.all()] == ["De derde regel."]


def test_what_may_stay_is_let_stay_while_writing(page):
    page.goto(reverse("cases:new"))
    write(page, title="Een plaats", situation="Het gezin woont in Zwolle.")
    found = marks(page, "situation")
    found.locator("[data-gate-keep]").click()
    expect(found.locator("[data-gate-replace]")).to_have_count(0)
    press_save(page)
    page.wait_for_url("**/casuistiek/*-*/")
    expect(page.locator("form[action$='/vervangen/']")).to_have_count(0)


def test_without_a_connection_it_stays_calm_and_keeps_the_text(page):
    page.goto(reverse("cases:new"))
    page.route("**/controle/**", lambda route: route.abort())
    write(page, situation="Bel 06 12345678.")
    expect(marks(page, "situation").locator(".meta")).to_be_visible()
    expect(page.locator("#id_situation")).to_have_value("Bel 06 12345678.")


def test_an_expired_session_gives_the_text_back_and_one_press_saves_it(page, samira):
    page.goto(reverse("cases:new"))
    write(page, title="Half af", situation="Mijn halve verhaal.")
    page.context.clear_cookies(name="sessionid")
    press_save(page)
    expect(page.locator("#id_situation")).to_have_value("Mijn halve verhaal.")
    with page.context.expect_page() as opened:
        page.locator("a[target=_blank]").click()
    other = opened.value
    other.locator("input[name=login]").fill(samira.email)
    other.locator("input[name=password]").fill(PASSWORD)
    other.locator("main form[method=post] button").first.click()
    other.wait_for_url(lambda url: "login" not in url)
    press_save(page)
    page.wait_for_url("**/casuistiek/*-*/")
    assert Case.objects.get().situation == "Mijn halve verhaal."
