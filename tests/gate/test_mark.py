"""The live fragment: who may ask, what it shows, and what it refuses."""

import json
import logging

import pytest
from django.test import Client
from django.urls import reverse_lazy

from casuistry.gate.check import check
from casuistry.gate.models import Decision

URL = reverse_lazy("gate:mark")


@pytest.fixture
def ask(detector, sign_in, samira):
    client = sign_in(samira)

    def asking(text, **fields):
        return client.post(URL, {"text": text, "field": "id_situation", **fields})

    return asking


def test_the_fragment_marks_and_offers_a_replacement(ask):
    html = ask("Bel 0612345678.").content.decode()
    assert '<mark class="finding finding--blocks">0612345678</mark>' in html
    assert 'data-text="0612345678"' in html
    assert 'data-replacement="[telefoonnummer]"' in html
    assert 'data-start="4" data-end="14"' in html


def test_the_register_in_the_body_gives_the_role(ask):
    html = ask("karin belt", register=json.dumps({"Karin": "moeder"})).content.decode()
    assert 'data-replacement="[moeder]"' in html


def test_a_clean_text_gives_an_empty_fragment(ask):
    assert ask("Het gaat goed.").content.strip() == b""


def test_markup_in_the_text_stays_text(ask):
    html = ask("<script>alert(1)</script> Zwolle").content.decode()
    assert "<script>" not in html


def test_the_answer_is_never_stored(ask):
    assert "no-store" in ask("Zwolle").headers["Cache-Control"]


def test_a_visitor_gets_nothing(detector, db):
    assert Client().post(URL, {"text": "Zwolle", "field": "x"}).status_code == 401


def test_the_text_never_comes_in_an_address(ask, sign_in, samira):
    assert sign_in(samira).get(URL, {"text": "Zwolle", "field": "x"}).status_code == 405


def test_a_forged_request_is_refused(detector, samira):
    client = Client(enforce_csrf_checks=True)
    client.force_login(samira)
    assert client.post(URL, {"text": "Zwolle", "field": "x"}).status_code == 403


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"text": "a" * 60_001}, 413),
        ({"register": "geen json"}, 400),
        ({"register": "[1, 2]"}, 400),
        ({"register": '{"Karin": 1}'}, 400),
        ({"register": json.dumps({f"n{n}": "rol" for n in range(101)})}, 400),
        ({"field": '"><script>'}, 400),
        ({"field": ""}, 400),
        ({"kept": "geen json"}, 200),
        ({"thing": "bestaat:niet"}, 200),
    ],
)
def test_bad_input_is_refused_calmly(ask, fields, status):
    assert ask(**{"text": "Zwolle", **fields}).status_code == status


def test_the_text_is_in_no_log(ask, caplog):
    with caplog.at_level(logging.DEBUG):
        ask("Zwolle", register="geen json")
        ask("Zwolle")
    assert "Zwolle" not in caplog.text


def test_without_a_place_to_keep_choices_nothing_can_be_left(ask):
    assert "data-gate-keep" not in ask("Zwolle").content.decode()
    assert "data-gate-keep" in ask("Zwolle", may_keep="1").content.decode()


def test_a_bsn_cannot_be_left(ask):
    assert "data-gate-keep" not in ask("123456782", may_keep="1").content.decode()


def test_what_blocks_asks_for_a_reason(ask):
    assert "data-gate-reason" in ask("0612345678", may_keep="1").content.decode()


def test_a_choice_in_the_open_form_counts(ask):
    kept = json.dumps({"category": "place", "text": "Zwolle"})
    assert "data-gate-replace" not in ask("Zwolle", may_keep="1", kept=kept).content.decode()


def test_a_forged_choice_of_a_bsn_does_not_count(ask):
    kept = json.dumps({"category": "bsn", "text": "123456782", "reason": "Toch."})
    assert "data-gate-replace" in ask("123456782", may_keep="1", kept=kept).content.decode()


def test_an_earlier_decision_counts_for_who_took_it_alone(ask, samira, daan, case_of, sign_in):
    case = case_of(samira, "In Zwolle.")
    Decision.objects.keep(case, check(case).open[0].finding, by=samira)
    thing = f"cases.case:{case.pk}"
    assert "data-gate-replace" not in ask("Zwolle", thing=thing).content.decode()
    answer = sign_in(daan).post(URL, {"text": "Zwolle", "field": "x", "thing": thing})
    assert "data-gate-replace" in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"thing": "cases.case:\0"}, 200),
        ({"kept": "[" * 100_000}, 200),
        ({"register": "[" * 100_000}, 400),
        ({"register": '{"Karin": "\\ud800moeder"}'}, 200),
    ],
)
def test_whatever_is_sent_it_does_not_break(detector, sign_in, samira, sent, status):
    data = {"text": "Karin belde 06-12345678", "field": "id_situation", **sent}
    assert sign_in(samira).post("/controle/markeren/", data).status_code == status
