"""The writing screen: nothing typed is lost, nothing is made twice."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse, reverse_lazy

from casuistry.cases.models import Case, Visibility

NEW = reverse_lazy("cases:new")
LINE = {"fact": "Hij kwam te laat.", "interpretation": "Hij is moe.", "when": "week 3", "source": "school"}


def edit(case):
    return reverse("cases:edit", args=[case.pk])


def token(response):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', response.content.decode())[1]


def test_the_empty_screen_has_two_blank_lines_and_a_place_for_marks(sign_in, samira):
    html = sign_in(samira).get(NEW).content.decode()
    assert 'name="lines-1-fact"' in html
    assert 'name="lines-2-fact"' not in html
    assert 'data-gate-for="id_situation"' in html
    assert "maxlength" not in re.search(r"<textarea[^>]*name=\"situation\"[^>]*>", html)[0]


def test_a_case_is_made_from_the_screen(sign_in, samira, fields):
    data = fields(question="Hoe?", lines=[LINE, {}], roles=[{"name": "Karin", "role": "moeder"}, {}])
    response = sign_in(samira).post(NEW, data)
    case = Case.objects.get()
    assert response.url == case.get_absolute_url()
    assert case.author == samira
    assert [line.fact for line in case.observations.all()] == ["Hij kwam te laat."]
    assert case.gate_register() == {"Karin": "moeder"}


def test_pressing_save_twice_makes_one_case(sign_in, samira, fields):
    client, data = sign_in(samira), fields()
    assert client.post(NEW, data).url == client.post(NEW, data).url
    assert Case.objects.count() == 1


def test_without_a_title_all_words_come_back(sign_in, samira, fields):
    data = fields(
        title="", situation="Alles wat ik tikte", lines=[LINE], roles=[{"name": "Karin", "role": ""}]
    )
    response = sign_in(samira).post(NEW, data)
    html = response.content.decode()
    assert response.status_code == 422
    for word in ("Alles wat ik tikte", "Hij kwam te laat.", "Hij is moe.", "week 3", "Karin"):
        assert word in html
    assert not Case.objects.exists()


def test_a_text_that_is_too_long_comes_back_whole(sign_in, samira, fields):
    long = "woord " * 9_000
    response = sign_in(samira).post(NEW, fields(situation=long))
    assert response.status_code == 422
    assert long.strip() in response.content.decode()


def test_too_many_lines_are_refused_with_their_words(sign_in, samira, fields):
    response = sign_in(samira).post(NEW, fields(lines=[{"fact": f"feit {n}"} for n in range(61)]))
    assert response.status_code == 422
    assert "feit 60" in response.content.decode()


@pytest.mark.parametrize(
    "broken",
    [
        {"lines-TOTAL_FORMS": "x"},
        {"lines-TOTAL_FORMS": "-1"},
        {"submission": "geen-uuid"},
        {"version": "veel"},
        {"kept": "geen json"},
        {"themes": "999999"},
        {"situation": "nul\x00teken"},
    ],
)
def test_a_broken_form_is_no_server_error_and_keeps_the_title(sign_in, samira, fields, broken):
    response = sign_in(samira).post(NEW, {**fields(), **broken})
    assert response.status_code in {302, 422}
    if response.status_code == 422:
        assert "Tussen twee huizen" in response.content.decode()


def test_another_line_without_script_keeps_every_word_and_saves_nothing(sign_in, samira, fields):
    data = fields(title="", situation="Half verhaal", lines=[LINE, {}], add_row="lines")
    html = sign_in(samira).post(NEW, data).content.decode()
    assert 'name="lines-2-fact"' in html
    assert "Half verhaal" in html
    assert "Hij kwam te laat." in html
    assert "errorlist" not in html
    assert not Case.objects.exists()


def test_a_line_can_be_taken_out(sign_in, samira, fields):
    sign_in(samira).post(NEW, fields(lines=[LINE, {"fact": "Weg", "DELETE": "on"}]))
    assert Case.objects.get().observations.count() == 1


def test_editing_shows_and_saves_the_text(sign_in, samira, case, fields):
    client = sign_in(samira)
    assert "Na de vechtscheiding" in client.get(edit(case)).content.decode()
    response = client.post(edit(case), fields(title="Beter", version=1))
    assert response.url == case.get_absolute_url()
    assert Case.objects.get().title == "Beter"


def test_line_ends_of_the_browser_are_no_change(sign_in, samira, case, draft, fields):
    client = sign_in(samira)
    client.post(edit(case), fields(situation="een\r\ntwee", version=1))
    client.post(edit(case), fields(situation="een\ntwee", version=2))
    assert Case.objects.get().version == 2


def test_a_stranger_cannot_edit(sign_in, rens, case, fields):
    assert sign_in(rens).get(edit(case)).status_code == 404
    assert sign_in(rens).post(edit(case), fields(version=1)).status_code == 404


def test_a_team_mate_cannot_edit(sign_in, daan, shared, fields):
    assert sign_in(daan).get(edit(shared)).status_code == 403
    assert sign_in(daan).post(edit(shared), fields(version=1)).status_code == 403


def test_a_forged_case_is_not_found(sign_in, samira, fields):
    assert sign_in(samira).post(f"/casuistiek/{uuid.uuid4()}/bewerken/", fields()).status_code == 404


def test_two_tabs_show_both_texts_and_the_second_can_still_save(sign_in, samira, case, fields):
    client = sign_in(samira)
    client.post(edit(case), fields(situation="Eerste tab", version=1))
    refused = client.post(edit(case), fields(situation="Tweede tab", version=1))
    html = refused.content.decode()
    assert refused.status_code == 409
    assert "Eerste tab" in html
    assert "Tweede tab" in html
    assert Case.objects.get().situation == "Eerste tab"
    version = re.search(r'name="version" value="(\d+)"', html)[1]
    client.post(edit(case), fields(situation="Tweede tab", version=version))
    assert Case.objects.get().situation == "Tweede tab"


def test_the_back_button_on_a_new_case_that_moved_on_can_still_save(sign_in, samira, fields):
    client, data = sign_in(samira), fields(situation="Eerst")
    client.post(NEW, data)
    case = Case.objects.get()
    client.post(edit(case), fields(situation="Verder", version=1))
    refused = client.post(NEW, {**data, "situation": "Terug"})
    assert refused.status_code == 409
    version = re.search(r'name="version" value="(\d+)"', refused.content.decode())[1]
    client.post(NEW, {**data, "situation": "Terug", "version": version})
    assert Case.objects.get().situation == "Terug"


def test_a_shared_case_that_steps_down_says_so(sign_in, samira, shared, fields):
    client = sign_in(samira)
    client.post(edit(shared), fields(situation="Bel 0612345678", version=1))
    assert Case.objects.get().visibility == Visibility.PRIVATE
    assert "notice" in client.get(shared.get_absolute_url()).content.decode()


# --- An expired session -------------------------------------------------------------------------------


def test_a_visitor_is_sent_to_sign_in(db):
    assert "/account/login/" in Client().get(NEW).url


def test_signing_in_elsewhere_brings_the_words_home(samira, fields):
    """As it goes: the session ends, Save, sign in in another tab, Save, and Save with the new token."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(samira)
    old = token(client.get(NEW))
    del client.cookies["sessionid"]
    data = fields(situation="Mijn halve verhaal", lines=[LINE])
    signed_out = client.post(NEW, {**data, "csrfmiddlewaretoken": old})
    assert signed_out.status_code == 401
    assert "Mijn halve verhaal" in signed_out.content.decode()
    assert "Hij kwam te laat." in signed_out.content.decode()
    assert 'target="_blank"' in signed_out.content.decode()

    login = client.get("/account/login/")
    password = "een-lang-wachtwoord-voor-de-proef"
    form = {"login": samira.email, "password": password, "csrfmiddlewaretoken": token(login)}
    assert client.post("/account/login/", form).status_code == 302
    assert "sessionid" in client.cookies

    stale = client.post(NEW, {**data, "csrfmiddlewaretoken": token(signed_out)})
    assert stale.status_code == 403
    assert "Mijn halve verhaal" in stale.content.decode()
    assert not Case.objects.exists()

    assert client.post(NEW, {**data, "csrfmiddlewaretoken": token(stale)}).status_code == 302
    assert Case.objects.get().situation == "Mijn halve verhaal"


def test_with_the_token_of_the_cookie_one_press_is_enough(samira, fields):
    """What cases.js does on submit."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(samira)
    client.get(NEW)
    data = fields(csrfmiddlewaretoken=client.cookies["csrftoken"].value)
    assert client.post(NEW, data).status_code == 302


def test_a_page_of_another_site_is_refused_and_shows_nothing(samira, fields):
    client = Client(enforce_csrf_checks=True)
    client.force_login(samira)
    response = client.post(NEW, fields(title="Onderschoven"), headers={"origin": "https://elders.example"})
    assert response.status_code == 403
    assert "Onderschoven" not in response.content.decode()
    assert not Case.objects.exists()


def test_without_a_token_nothing_is_written(samira, fields):
    client = Client(enforce_csrf_checks=True)
    client.force_login(samira)
    assert client.post(NEW, fields()).status_code == 403
    assert not Case.objects.exists()


def test_a_visitor_cannot_tell_which_cases_exist(case, fields):
    data = fields()
    there = Client().post(edit(case), data)
    nowhere = Client().post(f"/casuistiek/{uuid.uuid4()}/bewerken/", data)
    assert there.status_code == nowhere.status_code == 401
    assert "Na de vechtscheiding" not in there.content.decode()
