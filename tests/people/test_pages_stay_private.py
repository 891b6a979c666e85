"""What somebody sees after signing in is theirs: it stays in no cache, and no mail leads elsewhere."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.urls import reverse

pytestmark = pytest.mark.django_db

PATHS = ["/account/", "/account/beveiliging/", "/casuistiek/", "/casuistiek/nieuw/", "/mijn/", "/reflectie/"]


@pytest.mark.parametrize("path", [*PATHS, "/zoeken/?q=a", "/bestaat-niet/"])
def test_no_cache_keeps_what_a_signed_in_person_sees(sign_in, samira, path):
    assert "no-store" in sign_in(samira).get(path).headers["Cache-Control"]
    assert "private" in sign_in(samira).get(path).headers["Cache-Control"]


def test_a_guest_who_is_turned_back_leaves_nothing_either(sign_in, samira):
    samira.is_guest = True
    samira.save()
    answer = sign_in(samira).get("/mijn/")
    assert answer.status_code == 403
    assert "no-store" in answer.headers["Cache-Control"]


def test_what_everybody_sees_may_be_kept(client, db):
    assert "no-store" not in client.get("/begrippen/").headers.get("Cache-Control", "")


def test_the_link_for_a_new_password_leads_here_whatever_host_was_asked(client, samira, mailoutbox):
    cache.clear()
    client.post(reverse("account_reset_password"), {"email": samira.email}, headers={"host": "127.0.0.1:9"})
    assert "127.0.0.1" not in mailoutbox[0].body
    assert "http://localhost:8000/account/password/reset/key/" in mailoutbox[0].body


def test_the_link_that_confirms_an_address_leads_here_too(sign_in, samira, mailoutbox):
    cache.clear()
    data = {"action_add": "", "email": "samira@elders.test"}
    sign_in(samira).post(reverse("account_email"), data, headers={"host": "127.0.0.1:9"})
    bodies = [mail.body for mail in mailoutbox]
    assert any("http://localhost:8000/account/confirm-email/" in body for body in bodies)
    assert not any("127.0.0.1:9" in body for body in bodies)


@pytest.mark.parametrize(
    ("sent_from", "comes_back_to"),
    [
        ("http://testserver/account/organisatie/jb-noord/?a=1", "/account/organisatie/jb-noord/?a=1"),
        ("http://elders.test/account/", "/mijn/"),
        ("", "/mijn/"),
    ],
)
def test_a_form_sent_after_signing_out_comes_back_to_its_page(client, organisation, sent_from, comes_back_to):
    """Not to the address it was sent to: that has no page."""
    path = reverse("people:make_team", args=[organisation.slug])
    answer = client.post(path, {"name": "Team West"}, headers={"referer": sent_from})
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
    assert parse_qs(urlsplit(answer.url).query)["next"] == [comes_back_to]
