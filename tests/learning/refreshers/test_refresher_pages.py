import re

import pytest
from django.test import Client

from learning.models import Refresher, RefresherAnswer
from learning.refreshers.refreshing import refreshers_due
from tests.learning.refreshers.conftest import (
    KINDS,
    address_in,
    change_bank,
    days_pass,
    fields_in,
    finish,
    module_with,
    question,
)

pytestmark = pytest.mark.django_db
PAGE = "/leren/opfrissen/"
ANSWERS = {
    "one": {"answer": "0"},
    "several": {"answer": ["0", "2"]},
    "order": {"step-0": "1", "step-1": "2", "step-2": "3"},
    "match": {"pair-0": "0", "pair-1": "1", "pair-2": "2"},
    "true_false": {"right": "true", "answer": "1"},
    "judgement": {"answer": "2"},
}


@pytest.fixture
def client(finished, joost, sign_in) -> Client:
    """Joost's browser, on the day that the first questions come back."""
    days_pass(2)
    return sign_in(joost)


def read(client: Client, address: str = PAGE) -> str:
    return client.get(address).content.decode()


def of_kind(tmp_path, joost, sign_in, kind: str) -> Client:
    finish(module_with(tmp_path / kind.replace("_", "-"), [question("v", "zien", kind)]), joost)
    days_pass(2)
    return sign_in(joost)


def answer_first(client: Client, page: str | None = None, **fields):
    page = page or read(client)
    return client.post(address_in(page), fields_in(page) | (fields or {"answer": "0"}))


# --- Asking and answering ---


@pytest.mark.parametrize("kind", KINDS)
def test_the_key_does_not_reach_the_browser_before_the_answer(vocabulary, tmp_path, joost, sign_in, kind):
    client = of_kind(tmp_path, joost, sign_in, kind)
    for page in (read(client), answer_first(client, nothing="").content.decode(), read(client, "/mijn/")):
        assert "GEHEIM" not in page
        assert not re.search(r"\b(91|37)\b", page)
        assert "question_key" not in page


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_asked_answered_and_told(vocabulary, tmp_path, joost, sign_in, kind):
    client = of_kind(tmp_path, joost, sign_in, kind)
    page = read(client)
    assert "Vraag v?" in page
    answered = answer_first(client, page, **ANSWERS[kind])
    told = read(client, answered.url)
    given = RefresherAnswer.objects.get()
    assert answered.url == f"/leren/opfrissen/antwoord/{given.pk}/"
    assert "GEHEIM" in told
    assert "Dit leerdoel komt terug op" in told
    assert "Dat was alles voor vandaag." in told


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_that_is_not_whole_is_asked_again_with_what_was_chosen(
    vocabulary, tmp_path, joost, sign_in, kind
):
    client = of_kind(tmp_path, joost, sign_in, kind)
    part = {
        "order": {"step-0": "2"},
        "match": {"pair-0": "1"},
        "true_false": {"right": "true"},
    }.get(kind, {"answer": "99"})
    answered = answer_first(client, **part)
    page = answered.content.decode()
    assert answered.status_code == 422
    assert 'role="alert"' in page
    assert kind not in ("order", "match", "true_false") or re.search(
        r'value="(2|1|true)" (selected|checked)', page
    )
    assert not RefresherAnswer.objects.exists()


def test_an_order_question_does_not_stand_in_its_right_order(vocabulary, tmp_path, joost, sign_in):
    page = read(of_kind(tmp_path, joost, sign_in, "order"))
    steps = re.findall(r"<span>Stap (\w+)</span>", page)
    assert sorted(steps) == ["drie", "een", "twee"]
    assert steps != ["een", "twee", "drie"]


def test_questions_follow_one_another_until_all_is_done(client, joost):
    for left in (3, 2, 1):
        page = read(client)
        assert f"Nog {left} vra" in page
        told = read(client, answer_first(client, page).url)
        assert ("Volgende vraag" in told) == (left > 1)
    page = read(client)
    assert "Vandaag staat er niets klaar. De volgende vraag komt op" in page
    assert "<form" in page
    assert RefresherAnswer.objects.count() == 3


def test_another_question_is_asked_the_next_time(client, joost):
    one = refreshers_due(joost)[0]
    Refresher.objects.exclude(pk=one.pk).update(stopped=True)
    for _ in range(2):
        answer_first(client)
        days_pass(90)
    assert len(set(RefresherAnswer.objects.values_list("question_key", flat=True))) == 2


def test_the_same_question_stands_there_until_it_is_answered(client):
    assert fields_in(read(client)) == fields_in(read(client))


# --- What goes otherwise ---


def test_a_double_click_and_a_second_tab_count_once(client):
    page = read(client)
    first = answer_first(client, page, answer="0")
    second = answer_first(client, page, answer="1")
    assert second.url == first.url
    assert "Je eerste antwoord blijft staan." in read(client, second.url)
    assert RefresherAnswer.objects.count() == 1


def test_a_question_that_was_changed_in_the_middle_is_asked_anew(client):
    page = read(client)

    def change(blocks):
        return [{**one, "value": {**one["value"], "text": "Nu anders?"}} for one in blocks]

    change_bank(Refresher.objects.first().module, change)
    answered = answer_first(client, page)
    assert answered.url == PAGE
    again = read(client)
    assert "Deze vraag is aangepast" in again
    assert "Nu anders?" in again
    assert not RefresherAnswer.objects.exists()


def test_a_change_to_another_question_loses_nothing(client):
    page = read(client)
    asked = re.search(r"Vraag ([\w-]+)\?", page)[1]
    change_bank(
        Refresher.objects.first().module, lambda blocks: [b for b in blocks if b["value"]["key"] == asked]
    )
    assert "/antwoord/" in answer_first(client, page).url


def test_a_question_that_left_the_bank_is_not_asked_and_its_goal_is_closed(client, finished, joost):
    change_bank(finished, lambda blocks: [one for one in blocks if one["value"]["goal"] != "zien"])
    assert {one.goal for one in refreshers_due(joost)} == {"horen", "vragen"}
    page = read(client)
    assert page.count("afgesloten: hierover zijn geen vragen meer") == 1


def test_a_module_whose_test_is_gone_is_closed_kindly(client, finished):
    change_bank(finished, lambda blocks: [])
    page = read(client)
    assert page.count("afgesloten: hierover zijn geen vragen meer") == 3
    assert "Stoppen met deze module" not in page


def test_what_was_answered_is_told_as_it_was_asked_then(client, finished):
    told = answer_first(client).url
    change_bank(finished, lambda blocks: [])
    assert "GEHEIM Kijken gaat voor." in read(client, told)


@pytest.mark.parametrize(
    "sent",
    [
        {"stamp": "\x00", "turn": "\x00"},
        {"stamp": "x" * 5000, "turn": "9" * 5000},
        {"stamp": "", "turn": "-1"},
        {"stamp": "é", "turn": "²"},
        {},
    ],
)
def test_nonsense_is_answered_with_the_page(client, sent):
    assert client.post(address_in(read(client)), {"answer": "0", **sent}).url == PAGE
    assert not RefresherAnswer.objects.exists()


@pytest.mark.parametrize("chosen", ["\x00", "-1", "3", "1e3", "<b>0</b>", "9" * 4000])
def test_a_choice_that_was_not_offered_is_no_answer(client, chosen):
    assert answer_first(client, answer=chosen).status_code == 422
    assert not RefresherAnswer.objects.exists()


def test_html_in_a_question_comes_out_as_text(vocabulary, tmp_path, joost, sign_in):
    trick = "<script>alert(1)</script>"
    answers = [{"text": trick, "feedback": trick, "right": True}, {"text": "nee", "feedback": trick}]
    module = module_with(tmp_path / "truc", [question("v", "zien", text=trick, answers=answers)])
    finish(module, joost)
    days_pass(2)
    client = sign_in(joost)
    page = read(client)
    assert trick not in page + read(client, answer_first(client, page).url)
    assert "&lt;script&gt;" in page


def hidden_in(page: str) -> dict[str, list[str]]:
    """What a page carries along to send once more."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page):
        found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_session_that_ran_out_keeps_question_and_choice(vocabulary, tmp_path, joost, sign_in, kind):
    client = of_kind(tmp_path, joost, sign_in, kind)
    page = read(client)
    sent = fields_in(page) | ANSWERS[kind]
    kept = Client().post(address_in(page), sent)
    assert kept.status_code == 401
    told = kept.content.decode()
    assert "GEHEIM" not in told
    assert f'action="{address_in(page)}"' in told
    assert not RefresherAnswer.objects.exists()
    again = hidden_in(told)
    assert {name: values for name, values in again.items() if name != "csrfmiddlewaretoken"} == {
        name: [values] if isinstance(values, str) else values for name, values in sent.items()
    }
    assert client.post(address_in(page), again).status_code == 302
    assert RefresherAnswer.objects.count() == 1


def test_an_old_page_of_who_signed_in_again_keeps_the_choice(client, joost):
    page = read(client)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(joost)
    kept = strict.post(address_in(page), fields_in(page) | {"answer": "1"})
    assert kept.status_code == 403
    again = hidden_in(kept.content.decode())
    assert again["answer"] == ["1"]
    assert strict.post(address_in(page), again).status_code == 302
    assert RefresherAnswer.objects.count() == 1


def test_a_page_of_another_origin_is_refused_with_its_words(client):
    page = read(client)
    strict = Client(enforce_csrf_checks=True)
    sent = fields_in(page) | {"answer": "1"}
    refused = strict.post(address_in(page), sent, headers={"origin": "https://elders.test"})
    assert refused.status_code == 403
    assert fields_in(page)["stamp"] not in refused.content.decode()


def test_what_was_kept_cannot_be_sent_by_another(client, rens, sign_in):
    page = read(client)
    assert sign_in(rens).post(address_in(page), fields_in(page) | {"answer": "1"}).status_code == 404
    assert not RefresherAnswer.objects.exists()


def test_coming_from_the_sign_in_page_leads_back_to_the_question(client):
    page = read(client)
    assert client.get(address_in(page)).url == PAGE
    assert fields_in(read(client)) == fields_in(page)


# --- What has stuck, stopping, the workspace ---


def test_it_says_in_words_what_has_stuck_and_when_it_comes_back(client, joost):
    for goal, step in (("zien", 1), ("horen", 2)):
        Refresher.objects.filter(goal=goal).update(step=step)
    Refresher.objects.filter(goal="vragen").update(step=4, due_at=None)
    page = read(client)
    for words in (
        "begint te blijven hangen",
        "zit er aardig in",
        "zit vast",
        "komt niet meer terug",
        "vandaag",
    ):
        assert words in page
    assert "Alleen jij ziet dit." in page


def test_a_new_one_has_just_begun_and_says_its_day(finished, joost, sign_in):
    page = read(sign_in(joost))
    assert "net begonnen" in page
    assert re.search(
        r"komt terug op \d+ (januari|februari|maart|april|mei|juni|juli|augustus|"
        r"september|oktober|november|december)",
        page,
    )


def test_one_click_stops_and_one_begins_again(client, finished, joost):
    assert client.post(f"{PAGE}stoppen/").url == PAGE
    page = read(client)
    assert "Je bent gestopt met opfrissen." in page
    assert "Vraag" not in page
    assert "Wat is blijven hangen" in page
    assert page.count("gestopt") >= 3
    assert "komt terug op" not in page
    client.post(f"{PAGE}weer/")
    assert "Nog 3 vragen vandaag" in read(client)


def test_one_click_stops_a_module(client, finished, joost):
    client.post(f"{PAGE}{finished.translation_key}/stoppen/")
    page = read(client)
    assert page.count("gestopt") >= 3
    assert "Weer beginnen met deze module" in page
    client.post(f"{PAGE}{finished.translation_key}/weer/")
    assert "Nog 3 vragen vandaag" in read(client)


def test_following_a_link_stops_nothing(client, finished, joost):
    assert client.get(f"{PAGE}stoppen/").url == PAGE
    assert client.get(f"{PAGE}{finished.translation_key}/stoppen/").url == PAGE
    assert len(refreshers_due(joost)) == 3


def test_the_workspace_has_a_tile_while_something_waits(client):
    page = read(client, "/mijn/")
    assert "3 vragen over wat je eerder leerde" in page
    assert f'action="{PAGE}stoppen/"' in page
    client.post(f"{PAGE}stoppen/")
    assert "over wat je eerder leerde" not in read(client, "/mijn/")


def test_who_has_finished_nothing_is_told_what_will_come(samira, sign_in):
    assert "Er komt nog niets terug." in read(sign_in(samira))
