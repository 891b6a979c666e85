"""Joost on his phone: from an invitation by mail to questions that come back days after his certificate.

With PICTURES=<folder> each step leaves a picture there.
"""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.db.models import F
from playwright.sync_api import Locator, Page, expect

from learning.answering import activities
from learning.models import Attempt, Certificate, LessonPage, ModulePage, Refresher, RefresherAnswer
from learning.refreshers.refreshing import choose, on_goal, refreshers_due
from tegenspraak.people.models import Invitation, User
from tests.conftest import PASSWORD
from tests.journeys.answering import fill_in, right_answer, wrong_answer
from tests.journeys.looking import width_of

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844, "has_touch": True}
ADDRESS = "joost@school.test"
MODULE = "Feiten, meningen en een goede casus"
FOLDER = Path(__file__).parents[2] / "modules/feiten-en-meningen"
PICTURES = os.environ.get("PICTURES")


def look(page: Page, name: str) -> None:
    """The page fits on the phone; the picture is for who looks at it."""
    assert width_of(page) <= PHONE["width"], name
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def come_in(page: Page) -> User:
    """By the link in the mail."""
    page.goto(re.search(r"(/account/uitnodiging/\S+)", mail.outbox[-1].body)[1])
    look(page, "01-uitnodiging")
    page.get_by_label("Je naam").fill("Joost Visser")
    page.get_by_label("Kies een wachtwoord").fill(PASSWORD)
    page.get_by_label("Hetzelfde wachtwoord nog een keer").fill(PASSWORD)
    press(page, "Maak mijn account")
    page.wait_for_url("**/mijn/")
    look(page, "02-werkplek")
    return User.objects.get(email=ADDRESS)


def open_the_module(page: Page) -> None:
    page.get_by_role("link", name="Volg een module").click()
    look(page, "03-modules")
    page.get_by_role("link", name=MODULE).click()
    expect(heading(page)).to_have_text(MODULE)
    support = page.get_by_role("region", name="Als het je raakt")
    expect(support).to_contain_text("iets van jezelf raken")
    expect(support.get_by_role("link", name="0800-2000")).to_be_visible()
    look(page, "04-module")
    page.get_by_role("link", name="Begin met les 1: Feit of mening").click()
    expect(heading(page)).to_have_text("Feit of mening")


def stop_and_choose(page: Page) -> None:
    """The commentary opens after the choice, and is nowhere before it."""
    stop = page.get_by_role("group", name="Sta stil en kies")
    told = "De zin klopt letterlijk"
    look(page, "05-les")
    assert told not in page.content()
    stop.get_by_label(re.compile("Anderhalf jaar geleden zei een buurvrouw")).check()
    stop.get_by_label("Waarom?").fill("Dan kan mijn collega het zelf wegen.")
    press(page, "Dit is mijn keuze")
    expect(stop.get_by_text(told)).to_be_visible()
    expect(stop.get_by_text("Dan kan mijn collega het zelf wegen.")).to_be_visible()
    look(page, "06-stopmoment")


def leave_in_the_middle(page: Page) -> str:
    """“Ik stop hier even” halfway; gives the address of the place that he reached."""
    page.get_by_role("heading", name="Een mening is geen fout").evaluate("one => one.scrollIntoView()")
    press(page, "Ik stop hier even")
    expect(heading(page)).to_have_text(MODULE)
    look(page, "07-gestopt")
    return page.get_by_role("link", name="Ga verder waar je was: Feit of mening").get_attribute("href")


def go_on_elsewhere(page: Page, place: str) -> None:
    page.get_by_role("link", name=MODULE).click()
    page.get_by_role("link", name="Ga verder waar je was: Feit of mening").click()
    page.wait_for_url(f"**{place}")
    expect(page.get_by_role("heading", name="Een mening is geen fout")).to_be_in_viewport()
    expect(page.get_by_text("Jij koos: “Anderhalf jaar geleden").first).to_be_attached()


def answer_in_the_lesson(page: Page) -> None:
    lesson = LessonPage.objects.get(title="Feit of mening")
    for key in ("l1-nakijken", "l1-soort", "l1-vader-zegt"):
        _kind, values = activities.in_lesson(lesson)[key]
        words = values["text"].rpartition("*")[2].split(".")[0].strip()  # without its Markdown
        question = page.get_by_role("group", name="Vraag").filter(has_text=words)
        fill_in(question, values, right_answer(values) if key != "l1-soort" else wrong_answer(values))
        question.get_by_role("button", name="Geef antwoord").click()
        expect(question.get_by_role("heading", level=3)).to_be_visible()
    look(page, "08-antwoorden")
    press(page, "Klaar met deze les")
    expect(page.get_by_role("progressbar", name="Lessen klaar")).to_have_attribute("value", "1")
    look(page, "09-les-klaar")


def play_the_scenario(page: Page) -> None:
    """One way goes wrong and back again, another to a good end."""
    page.get_by_role("link", name=re.compile("Een besluit met reden")).click()
    scenario = page.get_by_role("group", name="Scenario: Het besluit vertellen")
    assert "Je was helder over de reden" not in page.content()

    def say(words: str) -> None:
        scenario.get_by_role("button", name=re.compile(words)).click()

    say("Het is een besluit van het hele team")
    expect(scenario.get_by_text("Moeder hoort dat je je achter anderen verschuilt")).to_be_visible()
    look(page, "10-scenario")
    scenario.get_by_role("button", name="Eén stap terug").click()
    for words in ("We vragen vier maanden", "Daarom vragen we het kort", "In de week na de afloop"):
        say(words)
    say("Dan stellen we voor om te stoppen")
    say("Wat moet er staan?")
    expect(scenario.get_by_role("heading", name="Einde")).to_be_visible()
    expect(scenario.get_by_text("Je vond 1 van de 4 eindes.")).to_be_visible()
    look(page, "11-scenario-einde")


def read_the_rest(page: Page, joost: User) -> None:
    """Reading shows nothing new any more; the last lesson is finished by its button."""
    *others, last = LessonPage.objects.order_by("path")
    for lesson in others:
        lesson.mark_done(by=joost)
    page.goto(last.url)
    press(page, "Klaar met deze les")
    expect(page.get_by_text("Je hebt alle lessen gelezen.")).to_be_visible()
    look(page, "12-gelezen")


def take_the_test(page: Page, joost: User, right: bool) -> Attempt:
    """Begins, and answers four of the twelve questions."""
    page.get_by_role("link", name="Naar de toets").first.click()
    look(page, "13-toets")
    press(page, "Begin met de toets")
    expect(heading(page)).to_contain_text("Vraag 1 van 12")
    attempt = Attempt.objects.get(user=joost, finished_at=None)
    answer_questions(page, attempt, range(4), right)
    return attempt


def answer_questions(page: Page, attempt: Attempt, places: range, right: bool) -> None:
    for place in places:
        expect(heading(page)).to_contain_text(f"Vraag {place + 1} van 12")
        values = attempt.questions[place]
        fill_in(page, values, right_answer(values) if right else wrong_answer(values))
        press(page, "Bewaar en ga verder" if place < 11 else "Bewaar en kijk het na")
        expect(heading(page)).not_to_contain_text(f"Vraag {place + 1} van 12")  # it was saved


def answer_without_looking(attempt: Attempt, places: range, right: bool) -> None:
    """Question after question on the page shows nothing new."""
    for place in places:
        values = attempt.questions[place]
        attempt.answer(place, right_answer(values) if right else wrong_answer(values), by=attempt.user)


def hand_in(page: Page) -> None:
    expect(page.get_by_text("Je hebt alle vragen beantwoord.")).to_be_visible()
    press(page, "Ja, lever in")


def fail(page: Page, other: Page, joost: User) -> None:
    """Some of the test on the phone, then on another device, which goes on where he was."""
    attempt = take_the_test(page, joost, right=False)
    look(page, "14-vraag")
    other.goto(attempt.get_absolute_url())
    answer_questions(other, attempt, range(4, 6), right=False)
    answer_without_looking(attempt, range(6, 11), right=False)
    page.goto(attempt.get_absolute_url())
    answer_questions(page, attempt, range(11, 12), right=False)
    look(page, "15-nakijken")
    hand_in(page)
    expect(heading(page)).to_have_text("Nog niet gehaald")
    goals = page.get_by_role("region", name="Per leerdoel").get_by_role("listitem")
    expect(goals).to_have_count(4)
    expect(goals.first).to_contain_text("nog niet genoeg")
    expect(goals.first.get_by_role("link", name="Feit of mening")).to_be_visible()
    expect(
        page.get_by_text(re.compile(r"Je kunt het opnieuw proberen vanaf .+ om \d\d:\d\d uur"))
    ).to_be_visible()
    look(page, "16-niet-gehaald")
    page.goto(attempt.test.url)
    expect(page.get_by_role("button", name="Begin met de toets")).to_have_count(0)
    look(page, "17-wachten")


def hours_pass(hours: int) -> None:
    Attempt.objects.update(finished_at=F("finished_at") - timedelta(hours=hours))


def days_pass(days: int) -> None:
    Refresher.objects.update(due_at=F("due_at") - timedelta(days=days))


def succeed(page: Page, joost: User) -> None:
    page.goto(ModulePage.objects.get().url)
    attempt = take_the_test(page, joost, right=True)
    answer_without_looking(attempt, range(4, 12), right=True)
    page.goto(attempt.get_absolute_url())
    hand_in(page)
    expect(heading(page)).to_have_text("Je hebt de toets gehaald")
    look(page, "18-gehaald")


def take_the_certificate(page: Page) -> Certificate:
    page.get_by_role("link", name="Naar je certificaat").click()
    expect(page.get_by_text("Dit certificaat is geldig.")).to_be_visible()
    look(page, "19-certificaat")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download als pdf").click()
    certificate = Certificate.objects.get()
    assert download.value.suggested_filename == f"certificaat-{certificate.number}.pdf"
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    return certificate


def check_it(visitor: Page, certificate: Certificate) -> None:
    """Anybody with the number in hand reads what stands on it, and no more."""
    visitor.goto(f"/leren/certificaat/{certificate.number}/")
    expect(visitor.get_by_text("Dit certificaat is geldig.")).to_be_visible()
    expect(visitor.get_by_text("Joost Visser").first).to_be_visible()
    for hidden in ("Download als pdf", ADDRESS, "%"):
        expect(visitor.get_by_role("main").get_by_text(hidden)).to_have_count(0)
    look(visitor, "20-gecontroleerd")


def refresh(page: Page, joost: User) -> None:
    """Two days later four questions wait at his desk, one for each goal; each tells when it comes back."""
    page.goto("/mijn/")
    expect(page.get_by_text("4 vragen over wat je eerder leerde")).to_be_visible()
    look(page, "21-werkplek")
    page.get_by_role("link", name="Opfrissen wat je leerde").first.click()
    look(page, "22-opfrissen")
    for left in (3, 2):
        one = refreshers_due(joost)[0]
        values = choose(one, on_goal(one, joost)).values
        fill_in(page, values, right_answer(values) if left == 3 else wrong_answer(values))
        press(page, "Geef antwoord")
        expect(page.get_by_text(re.compile("Dit leerdoel komt terug op"))).to_be_visible()
        look(page, f"23-opgefrist-{left}")
        page.get_by_role("link", name="Volgende vraag").click()
        expect(page.get_by_text(re.compile(f"Nog {left} vra"))).to_be_visible()
    assert [one.went_well for one in RefresherAnswer.objects.order_by("answered_at")] == [True, False]


def test_joost_learns_on_his_phone_and_proves_it(live_server, open_browser, enter, school):
    for command, *args in (["load_vocabulary"], ["load_modules", str(FOLDER)]):
        call_command(command, *args, verbosity=0)
    Invitation.objects.invite(school, ADDRESS, by=None)
    page = open_browser(**PHONE)
    joost = come_in(page)
    open_the_module(page)
    stop_and_choose(page)
    place = leave_in_the_middle(page)
    other = enter(joost)
    go_on_elsewhere(other, place)
    page.goto(place)
    answer_in_the_lesson(page)
    play_the_scenario(page)
    read_the_rest(page, joost)
    fail(page, other, joost)
    hours_pass(4)
    succeed(page, joost)
    certificate = take_the_certificate(page)
    check_it(open_browser(**PHONE), certificate)
    days_pass(2)
    refresh(page, joost)
