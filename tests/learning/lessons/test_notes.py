"""One's own notes: saved while typing, lost by nothing, read by nobody else."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.models import LessonPage, Note, NoteConflict
from learning.models.notes import LONGEST
from tegenspraak.people.models import User
from tegenspraak.search import registry
from tests.learning.lessons.conftest import text

WORDS = "De jas, niet de zorg."
HTMX = {"HX-Request": "true"}


def address(lesson):
    return reverse("learning:note", args=[lesson.translation_key])


def sent(user, words=WORDS, seen="", **more):
    return {"owner": user.pk, "text": words, "seen": seen, **more}


def write(lesson, user, words=WORDS, seen=""):
    return Note.objects.write(words, lesson=lesson, by=user, seen=seen)


def test_a_note_is_saved_by_its_button_and_stands_beside_the_lesson(sign_in, lessons, samira):
    client = sign_in(samira)
    answer = client.post(address(lessons[0]), sent(samira))
    assert answer.url == f"{lessons[0].url}#notities"
    assert WORDS in text(client.get(lessons[0].url))
    assert WORDS not in text(client.get(lessons[1].url))


def test_a_note_is_saved_while_typing(sign_in, lessons, samira):
    client = sign_in(samira)
    answer = client.post(address(lessons[0]), sent(samira), headers=HTMX)
    note = Note.objects.get()
    assert "<form" not in text(answer)
    assert note.stamp in answer["HX-Trigger"]
    client.post(address(lessons[0]), sent(samira, "Meer.", note.stamp), headers=HTMX)
    assert Note.objects.get().text == "Meer."


def test_a_double_click_is_one_note(sign_in, lessons, samira):
    client = sign_in(samira)
    for _ in range(2):
        assert client.post(address(lessons[0]), sent(samira)).status_code == 302
    assert Note.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_two_tabs_lose_neither_text(sign_in, lessons, samira, headers):
    client = sign_in(samira)
    first = write(lessons[0], samira, "Uit de eerste tab")
    answer = client.post(address(lessons[0]), sent(samira, "Uit de tweede tab"), headers=headers)
    page = text(answer, 409)
    assert "Uit de eerste tab" in page
    assert ("Uit de tweede tab" in page) != bool(headers)  # with htmx it still stands in the field
    assert Note.objects.get().text == "Uit de eerste tab"
    both = sent(samira, "Uit de tweede tab", decide="both", newer=first.stamp)
    answer = client.post(address(lessons[0]), both, headers=headers)
    assert Note.objects.get().text == "Uit de eerste tab\n\nUit de tweede tab"
    if headers:
        assert answer["HX-Retarget"] == "#notitie"
        assert "Uit de eerste tab" in text(answer)


def test_after_a_conflict_one_may_keep_only_ones_own(sign_in, lessons, samira):
    first = write(lessons[0], samira, "Uit de eerste tab")
    mine = sent(samira, "Alleen dit", decide="mine", newer=first.stamp)
    sign_in(samira).post(address(lessons[0]), mine)
    assert Note.objects.get().text == "Alleen dit"


def test_a_third_text_during_a_conflict_is_told_again(sign_in, lessons, samira):
    first = write(lessons[0], samira, "Een")
    write(lessons[0], samira, "Twee", seen=first.stamp)
    mine = sent(samira, "Drie", decide="mine", newer=first.stamp)
    assert "Twee" in text(sign_in(samira).post(address(lessons[0]), mine), 409)


def test_a_note_deleted_and_begun_anew_is_another_note(lessons, samira):
    old = write(lessons[0], samira, "Oud")
    old_stamp = old.stamp
    old.delete()
    write(lessons[0], samira, "Nieuw")
    with pytest.raises(NoteConflict):
        write(lessons[0], samira, "Van voor het weggooien", seen=old_stamp)


def test_an_emptied_note_is_gone(lessons, samira):
    note = write(lessons[0], samira)
    assert write(lessons[0], samira, "", seen=note.stamp) is None
    assert write(lessons[0], samira, "") is None
    assert not Note.objects.exists()


def test_an_old_tab_does_not_empty_a_note(lessons, samira):
    write(lessons[0], samira)
    with pytest.raises(NoteConflict):
        write(lessons[0], samira, "")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_an_expired_session_loses_nothing(lessons, samira, headers, client):
    answer = client.post(address(lessons[0]), sent(samira), headers=headers)
    page = text(answer, 401)
    assert reverse("account_login") in page
    assert (WORDS in page) != bool(headers)
    assert not Note.objects.exists()


def test_a_token_from_before_gives_the_words_back(lessons, samira):
    client = Client(enforce_csrf_checks=True)
    client.force_login(samira)
    assert WORDS in text(client.post(address(lessons[0]), sent(samira)), 403)


def test_words_of_one_person_never_land_with_who_signed_in_after_them(sign_in, lessons, samira, daan):
    assert WORDS in text(sign_in(daan).post(address(lessons[0]), sent(samira)), 403)
    assert not Note.objects.exists()


def test_html_and_nul_come_out_as_text(sign_in, lessons, samira):
    client = sign_in(samira)
    client.post(address(lessons[0]), sent(samira, "</textarea><script>x\x00</script>"))
    assert Note.objects.get().text == "</textarea><script>x</script>"
    for page in (lessons[0].url, reverse("learning:notes")):
        shown = text(client.get(page))
        assert "<script>x" not in shown
        assert "&lt;script&gt;x" in shown


def test_a_note_that_is_too_long_comes_back(sign_in, lessons, samira):
    page = text(sign_in(samira).post(address(lessons[0]), sent(samira, "a" * (LONGEST + 1))), 422)
    assert "a" * LONGEST in page
    assert not Note.objects.exists()


def test_a_lesson_taken_offline_while_reading_still_takes_the_words(sign_in, lessons, samira, rens):
    client = sign_in(samira)
    client.get(lessons[0].url)
    lessons[0].unpublish()
    assert client.post(address(lessons[0]), sent(samira)).url == reverse("learning:notes")
    assert Note.objects.get().text == WORDS
    assert WORDS in text(sign_in(rens).post(address(lessons[0]), sent(rens)), 404)


def test_a_note_outlives_its_lesson(sign_in, lessons, samira):
    write(lessons[0], samira)
    LessonPage.objects.get(pk=lessons[0].pk).delete()
    page = text(sign_in(samira).get(reverse("learning:notes")))
    assert WORDS in page
    assert "Les 1" in page


def test_a_note_is_stored_encrypted(lessons, samira):
    write(lessons[0], samira)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM learning_note")
        assert WORDS not in cursor.fetchone()[0]


@pytest.mark.parametrize("who", ["daan", "noor", "joost", "bram", "rens", "mirjam", "esther"])
def test_nobody_else_sees_or_deletes_a_note(request, sign_in, module, lessons, samira, who):
    note = write(lessons[0], samira)
    other = request.getfixturevalue(who)
    client = sign_in(other)
    for page in (lessons[0].url, module.url, reverse("learning:notes")):
        assert WORDS not in text(client.get(page))
    assert client.post(reverse("learning:delete_note", args=[note.pk])).status_code == 404
    assert not Note.objects.visible_to(other).exists()
    assert Note.objects.of(lessons[0], other) is None


def test_a_visitor_and_a_guest_have_no_notes(client, sign_in, lessons, samira):
    write(lessons[0], samira)
    assert "notitie" not in text(client.get(lessons[0].url))
    assert client.get(reverse("learning:notes")).url.startswith("/account/login/")
    assert not Note.objects.visible_to(AnonymousUser()).exists()
    samira.is_guest = True
    samira.save()
    assert sign_in(samira).post(address(lessons[0]), sent(samira)).status_code == 403
    assert not Note.objects.visible_to(samira).exists()


def test_no_search_knows_of_notes(lessons, samira):
    write(lessons[0], samira, "Kwikstaart")
    for kind in registry.kinds_for(samira):
        assert kind.visible_to(samira).model is not Note
        assert all("Kwikstaart" not in kind.text(one) for one in kind.visible_to(samira)[:20])


def test_ones_notes_go_along_when_one_leaves(lessons, samira, daan):
    write(lessons[0], samira)
    write(lessons[0], daan)
    User.objects.get(pk=samira.pk).delete()
    assert [note.user for note in Note.objects.all()] == [daan]


def test_a_person_has_one_note_per_lesson(lessons, samira):
    write(lessons[0], samira)
    with pytest.raises(IntegrityError):
        Note.objects.create(user=samira, lesson=lessons[0], text="Nog een")


def test_a_note_can_be_deleted(sign_in, lessons, samira):
    note = write(lessons[0], samira)
    client, away = sign_in(samira), reverse("learning:delete_note", args=[note.pk])
    assert client.get(away).status_code == 405
    assert WORDS not in text(client.post(away, follow=True))
    assert client.post(away).status_code == 404


def test_questions_do_not_grow_with_notes(sign_in, lessons, samira):
    client, counts = sign_in(samira), []
    for lesson in lessons:
        write(lesson, samira)
        lesson.keep(True, by=samira)
        client.get(reverse("learning:notes"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("learning:notes"))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 14
