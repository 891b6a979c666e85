"""The verbs of a reflection: who does what when, and what a second click does."""

import uuid

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from casuistry.reflection.models import Answer, Participant, PhaseRecord, Reflection
from tegenspraak.notices.models import Notice
from tegenspraak.trail.models import Entry
from tests.reflection.conftest import QUESTION

NAMED = "Heeft Karin Jansen van 06-12345678 gebeld?"


def test_a_private_case_cannot_be_started_on(start, private_case):
    with pytest.raises(ValidationError) as caught:
        start(private_case)
    assert caught.value.code == "private"
    assert not Reflection.objects.exists()


def test_only_who_wrote_the_case_starts(protocol, case, daan):
    with pytest.raises(PermissionDenied):
        Reflection.objects.start(case=case, protocol=protocol, by=daan, submission=uuid.uuid4())


def test_the_same_form_twice_makes_one_reflection(start, case):
    token = uuid.uuid4()
    assert start(case, submission=token) == start(case, submission=token)
    assert Reflection.objects.count() == 1
    assert Participant.objects.count() == 1


def test_a_reflection_keeps_the_case_and_the_protocol_as_they_were(start, case, protocol, samira):
    reflection = start(case)
    case.rewrite(case.draft().with_replaced("moeder", "vader"), by=samira, version=case.version)
    protocol.source = protocol.source.replace("Vragen opschrijven", "Iets anders")
    protocol.read_source()
    protocol.save()
    reflection = Reflection.objects.get(pk=reflection.pk)
    assert "moeder" in reflection.revision.content["situation"]
    assert reflection.stages[3].title == "Vragen opschrijven"


def test_the_phase_of_choosing_a_case_is_skipped_with_its_reason(prepared, samira):
    prepared.begin(by=samira)
    assert (prepared.status, prepared.phase) == ("running", 2)
    record = prepared.records.get(number=1)
    assert record.ending == PhaseRecord.Ending.EMPTY
    assert record.closed_by is None


def test_nobody_begins_alone(start, case, samira):
    reflection = start(case)
    with pytest.raises(ValidationError):
        reflection.begin(by=samira)
    assert Reflection.objects.get(pk=reflection.pk).phase == 0


def test_beginning_twice_closes_no_phase(prepared, samira):
    assert prepared.begin(by=samira)
    assert not prepared.begin(by=samira)
    assert prepared.phase == 2


def test_inviting_lets_a_colleague_read_the_case_and_tells_them_once(start, case, samira, joost, esther):
    reflection = start(case)
    reflection.invite(esther, by=samira)
    reflection.invite(esther, by=samira)
    assert type(case).objects.visible_to(esther).filter(pk=case.pk).exists()
    assert Notice.objects.filter(recipient=esther).count() == 1
    assert not Notice.objects.filter(text__contains=case.title).exists()


def test_a_participant_cannot_invite(prepared, daan, esther):
    with pytest.raises(PermissionDenied):
        prepared.invite(esther, by=daan)


def test_there_is_one_facilitator(prepared, samira, esther, rens):
    prepared.invite(esther, role="facilitator", by=samira)
    with pytest.raises(ValidationError):
        prepared.invite(rens, role="facilitator", by=samira)
    with pytest.raises(IntegrityError), transaction.atomic():
        Participant.objects.create(reflection=prepared, user=rens, role="facilitator")


def test_a_guest_gets_a_link_without_case_text(asking, samira, case, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        part = asking.invite_guest("gast@elders.test", by=samira)
    assert part.user.is_guest
    assert [message.to for message in mail.outbox] == [["gast@elders.test"]]
    assert case.title not in mail.outbox[0].body
    assert not type(case).objects.visible_to(part.user).exists()


def test_closing_reveals_all_answers_of_the_phase_at_once(asking, hidden, samira, daan, noor):
    other = asking.answer(noor, "feitelijke_vraag_1", "Was de vader erbij?")
    assert set(Answer.objects.visible_to(samira)) == set()
    assert asking.close_phase(by=samira, number=3)
    assert set(Answer.objects.visible_to(samira)) == {hidden, other}
    hidden.refresh_from_db()
    other.refresh_from_db()
    assert hidden.revealed_at == other.revealed_at is not None
    assert asking.stage.title == "Informatieronde"


def test_closing_twice_closes_one_phase(asking, samira):
    stale = Reflection.objects.get(pk=asking.pk)
    assert asking.close_phase(by=samira, number=3)
    assert not stale.close_phase(by=samira, number=3)
    assert Reflection.objects.get(pk=asking.pk).phase == 4
    assert asking.records.filter(number=4).count() == 1


def test_who_may_close(asking, samira, daan, noor, esther):
    with pytest.raises(PermissionDenied):
        asking.close_phase(by=daan, number=3)
    asking.invite(esther, role="facilitator", by=samira)
    with pytest.raises(PermissionDenied):
        asking.close_phase(by=samira, number=3)
    assert asking.close_phase(by=esther, number=3)


def test_after_the_reveal_nothing_changes_an_answer(asking, hidden, samira, daan):
    asking.close_phase(by=samira, number=3)
    with pytest.raises(ValidationError):
        asking.answer(daan, "feitelijke_vraag_1", "Iets heel anders")
    with pytest.raises(ValidationError):
        asking.answer(daan, "feitelijke_vraag_1", "")
    hidden.refresh_from_db()
    assert hidden.value == QUESTION
    assert not hidden.can_be_edited_by(daan)


def test_an_answer_can_be_rewritten_until_the_reveal(asking, hidden, daan):
    assert asking.answer(daan, "feitelijke_vraag_1", "Wie was erbij?").pk == hidden.pk
    assert asking.answer(daan, "feitelijke_vraag_1", "") is None
    assert not Answer.objects.filter(participant__user=daan).exists()


def test_a_stranger_or_the_wrong_role_cannot_answer(asking, samira, rens):
    for user in (samira, rens):
        with pytest.raises(ValidationError):
            asking.answer(user, "feitelijke_vraag_1", "Mag dit?")
    assert not Answer.objects.exists()


def test_an_answer_with_a_name_is_kept_but_never_revealed(asking, samira, daan):
    answer = asking.answer(daan, "feitelijke_vraag_1", NAMED)
    assert (answer.value, answer.is_ready) == (NAMED, False)
    asking.close_phase(by=samira, number=3)
    answer.refresh_from_db()
    assert answer.revealed_at is None
    assert list(Answer.objects.visible_to(samira)) == []
    assert list(Answer.objects.visible_to(daan)) == [answer]


def test_the_database_refuses_to_reveal_what_is_not_ready(asking, daan):
    answer = asking.answer(daan, "feitelijke_vraag_1", NAMED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(revealed_at="2026-01-01T00:00Z")


def test_skipping_needs_a_reason_without_names_and_hides_what_was_written(asking, hidden, samira):
    for reason in ("  ", NAMED):
        with pytest.raises(ValidationError):
            asking.skip_phase(by=samira, number=3, reason=reason)
    assert asking.skip_phase(by=samira, number=3, reason="We hebben te weinig tijd.")
    assert not asking.skip_phase(by=samira, number=3, reason="Nog een keer.")
    assert list(Answer.objects.visible_to(samira)) == []
    assert asking.records.get(number=3).reason == "We hebben te weinig tijd."
    assert asking.phase == 4


def test_ending_early_reveals_nothing(asking, hidden, samira, daan):
    assert asking.close(by=samira)
    assert not asking.close(by=samira)
    assert asking.stage is None
    assert list(Answer.objects.visible_to(samira)) == []
    with pytest.raises(ValidationError):
        asking.answer(daan, "feitelijke_vraag_1", "Te laat")


def test_answers_go_into_each_question_that_was_asked(asking, hidden, samira, daan):
    asking.close_phase(by=samira, number=3)
    answer = asking.answer(samira, "antwoord_per_vraag", "De school, op maandag.", item=str(hidden.pk))
    assert answer.item == str(hidden.pk)
    for item in ("", str(uuid.uuid4())):
        with pytest.raises(ValidationError):
            asking.answer(samira, "antwoord_per_vraag", "Nergens op.", item=item)


def test_the_method_runs_from_start_to_end(prepared, samira, daan, noor):
    prepared.begin(by=samira)
    while prepared.is_open:
        for person in prepared.writers():
            from casuistry.reflection.writing import fields_for

            for field in fields_for(prepared, person):
                value = {"scale": 3, "choice": str(person.pk)}.get(field.question.type, "Dat kan zo.")
                assert prepared.answer(person.user, field.question.id, value, item=field.item).is_ready
        prepared.close_phase(by=samira, number=prepared.phase)
    assert prepared.status == "closed"
    assert [record.ending for record in prepared.records.all()] == ["revealed", "empty"] + ["revealed"] * 9
    assert not Answer.objects.filter(revealed_at=None).exists()


def test_a_phase_that_closes_is_told_once_to_the_others(asking, samira, daan):
    before = Notice.objects.filter(recipient=daan).count()
    asking.close_phase(by=samira, number=3)
    Reflection.objects.get(pk=asking.pk).close_phase(by=samira, number=3)
    assert Notice.objects.filter(recipient=daan).count() == before + 1
    assert not Notice.objects.filter(recipient=samira).exists()


def test_the_trail_knows_what_happened_without_a_word_of_it(asking, hidden, samira):
    asking.close_phase(by=samira, number=3)
    entries = Entry.objects.about(asking)
    assert [entry.verb for entry in entries.by_number()] == [
        "started", "invited", "invited", "revealed", "revealed", "revealed",
    ]  # fmt: skip
    assert not any(QUESTION in str(entry.details) for entry in entries)


def test_what_is_stored_says_nothing_in_plain_text(asking, hidden):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM reflection_answer")
        assert "middag" not in str(cursor.fetchall())
        cursor.execute("SELECT case_title FROM reflection_reflection")
        assert "avond" not in str(cursor.fetchall())


def test_a_guest_hears_of_the_next_phase_by_a_new_link(
    asking, guest, samira, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        asking.close_phase(by=samira, number=3)
    assert [message for message in mail.outbox if message.to == [guest.email]]
    assert not Notice.objects.filter(recipient=guest).exists()


def test_the_cms_keeps_no_reference_to_casuistry(asking, hidden):
    from wagtail.models import ReferenceIndex

    for thing in (asking, hidden, hidden.participant, asking.records.first()):
        assert not ReferenceIndex.model_is_indexable(type(thing))
