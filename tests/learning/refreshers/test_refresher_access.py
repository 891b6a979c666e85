"""Who × what: only the learner sees anything of what comes back."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from learning.models import Refresher, RefresherAnswer
from tests.learning.refreshers.conftest import (
    address_in,
    days_pass,
    fields_in,
    finish,
    module_with,
    question,
)

pytestmark = pytest.mark.django_db
PAGE = "/leren/opfrissen/"
OTHERS = ("noor", "esther", "daan", "rens", "bram", "mirjam")


@pytest.fixture
def of_samira(module, samira, sign_in) -> dict[str, str]:
    """Addresses of what came back to Samira: a question that waits, one that she answered, her module."""
    finish(module, samira)
    days_pass(2)
    client = sign_in(samira)
    page = client.get(PAGE).content.decode()
    answered = client.post(address_in(page), fields_in(page) | {"answer": "0"})
    waiting = client.get(PAGE).content.decode()
    stop = f"{PAGE}{module.translation_key}/stoppen/"
    return {
        "answer": answered.url,
        "question": address_in(waiting),
        "stop": stop,
        "again": stop.replace("stoppen", "weer"),
        **fields_in(waiting),
    }


@pytest.mark.parametrize("who", OTHERS)
def test_for_anybody_else_it_is_not_there(of_samira, who, request, sign_in):
    client = sign_in(request.getfixturevalue(who))
    sent = {"answer": "0", "stamp": of_samira["stamp"], "turn": of_samira["turn"]}
    assert client.get(of_samira["answer"]).status_code == 404
    assert client.get(of_samira["question"]).status_code == 404
    assert client.post(of_samira["question"], sent).status_code == 404
    assert client.post(of_samira["stop"]).status_code == 404
    assert client.post(of_samira["again"]).status_code == 404
    assert RefresherAnswer.objects.count() == 1
    assert not Refresher.objects.filter(stopped=True).exists()


@pytest.mark.parametrize("who", OTHERS)
def test_the_page_of_anybody_else_shows_nothing_of_it(of_samira, who, request, sign_in):
    client = sign_in(request.getfixturevalue(who))
    assert "Je kunt zien" not in client.get(PAGE).content.decode()
    assert "over wat je eerder leerde" not in client.get("/mijn/").content.decode()


@pytest.mark.parametrize("who", OTHERS)
def test_what_stands_in_the_database_is_ones_own_for_every_role(of_samira, who, request):
    person = request.getfixturevalue(who)
    assert not Refresher.objects.visible_to(person).exists()
    assert not RefresherAnswer.objects.visible_to(person).exists()


def test_an_administrator_sees_nothing_either(of_samira, bram, sign_in):
    bram.is_administrator = bram.is_superuser = True
    bram.save()
    client = sign_in(bram)
    assert client.get(of_samira["answer"]).status_code == 404


def test_a_visitor_signs_in_first(of_samira):
    for address in (PAGE, of_samira["answer"], of_samira["question"], of_samira["stop"]):
        assert Client().get(address).url == f"/account/login/?next={address}"


def test_a_guest_has_no_refreshing(of_samira, daan, sign_in):
    daan.is_guest = True
    daan.save()
    assert sign_in(daan).get(PAGE).status_code == 403
    assert not Refresher.objects.visible_to(daan).exists()


@pytest.mark.parametrize("address", [PAGE, "/mijn/"])
def test_more_modules_goals_and_answers_ask_no_more_queries(vocabulary, tmp_path, samira, sign_in, address):
    client, counts = sign_in(samira), []
    for many in (1, 5):
        for number in range(many):
            goals = [f"doel-{goal}" for goal in range(many)]
            bank = [question(f"v-{goal}", goal) for goal in goals]
            finish(module_with(tmp_path / f"module-{many}-{number}", bank, f"Module {many} {number}"), samira)
        days_pass(2)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    print(counts)
    assert counts[1] <= counts[0]
