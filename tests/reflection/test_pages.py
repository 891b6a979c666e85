"""What the pages show, refuse and keep; and that nothing hidden gets out through any of them."""

import uuid

import pytest
from django.urls import reverse

from casuistry.cases.panels import panels_for
from casuistry.reflection.models import Answer, Reflection
from casuistry.reflection.todo import waiting_for
from tegenspraak.trail.models import Entry
from tests.reflection.conftest import QUESTION

NAMED = "Heeft Karin Jansen van 06-12345678 gebeld?"
POSTS = ("write", "invite", "advance", "skip", "close")


def url(name, reflection):
    return reverse(f"reflection:{name}", args=[reflection.pk])


def everything_shown_to(client, reflection, case):
    """The text of every page on which something of a reflection could appear."""
    pages = [
        url("detail", reflection),
        reverse("reflection:list"),
        reverse("reflection:start") + f"?case={case.pk}",
        reverse("cases:detail", args=[case.pk]),
        reverse("cases:list"),
    ]
    posts = [client.post(url(name, reflection), {"phase": "2", "reason": ""}) for name in ("write", "skip")]
    answers = [client.get(page) for page in pages] + posts
    return "\n".join(answer.content.decode() for answer in answers)


def test_a_stranger_gets_404_on_every_address(asking, rens, sign_in):
    client = sign_in(rens)
    assert client.get(url("detail", asking)).status_code == 404
    for name in POSTS:
        assert client.post(url(name, asking), {"phase": "3"}).status_code == 404, name


def test_a_visitor_is_asked_to_sign_in(asking, client):
    for name in ("detail", *POSTS):
        send = client.get if name == "detail" else client.post
        answer = send(url(name, asking))
        # Written words are shown again, beside the way to sign in.
        assert "/login/" in (answer.content.decode() if name == "write" else answer.url), name


def test_a_hidden_answer_shows_on_no_page_to_anybody_else(
    asking, hidden, case, samira, noor, esther, rens, guest, guest_elsewhere, sign_in
):
    asking.invite(esther, role="facilitator", by=samira)
    for user in (samira, noor, esther, rens, guest, guest_elsewhere):
        shown = everything_shown_to(sign_in(user), asking, case)
        assert QUESTION not in shown, user
        assert QUESTION not in "".join(panels_for(case, user))
        assert QUESTION not in str(waiting_for(user))
        assert not Answer.objects.visible_to(user).exists(), user


def test_its_writer_sees_a_hidden_answer_in_the_form(asking, hidden, daan, sign_in):
    assert QUESTION in sign_in(daan).get(url("detail", asking)).content.decode()


def test_after_the_reveal_everybody_in_the_reflection_reads_it_with_the_name(
    asking, hidden, samira, noor, guest, rens, guest_elsewhere, sign_in
):
    asking.close_phase(by=samira, number=3)
    for user in (samira, noor, guest):
        shown = sign_in(user).get(url("detail", asking)).content.decode()
        assert QUESTION in shown
        assert "Daan" in shown
    for user in (rens, guest_elsewhere):
        assert not Answer.objects.visible_to(user).exists()


def test_a_private_note_stays_with_its_writer_after_the_phase(prepared, samira, daan, noor, sign_in):
    prepared.begin(by=samira)
    prepared.answer(daan, "notitie_zelf", "Alleen voor mij bedoeld.")
    prepared.close_phase(by=samira, number=2)
    for user in (samira, noor):
        assert "Alleen voor mij" not in sign_in(user).get(url("detail", prepared)).content.decode()
    assert "Alleen voor mij" in sign_in(daan).get(url("detail", prepared)).content.decode()


def test_the_end_of_the_story_stays_hidden_when_the_preparation_is_read(prepared, samira, daan, sign_in):
    prepared.answer(samira, "tot_keuzemoment", "Er werd gebeld op vrijdag.")
    prepared.answer(samira, "afloop_verborgen", "Ik ben gaan kijken.")
    assert "vrijdag" not in sign_in(daan).get(url("detail", prepared)).content.decode()
    prepared.begin(by=samira)
    shown = sign_in(daan).get(url("detail", prepared)).content.decode()
    assert "vrijdag" in shown
    assert "gaan kijken" not in shown


def test_in_an_open_phase_an_answer_shows_at_once(asking, hidden, samira, noor, sign_in):
    asking.close_phase(by=samira, number=3)
    asking.answer(samira, "antwoord_per_vraag", "De school deed dat.", item=str(hidden.pk))
    assert "De school deed dat." in sign_in(noor).get(url("detail", asking)).content.decode()


def test_only_a_count_tells_who_has_written(asking, hidden, samira, sign_in):
    shown = sign_in(samira).get(url("detail", asking)).content.decode()
    assert "1 van de 2 heeft geschreven" in shown


def test_under_a_field_stands_who_will_read_it(asking, daan, sign_in):
    shown = sign_in(daan).get(url("detail", asking)).content.decode()
    assert "Nu alleen jij. Na het sluiten van deze fase: Noor en Samira." in shown


def test_without_a_second_factor_one_sees_only_what_is_ones_own(
    asking, hidden, samira, daan, sign_in, settings
):
    asking.close_phase(by=samira, number=3)
    settings.MFA_REQUIRED = True
    assert sign_in(daan).get(url("detail", asking)).status_code == 404
    shown = sign_in(samira).get(url("detail", asking))
    assert shown.status_code == 200
    assert QUESTION not in shown.content.decode()


def test_a_guest_takes_part_in_one_reflection_and_sees_no_case(
    asking, guest, guest_elsewhere, case, samira, sign_in
):
    client = sign_in(guest)
    assert client.get(url("detail", asking)).status_code == 200
    answer = client.post(url("write", asking), {"phase": "3", "feitelijke_vraag_1": "Wie was erbij?"})
    assert answer.status_code == 302
    assert Answer.objects.get(participant__user=guest).is_ready
    assert client.get(reverse("cases:detail", args=[case.pk])).status_code in (403, 404)
    assert client.get(reverse("reflection:list")).status_code == 403
    assert client.post(url("advance", asking), {"phase": "3"}).status_code == 403
    assert sign_in(guest_elsewhere).get(url("detail", asking)).status_code == 404


def test_writing_saves_all_fields_at_once(asking, daan, sign_in):
    words = {"phase": "3", "feitelijke_vraag_1": "Wie was erbij?", "feitelijke_vraag_2": "Hoe laat was het?"}
    assert sign_in(daan).post(url("write", asking), words).status_code == 302
    assert {answer.value for answer in Answer.objects.all()} == {"Wie was erbij?", "Hoe laat was het?"}


def test_an_answer_with_a_name_is_refused_with_the_words_and_the_finding(asking, daan, sign_in):
    words = {"phase": "3", "feitelijke_vraag_1": NAMED, "feitelijke_vraag_2": "Hoe laat was het?"}
    answer = sign_in(daan).post(url("write", asking), words)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert NAMED in shown
    assert "Hoe laat was het?" in shown
    assert "06-12345678” " in shown or "06-12345678”" in shown
    saved = {one.question: one.is_ready for one in Answer.objects.all()}
    assert saved == {"feitelijke_vraag_1": False, "feitelijke_vraag_2": True}


def test_too_long_an_answer_is_refused_with_its_words(asking, daan, sign_in):
    words = "Wie was erbij? " * 40
    answer = sign_in(daan).post(url("write", asking), {"phase": "3", "feitelijke_vraag_1": words})
    assert answer.status_code == 422
    assert words.strip() in answer.content.decode()
    assert not Answer.objects.exists()


@pytest.mark.parametrize("value", ["11", "-1", "veel"])
def test_a_number_off_the_scale_is_refused(prepared, samira, sign_in, value):
    words = {"phase": "0", "spanning": value, "tot_keuzemoment": "Er werd gebeld."}
    answer = sign_in(samira).post(url("write", prepared), words)
    assert answer.status_code == 422
    assert "Er werd gebeld." in answer.content.decode()
    assert not Answer.objects.exists()


def test_words_that_come_after_the_phase_closed_are_given_back(asking, samira, daan, sign_in):
    asking.close_phase(by=samira, number=3)
    answer = sign_in(daan).post(url("write", asking), {"phase": "3", "feitelijke_vraag_1": "Wie was erbij?"})
    assert answer.status_code == 409
    assert "Wie was erbij?" in answer.content.decode()
    assert not Answer.objects.exists()


def test_a_participant_cannot_lead(asking, daan, sign_in):
    for name in ("advance", "skip", "close", "invite"):
        answer = sign_in(daan).post(url(name, asking), {"phase": "3", "reason": "Zo maar."})
        assert answer.status_code == 403, name
    assert Reflection.objects.get(pk=asking.pk).phase == 3
    assert "Sluit deze fase" not in sign_in(daan).get(url("detail", asking)).content.decode()


def test_closing_by_a_double_click_closes_one_phase(asking, samira, sign_in):
    client = sign_in(samira)
    for _click in range(2):
        assert client.post(url("advance", asking), {"phase": "3"}).status_code == 302
    assert Reflection.objects.get(pk=asking.pk).phase == 4


@pytest.mark.parametrize("phase", ["", "x", "99999", "²"])
def test_closing_a_phase_that_does_not_run_does_nothing(asking, samira, sign_in, phase):
    assert sign_in(samira).post(url("advance", asking), {"phase": phase}).status_code == 302
    assert Reflection.objects.get(pk=asking.pk).phase == 3


def test_skipping_without_a_good_reason_keeps_the_reason(asking, samira, sign_in):
    answer = sign_in(samira).post(url("skip", asking), {"phase": "3", "reason": NAMED})
    assert answer.status_code == 422
    assert NAMED in answer.content.decode()


def test_starting_from_the_form_invites_and_a_second_click_makes_nothing_new(
    protocol, case, samira, daan, noor, sign_in
):
    client, address = sign_in(samira), reverse("reflection:start") + f"?case={case.pk}"
    shown = client.get(address)
    words = {
        "protocol": protocol.pk,
        "colleagues": [daan.pk, noor.pk],
        "facilitator": daan.pk,
        "guests": "een@elders.test\ntwee@elders.test",
        "submission": shown.context["form"]["submission"].value(),
    }
    first, second = client.post(address, words), client.post(address, words)
    reflection = Reflection.objects.get()
    assert first.url == second.url == reflection.get_absolute_url()
    roles = {part.user.email: part.role for part in reflection.participants.all()}
    assert roles[daan.email] == "facilitator"
    assert roles[noor.email] == "participant"
    assert len(roles) == 5


def test_a_refused_start_keeps_what_was_filled_in(protocol, case, samira, noor, sign_in):
    words = {"colleagues": [noor.pk], "guests": "geen adres", "submission": str(uuid.uuid4())}
    answer = sign_in(samira).post(reverse("reflection:start") + f"?case={case.pk}", words)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "geen adres" in shown
    assert f'value="{noor.pk}" checked' in shown or "checked" in shown
    assert not Reflection.objects.exists()


def test_a_private_case_is_shared_with_participants_only_by_a_declaration(
    protocol, private_case, samira, daan, noor, sign_in
):
    client, address = sign_in(samira), reverse("reflection:start") + f"?case={private_case.pk}"
    words = {"protocol": protocol.pk, "colleagues": [daan.pk], "submission": str(uuid.uuid4())}
    assert client.post(address, words).status_code == 422
    assert not Reflection.objects.exists()
    assert client.post(address, words | {"declared": "on"}).status_code == 302
    private_case.refresh_from_db()
    assert private_case.visibility == "participants"
    seen = {user: type(private_case).objects.visible_to(user).exists() for user in (daan, noor)}
    assert seen == {daan: True, noor: False}


def test_a_case_with_a_name_in_it_cannot_be_started_on(protocol, private_case, samira, sign_in):
    draft = private_case.draft().with_replaced("moeder", "mevrouw Karin Jansen")
    private_case.rewrite(draft, by=samira, version=private_case.version)
    client, address = sign_in(samira), reverse("reflection:start") + f"?case={private_case.pk}"
    words = {"protocol": protocol.pk, "submission": str(uuid.uuid4()), "declared": "on"}
    assert client.post(address, words).status_code == 422
    assert "naar een persoon wijzen" in client.get(address).content.decode()
    private_case.refresh_from_db()
    assert private_case.visibility == "private"
    assert not Reflection.objects.exists()


def test_nobody_starts_on_anothers_case(protocol, case, daan, rens, sign_in):
    address = reverse("reflection:start") + f"?case={case.pk}"
    assert sign_in(daan).get(address).status_code == 403
    assert sign_in(rens).get(address).status_code == 404
    assert sign_in(rens).get(reverse("reflection:start") + "?case=onzin").status_code == 404


def test_a_stranger_cannot_be_ticked(protocol, case, samira, rens, sign_in):
    words = {"protocol": protocol.pk, "colleagues": [rens.pk], "submission": str(uuid.uuid4())}
    answer = sign_in(samira).post(reverse("reflection:start") + f"?case={case.pk}", words)
    assert answer.status_code == 422
    assert not Reflection.objects.exists()


def test_a_case_that_was_taken_back_is_read_no_longer(asking, case, samira, daan, sign_in):
    case.withdraw_to("private", by=samira)
    shown = sign_in(daan).get(url("detail", asking)).content.decode()
    assert "De moeder belde" not in shown
    assert "De moeder belde" in sign_in(samira).get(url("detail", asking)).content.decode()


def test_a_case_that_was_changed_says_so_and_shows_the_old_text(asking, case, samira, daan, sign_in):
    case.rewrite(case.draft().with_replaced("moeder", "vader"), by=samira, version=case.version)
    shown = sign_in(daan).get(url("detail", asking)).content.decode()
    assert "De moeder belde" in shown
    assert "later aangepast" in shown


def test_reading_by_another_is_recorded(asking, samira, daan, sign_in):
    sign_in(samira).get(url("detail", asking))
    sign_in(daan).get(url("detail", asking))
    reads = Entry.objects.about(asking).filter(verb="read")
    assert [entry.actor for entry in reads] == [daan]


def test_the_list_says_what_waits(asking, samira, daan, noor, sign_in):
    asking.answer(noor, "feitelijke_vraag_1", "Wie was erbij?")
    assert [row[2] for row in waiting_for(daan)] == ["Jij mag schrijven: Vragen opschrijven"]
    assert waiting_for(noor) == []
    assert "Wacht op jou" in sign_in(daan).get(reverse("reflection:list")).content.decode()
    assert "Wacht op jou" not in sign_in(noor).get(reverse("reflection:list")).content.decode()


def test_an_empty_list_says_what_to_do(daan, sign_in):
    assert reverse("reflection:start") in sign_in(daan).get(reverse("reflection:list")).content.decode()


def test_beside_the_case_stand_its_reflections_and_the_way_to_begin(asking, case, samira, daan, esther):
    mine, daans = "".join(panels_for(case, samira)), "".join(panels_for(case, daan))
    assert asking.get_absolute_url() in mine
    assert "?case=" in mine
    assert asking.get_absolute_url() in daans
    assert "?case=" not in daans
    assert asking.get_absolute_url() not in "".join(panels_for(case, esther))


@pytest.mark.parametrize("page", ["list", "detail"])
def test_the_number_of_queries_does_not_grow_with_rows(
    page, start, case, asking, samira, daan, sign_in, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from casuistry.reflection.models import Participant
    from tests.conftest import person

    def queries():
        client = sign_in(samira)
        address = reverse("reflection:list") if page == "list" else url("detail", asking)
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(address).status_code == 200
        return len(found)

    def grow(names):
        for name in names:
            one = start(case)
            one.invite(daan, by=samira)
            extra = Participant.objects.create(reflection=asking, user=person(name))
            asking.answer(extra.user, "feitelijke_vraag_1", "Wie was erbij?")

    grow(["A1", "A2"])
    few = queries()
    grow([f"B{number}" for number in range(10)])
    assert queries() == few


@pytest.mark.parametrize(
    ("guests", "complaint"),
    [
        ("geen adres", "geen e-mailadressen"),
        ("a" * 250 + "@voorbeeld.test", "geen e-mailadres"),
        ("\n".join(f"gast{n}@voorbeeld.test" for n in range(21)), "20"),
    ],
)
def test_addresses_of_guests_that_cannot_be_invited_come_back(asking, samira, sign_in, guests, complaint):
    people = asking.participants.count()
    answer = sign_in(samira).post(url("invite", asking), {"guests": guests})
    assert answer.status_code == 422
    assert complaint in answer.content.decode()
    assert asking.participants.count() == people
