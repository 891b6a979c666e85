"""Two people, or two tabs, at the same moment."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from casuistry import anonymity
from casuistry.cases.models import Case
from casuistry.reflection import views
from casuistry.reflection.models import PhaseRecord, Reflection
from tegenspraak.trail.models import Entry, verify
from tests.at_once import at_once
from tests.reflection.conftest import QUESTION


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_a_phase_one_does(asking, samira):
    number = asking.phase

    def close():
        return Reflection.objects.get(pk=asking.pk).close_phase(by=samira, number=number)

    assert sorted(at_once(close, close, close)) == [False, False, True]
    asking.refresh_from_db()
    assert PhaseRecord.objects.filter(reflection=asking, number=asking.phase).count() == 1
    assert list(verify()) == []


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_meets_the_closing_is_either_revealed_or_refused(asking, samira, daan):
    number = asking.phase

    def close():
        return Reflection.objects.get(pk=asking.pk).close_phase(by=samira, number=number)

    def write():
        mine = Reflection.objects.get(pk=asking.pk)
        return mine.answer(daan, "feitelijke_vraag_1", QUESTION, phase=number)

    closed, written = at_once(close, write)
    assert closed is True
    if isinstance(written, ValidationError):
        assert not asking.answers.filter(participant__user=daan, phase=number).exists()
    else:
        written.refresh_from_db()
        assert written.revealed_at


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_three_times_at_once_starts_one_reflection(case, start):
    token = uuid.uuid4()
    outcomes = at_once(*[lambda: start(Case.objects.get(pk=case.pk), submission=token)] * 3)
    assert len({outcome.pk for outcome in outcomes}) == 1
    assert Entry.objects.filter(verb="started").count() == 1


@pytest.mark.django_db
def test_a_case_that_just_went_private_starts_no_reflection(case, start, samira):
    """In another tab a name was typed: nothing is frozen, so nothing can come out later."""
    seen_before = Case.objects.get(pk=case.pk)
    case.withdraw_to("private", by=samira)
    with pytest.raises(ValidationError):
        start(seen_before)
    assert not Reflection.objects.exists()
    assert not case.revisions.exists()


@pytest.mark.django_db
def test_words_for_a_phase_that_closed_meanwhile_come_back(asking, samira, daan, sign_in, monkeypatch):
    """The phase closes after the page was checked and before the answer is saved."""
    number = asking.phase
    save = views.saved

    def closed_first(*args):
        Reflection.objects.get(pk=asking.pk).close_phase(by=samira, number=number)
        return save(*args)

    monkeypatch.setattr(views, "saved", closed_first)
    sent = {"phase": str(number), "feitelijke_vraag_1": QUESTION}
    answer = sign_in(daan).post(f"{asking.get_absolute_url()}schrijven/", sent)
    assert answer.status_code == 409
    assert QUESTION in answer.content.decode()
    assert not asking.answers.filter(participant__user=daan).exists()


@pytest.mark.django_db
def test_an_answer_never_lands_in_another_phase_than_it_was_written_for(asking, daan):
    """Also where the other phase asks a question of the same name."""
    with pytest.raises(ValidationError):
        asking.answer(daan, "feitelijke_vraag_1", QUESTION, phase=asking.phase - 1)
    assert asking.answer(daan, "feitelijke_vraag_1", QUESTION, phase=asking.phase)


@pytest.mark.django_db
def test_words_sent_while_signed_out_come_back_and_can_be_sent_again(client, asking, daan):
    sent = {"phase": str(asking.phase), "feitelijke_vraag_1": QUESTION}
    address = f"{asking.get_absolute_url()}schrijven/"
    refused = client.post(address, sent)
    assert refused.status_code == 401
    page = refused.content.decode()
    assert QUESTION in page
    assert asking.title not in page
    client.force_login(daan)
    assert client.post(address, sent).status_code == 302
    assert asking.answers.get(participant__user=daan).value == QUESTION


@pytest.mark.django_db
def test_after_signing_in_again_the_address_of_the_form_leads_to_the_reflection(asking, daan, sign_in):
    answer = sign_in(daan).get(f"{asking.get_absolute_url()}schrijven/")
    assert answer.url == asking.get_absolute_url()


@pytest.mark.django_db
def test_what_came_to_be_known_as_a_name_is_frozen_for_nobody(case, start, monkeypatch):
    """A newer detector sees more than the one that let the case pass."""

    def find(text, register=None):
        at = text.find("moeder")
        found = anonymity.Finding(at, at + 6, "moeder", "person", "blocks", "[naam]")
        return [found] if at >= 0 else []

    monkeypatch.setattr(anonymity, "find", find)
    with pytest.raises(ValidationError):
        start(case)
    assert not Reflection.objects.exists()


@pytest.mark.django_db
def test_another_site_cannot_send_an_answer(asking, daan):
    client = Client(enforce_csrf_checks=True)
    client.force_login(daan)
    sent = {"phase": str(asking.phase), "feitelijke_vraag_1": QUESTION}
    address = f"{asking.get_absolute_url()}schrijven/"
    elsewhere = client.post(address, sent, headers={"origin": "https://elders.test"})
    assert elsewhere.status_code == 403
    assert QUESTION not in elsewhere.content.decode()
    stale = client.post(address, sent)
    assert stale.status_code == 403
    assert QUESTION in stale.content.decode()
    assert not asking.answers.filter(participant__user=daan).exists()
