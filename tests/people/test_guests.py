import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tegenspraak.people import guests
from tegenspraak.people.models import GuestPass, User
from tegenspraak.people.models.guest_passes import MAX_CODES


@pytest.fixture
def guest(noor) -> User:
    return guests.invite_guest("gast@elders.test", by=noor, name="Gast")


@pytest.fixture
def door(guest, mailoutbox, link, django_capture_on_commit_callbacks) -> str:
    """The link that the guest got, to a page of a room."""
    with django_capture_on_commit_callbacks(execute=True):
        guests.send_guest_link(guest, "/status/")
    return link(mailoutbox.pop())


@pytest.fixture
def room_is_open(monkeypatch):
    monkeypatch.setattr(guests, "_open_rooms", set(guests._open_rooms))
    guests.open_room("home:status")


@pytest.fixture
def visit(client, django_capture_on_commit_callbacks):
    def visited(path, data=None):
        with django_capture_on_commit_callbacks(execute=True):
            return client.get(path) if data is None else client.post(path, data)

    return visited


def another(code: str) -> str:
    return "000000" if code != "000000" else "111111"


def later(**time) -> None:
    """As if the last code was mailed so long ago."""
    for guest_pass in GuestPass.objects.exclude(code_sent_at=None):
        guest_pass.code_sent_at -= timedelta(**time)
        guest_pass.save()


def test_link_and_code_let_a_guest_in(client, visit, door, guest, mailoutbox, code, room_is_open):
    assert "code gemaild" in visit(door).content.decode()
    mail = mailoutbox[0]
    assert mail.to == [guest.email]
    assert visit(door, {"code": code(mail)}).url == "/status/"
    assert client.session["_auth_user_id"] == str(guest.pk)


def test_spaces_in_the_code_do_not_matter(client, visit, door, mailoutbox, code):
    visit(door)
    digits = code(mailoutbox[0])
    visit(door, {"code": f" {digits[:3]} {digits[3:]} "})
    assert "_auth_user_id" in client.session


def test_the_link_alone_lets_nobody_in(client, visit, door):
    visit(door)
    assert "_auth_user_id" not in client.session


def test_opening_the_link_again_mails_no_second_code(visit, door, mailoutbox):
    visit(door)
    visit(door)
    assert len(mailoutbox) == 1


def test_the_fifth_wrong_code_ends_the_right_one(client, visit, door, mailoutbox, code):
    visit(door)
    right = code(mailoutbox[0])
    for _ in range(4):
        assert "niet de code" in visit(door, {"code": another(right)}).content.decode()
    assert "te vaak" in visit(door, {"code": another(right)}).content.decode()
    visit(door, {"code": right})
    assert "_auth_user_id" not in client.session


def test_four_wrong_codes_leave_one_try(client, visit, door, mailoutbox, code):
    visit(door)
    right = code(mailoutbox[0])
    for _ in range(4):
        visit(door, {"code": another(right)})
    visit(door, {"code": right})
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("nonsense", ["", "abcdef", "12345", "1234567", "١٢٣٤٥٦"])
def test_what_is_no_code_costs_no_try(visit, door, nonsense):
    visit(door)
    assert visit(door, {"code": nonsense}).status_code == 200
    assert GuestPass.objects.get().tries == 0


@pytest.mark.parametrize(("minutes", "comes_in"), [(9, True), (11, False)])
def test_a_code_is_good_for_ten_minutes(client, visit, door, mailoutbox, code, minutes, comes_in):
    visit(door)
    later(minutes=minutes)
    visit(door, {"code": code(mailoutbox[0])})
    assert ("_auth_user_id" in client.session) is comes_in


def test_a_code_works_once(client, visit, door, mailoutbox, code):
    visit(door)
    right = code(mailoutbox[0])
    visit(door, {"code": right})
    client.logout()
    visit(door, {"code": right})
    assert "_auth_user_id" not in client.session


def test_a_new_code_is_mailed_and_the_old_one_dies(client, visit, door, mailoutbox, code):
    visit(door)
    later(minutes=2)
    visit(f"{door}nieuwe-code/", {})
    old, new = (code(mail) for mail in mailoutbox)
    if old != new:
        visit(door, {"code": old})
        assert "_auth_user_id" not in client.session
    visit(door, {"code": new})
    assert "_auth_user_id" in client.session


def test_asking_for_codes_in_a_row_mails_one(client, visit, door, mailoutbox):
    visit(door)
    visit(f"{door}nieuwe-code/", {})
    assert "Wacht een minuut" in client.get(door).content.decode()
    assert len(mailoutbox) == 1


def test_after_twenty_codes_without_a_right_one_the_link_is_dead(client, visit, door, mailoutbox):
    visit(door)
    for _ in range(MAX_CODES + 5):
        later(minutes=2)
        visit(f"{door}nieuwe-code/", {})
    later(minutes=11)
    assert len(mailoutbox) == MAX_CODES
    assert visit(door).status_code == 410


def test_a_link_ends_after_thirty_days(visit, door, mailoutbox):
    GuestPass.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert visit(door).status_code == 410
    assert not mailoutbox


def test_the_database_holds_neither_link_nor_code(visit, door, mailoutbox, code):
    visit(door)
    row = str(GuestPass.objects.values().get())
    assert door.split("/")[3] not in row
    assert not re.search(rf"\b{code(mailoutbox[0])}\b", row)


def test_the_mails_do_not_say_what_it_is_about_or_who_asked(
    guest, noor, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        guests.send_guest_link(guest, "/mijn/")
    for personal in (noor.first_name, noor.email, "Gast", "/mijn/"):
        assert personal not in mailoutbox[0].body + mailoutbox[0].subject


# --- Staying in the room -------------------------------------------------------------------------
ELSEWHERE = """
    / /status/ /mijn/ /zoeken/?q=kind /account/ /account/beveiliging/ /account/password/change/ /account/2fa/
    /account/email/ /account/sessions/ /account/3rdparty/ /account/organisatie/jb-noord/ /beheer/
"""


@pytest.mark.parametrize("path", ELSEWHERE.split())
def test_a_guest_is_turned_back_everywhere_else(sign_in, guest, path):
    assert sign_in(guest).get(path).status_code == 403


def test_a_room_that_was_opened_lets_a_guest_in(sign_in, guest, room_is_open):
    assert sign_in(guest).get("/status/").status_code == 200


def test_a_guest_can_sign_out(sign_in, guest):
    client = sign_in(guest)
    assert client.post("/account/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_member_is_not_held_back(sign_in, samira):
    assert sign_in(samira).get("/mijn/").status_code == 200


def test_a_path_that_leads_nowhere_is_as_open_as_it_is_empty(db):
    assert not guests.may_visit("/mijn/")
    assert guests.may_visit("/static/tegenspraak.css")


# --- Who is a guest ------------------------------------------------------------------------------
def test_a_full_member_who_is_invited_as_guest_stays_a_member(
    noor, rens, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        invited = guests.invite_guest(rens.email.upper(), by=noor)
        guests.send_guest_link(invited, "/reflectie/een/")
    rens.refresh_from_db()
    assert invited == rens
    assert not rens.is_guest
    assert "http://localhost:8000/reflectie/een/" in mailoutbox[0].body
    assert not GuestPass.objects.exists()


def test_inviting_a_guest_twice_makes_one(noor):
    assert guests.invite_guest("Gast@elders.test", by=noor) == guests.invite_guest(
        "gast@elders.test ", by=noor
    )


@pytest.mark.parametrize("path", ["https://elders.test/", "//elders.test/", "/\\elders.test", "elders"])
def test_a_guests_link_leads_nowhere_but_here(guest, path):
    with pytest.raises(ValueError, match="this site"):
        guests.send_guest_link(guest, path)


def test_a_guest_gets_no_password(client, guest, mailoutbox):
    """The mailed code would no longer be the only way in."""
    assert not guest.has_usable_password()
    client.post("/account/password/reset/", {"email": guest.email})
    assert not any("/password/reset/key/" in mail.body for mail in mailoutbox)


def test_who_became_a_member_signs_in_instead_of_using_an_old_pass(visit, door, guest, mailoutbox):
    User.objects.filter(pk=guest.pk).update(is_guest=False)
    assert visit(door).url == "/status/"
    assert not mailoutbox


@pytest.fixture
def nameless(noor) -> User:
    return guests.invite_guest("iemand@elders.test", by=noor)


def test_a_guest_without_a_name_is_not_shown_by_address(nameless):
    assert nameless.display_name == "gast"


def test_a_guest_without_a_name_says_it_at_the_door(
    nameless, visit, mailoutbox, link, code, room_is_open, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        guests.send_guest_link(nameless, "/status/")
    door = link(mailoutbox.pop())
    assert "Je naam" in visit(door).content.decode()
    visit(door, {"code": code(mailoutbox[0]), "name": "Wilma"})
    nameless.refresh_from_db()
    assert nameless.display_name == "Wilma"


def test_a_guest_with_a_name_keeps_it(guest, visit, door, mailoutbox, code, room_is_open):
    assert "Je naam" not in visit(door).content.decode()
    visit(door, {"code": code(mailoutbox[0]), "name": "Iemand anders"})
    guest.refresh_from_db()
    assert guest.display_name == "Gast"
