"""Samira learns, writes, shares and reflects; a colleague finds her case, a stranger does not."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from casuistry.cases.models import Case
from tests.journeys.looking import width_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def loaded(live_server):
    """What `make run` loads, without the demo."""
    for command in ("load_vocabulary", "load_protocols", "load_modules"):
        call_command(command, verbosity=0)
    call_command("rebuild_search", verbosity=0)


def read_a_lesson(page: Page) -> None:
    page.get_by_role("link", name="Modules", exact=True).first.click()
    page.get_by_role("link", name="Complexe scheiding").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Complexe scheiding")
    page.get_by_role("link", name="Scheiding en het kind").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Scheiding en het kind")
    page.get_by_role("button", name="Klaar met deze les").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Complexe scheiding")
    expect(page.get_by_role("progressbar").first).to_have_attribute("value", "1")
    expect(page.get_by_role("link", name=re.compile("Ga verder"))).to_contain_text("Van ruzie naar strijd")


def write_a_case(page: Page) -> None:
    page.goto("/casuistiek/nieuw/")
    page.get_by_label("Titel").fill("Een vechtscheiding zonder einde")
    page.get_by_label("Je leervraag").fill("Hoe blijf ik naast het kind staan?")
    page.get_by_label("Situatie").fill("Moeder Karin belt elke week. Haar nummer is 06-12345678.")
    for number, (fact, view) in enumerate(
        [
            ("Het kind zegt niets over het weekend.", "Ik denk dat het kind klem zit."),
            ("De ouders spreken elkaar alleen via advocaten.", "De strijd lijkt vast te zitten."),
        ]
    ):
        line = page.locator("[data-line]").nth(number)
        line.get_by_label("Feit").fill(fact)
        line.get_by_label("Interpretatie").fill(view)
        line.get_by_label("Bron").fill("eigen gesprek")


def replace_what_is_marked(page: Page) -> None:
    situation = page.get_by_label("Situatie")
    found = page.locator(f"[data-gate-for='{situation.get_attribute('id')}']")
    expect(found.locator("mark", has_text="Karin").first).to_be_visible()
    expect(found.locator("mark", has_text="06-12345678").first).to_be_visible()
    found.get_by_role("button", name="Vervang door [moeder]").click()
    expect(situation).to_have_value(re.compile(r"\[moeder\]"))
    expect(situation).not_to_have_value(re.compile("Karin"))
    found.get_by_role("button", name="Vervang door [telefoonnummer]").click()
    expect(situation).not_to_have_value(re.compile("06-12345678"))


def save(page: Page) -> None:
    page.get_by_role("button", name="Bewaren", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Een vechtscheiding zonder einde")


def share_with_the_team(page: Page) -> None:
    page.get_by_label(re.compile("Ik heb de hele tekst gelezen")).check()
    page.get_by_role("button", name="Deel met je team").click()
    expect(page.get_by_text(re.compile("Team Oost")).first).to_be_visible()


def start_a_reflection(page: Page) -> str:
    page.get_by_role("link", name=re.compile("Begin een reflectie")).first.click()
    page.get_by_label(re.compile("Incidentmethode")).check()
    page.get_by_role("checkbox", name="Daan").check()
    page.get_by_role("checkbox", name="Noor").check()
    page.get_by_role("button", name="Begin de reflectie").click()
    page.wait_for_url(re.compile(r"/reflectie/[0-9a-f-]{36}/"))
    address = page.url
    page.get_by_text("Begin de reflectie", exact=True).click()
    page.get_by_role("button", name="Ja, begin").click()
    expect(page.get_by_role("heading", name="Schets tot het keuzemoment")).to_be_visible()
    close_the_phase(page)
    expect(page.get_by_role("heading", name="Vragen opschrijven")).to_be_visible()
    return address


def close_the_phase(page: Page) -> None:
    page.get_by_text("Sluit deze fase", exact=True).click()
    page.get_by_role("button", name="Ja, sluit deze fase").click()


def answer(page: Page, address: str, text: str, hidden: str) -> None:
    page.goto(address)
    expect(page.get_by_text(hidden)).to_have_count(0)
    page.get_by_label("Feitelijke vraag").first.fill(text)
    page.get_by_role("button", name="Bewaar mijn antwoorden").click()
    expect(page.get_by_label("Feitelijke vraag").first).to_have_value(text)


def test_samira_learns_writes_shares_and_reflects(loaded, enter, samira, daan, noor):
    page = enter(samira)
    expect(page.get_by_role("heading", name="Hallo Samira")).to_be_visible()
    read_a_lesson(page)
    write_a_case(page)
    replace_what_is_marked(page)
    save(page)
    share_with_the_team(page)
    address = start_a_reflection(page)

    of_daan, of_noor = enter(daan), enter(noor)
    question_of_daan, question_of_noor = "Wat zei het kind letterlijk?", "Hoe vaak was er contact?"
    answer(of_daan, address, question_of_daan, hidden=question_of_noor)
    answer(of_noor, address, question_of_noor, hidden=question_of_daan)
    page.goto(address)
    expect(page.get_by_text("2 van de 2 hebben geschreven")).to_be_visible()
    for question in (question_of_daan, question_of_noor):
        expect(page.get_by_text(question)).to_have_count(0)
    close_the_phase(page)
    for reader in (page, of_daan, of_noor):
        reader.goto(address)
        for question in (question_of_daan, question_of_noor):
            expect(reader.get_by_text(question).first).to_be_visible()


def test_a_case_with_a_name_in_it_cannot_be_shared(loaded, enter, samira, daan):
    page = enter(samira)
    write_a_case(page)
    save(page)
    expect(page.locator("#delen-wacht")).to_be_visible()
    expect(page.get_by_role("button", name="Deel met je team")).to_be_disabled()
    page.get_by_role("button", name="Vervang door [moeder]").first.click()
    page.get_by_role("button", name="Vervang door [telefoonnummer]").first.click()
    share_with_the_team(page)
    assert Case.objects.visible_to(daan).count() == 1


def test_a_colleague_finds_the_case_and_a_stranger_finds_the_lesson_only(loaded, enter, samira, daan, rens):
    page = enter(samira)
    write_a_case(page)
    replace_what_is_marked(page)
    save(page)
    share_with_the_team(page)

    colleague = enter(daan)
    colleague.goto("/zoeken/?q=scheiding")
    for title in ("Een vechtscheiding zonder einde", "Scheiding en het kind", "Complexe scheiding"):
        expect(colleague.get_by_role("link", name=title, exact=True).first).to_be_visible()
    expect(colleague.get_by_role("link", name="Casussen (1)")).to_be_visible()

    stranger = enter(rens)
    stranger.goto("/zoeken/?q=scheiding")
    expect(stranger.get_by_role("link", name="Scheiding en het kind", exact=True).first).to_be_visible()
    for text in ("zonder einde", "advocaten", "Casussen ("):
        expect(stranger.get_by_text(text)).to_have_count(0)
    stranger.goto(f"/casuistiek/{Case.objects.get().pk}/")
    expect(stranger.get_by_role("heading", level=1)).to_contain_text("We vinden deze pagina niet")


def test_the_case_form_works_on_a_phone(loaded, enter, samira):
    page = enter(samira, width=390, height=844)
    write_a_case(page)
    replace_what_is_marked(page)
    assert width_of(page) <= 390
    save(page)
    assert width_of(page) <= 390


def test_the_tabs_of_the_cases_stand_beside_each_other_on_a_phone(loaded, enter, samira):
    page = enter(samira, width=390, height=844)
    page.goto("/casuistiek/")
    tabs = page.locator(".tabs a").all()
    assert len(tabs) == 3
    assert len({tab.bounding_box()["y"] for tab in tabs}) == 1


def test_the_module_was_loaded_from_files():
    """The lesson that the journey reads stands as Markdown in the repository."""
    lesson = Path(__file__).parents[2] / "modules/complexe-scheiding/01-scheiding-en-het-kind.md"
    assert "vechtscheiding" in lesson.read_text().lower()
