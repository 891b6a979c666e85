"""Uploaded files: whole and in parts, to who may see them and nobody else."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.http import HttpResponse
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from tegenspraak.home import media
from tegenspraak.people import guests
from tegenspraak.people.models import EDITORS

FILM = bytes(range(256)) * 1000  # more than one piece of what is read at once
PICTURE = b"\x89PNG een plaatje"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    for folder in ("images", "original_images", "avatar_images", "documents", "elders"):
        (settings.MEDIA_ROOT / folder).mkdir(parents=True)
        (settings.MEDIA_ROOT / folder / "trap.png").write_bytes(PICTURE)
    return settings.MEDIA_ROOT


@pytest.fixture
def film(db) -> Document:
    return Document.objects.create(title="Een gesprek", file=ContentFile(FILM, "gesprek.mp4"))


@pytest.fixture
def empty(db) -> Document:
    return Document.objects.create(title="Niets", file=ContentFile(b"", "niets.mp4"))


def body(response) -> bytes:
    return response.getvalue()


def asked(client, address, part, **headers):
    return client.get(address, headers={"range": part, **headers})


# --- Parts ---


def test_without_a_range_the_whole_film_comes_and_says_that_parts_may_be_asked(client, film):
    response = client.get(film.url)
    assert response.status_code == 200
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Type"] == "video/mp4"
    assert int(response["Content-Length"]) == len(FILM)
    assert "Content-Encoding" not in response
    assert "Content-Range" not in response
    assert body(response) == FILM


@pytest.mark.parametrize(
    ("part", "begin", "end"),
    [
        ("bytes=0-1", 0, 2),  # Safari's first question
        ("bytes=0-", 0, len(FILM)),
        ("bytes=1000-", 1000, len(FILM)),
        ("bytes=65530-140000", 65530, 140001),
        ("bytes=255999-", 255999, len(FILM)),
        ("bytes=-500", len(FILM) - 500, len(FILM)),
        ("bytes=10-99999999", 10, len(FILM)),
    ],
)
def test_a_part_is_that_part_with_its_place_in_the_whole(client, film, part, begin, end):
    response = asked(client, film.url, part)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {begin}-{end - 1}/{len(FILM)}"
    assert int(response["Content-Length"]) == end - begin
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Type"] == "video/mp4"
    assert body(response) == FILM[begin:end]


@pytest.mark.parametrize("part", ["bytes=256000-", "bytes=999999999-999999999", "bytes=-0"])
def test_a_part_that_is_not_there_is_416_with_the_size(client, film, part):
    response = asked(client, film.url, part)
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(FILM)}"
    assert body(response) == b""
    assert response["Content-Length"] == "0"


@pytest.mark.parametrize("part", ["bytes=0-1,4-5", "bytes=5-1", "items=0-1", "bytes=a-", "x" * 5000])
def test_several_parts_or_none_that_makes_sense_give_the_whole(client, film, part):
    response = asked(client, film.url, part)
    assert response.status_code == 200
    assert body(response) == FILM


def test_an_empty_file_is_whole_and_has_no_part(client, empty):
    response = client.get(empty.url)
    assert (response.status_code, body(response), response["Content-Length"]) == (200, b"", "0")
    refused = asked(client, empty.url, "bytes=0-1")
    assert (refused.status_code, refused["Content-Range"], body(refused)) == (416, "bytes */0", b"")
    assert asked(client, empty.url, "bytes=-5").status_code == 200


def test_head_tells_the_size_and_no_part(client, film):
    response = client.head(film.url, headers={"range": "bytes=0-1"})
    assert response.status_code == 200
    assert response["Accept-Ranges"] == "bytes"
    assert int(response["Content-Length"]) == len(FILM)
    assert body(response) == b""


def test_a_part_of_a_file_that_changed_is_not_put_to_the_old_one(client, film):
    known = client.get(film.url)
    for name in ("ETag", "Last-Modified"):
        same = asked(client, film.url, "bytes=0-1", **{"if-range": known[name]})
        assert same.status_code == 206
    for other in ('"iets-anders"', f"W/{known['ETag']}", "Mon, 01 Jan 2001 00:00:00 GMT", "\x01"):
        response = asked(client, film.url, "bytes=0-1", **{"if-range": other})
        assert (response.status_code, len(body(response))) == (200, len(FILM))


def test_who_has_it_already_is_told_so(client, film):
    known = client.get(film.url)["ETag"]
    assert client.get(film.url, headers={"if-none-match": known, "range": "bytes=0-1"}).status_code == 304


@pytest.mark.parametrize("part", ["bytes=0-1", "bytes=256000-", ""])
def test_the_file_is_closed_after_a_part(rf, part):
    response = media.media(rf.get("/", headers={"range": part}), "images/trap.png")
    closers = [close for close in response._resource_closers if hasattr(close.__self__, "fileno")]
    assert len(closers) == 1
    closers[0]()
    assert closers[0].__self__.closed


def test_a_view_that_gives_no_file_is_left_as_it_is(rf):
    response = media.in_parts(lambda request: HttpResponse("tekst"))(
        rf.get("/", headers={"range": "bytes=0-1"})
    )
    assert (response.status_code, response.content) == (200, b"tekst")


# --- Who sees what ---


def test_a_document_for_editors_only_gives_no_part_to_others(film, client, sign_in, samira, bram):
    group = Group.objects.get(name=EDITORS)
    film.collection = Collection.get_first_root_node().add_child(name="Voor de redactie")
    film.save()
    restriction = CollectionViewRestriction.objects.create(
        collection=film.collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.add(group)
    bram.groups.add(group)
    for somebody in (client, sign_in(samira)):
        refused = asked(somebody, film.url, "bytes=0-1")
        assert refused.status_code in (302, 403)
        assert "Content-Range" not in refused
    assert asked(sign_in(bram), film.url, "bytes=0-1").status_code == 206


@pytest.mark.parametrize("address", ["/documenten/{}/anders.mp4", "/documenten/999999/gesprek.mp4"])
def test_a_document_under_another_name_or_number_is_not_there(client, film, address):
    assert asked(client, address.format(film.pk), "bytes=0-1").status_code == 404


def test_a_guest_stays_in_their_room(film, noor, sign_in):
    guest = sign_in(guests.invite_guest("gast@elders.test", by=noor))
    assert asked(guest, film.url, "bytes=0-1").status_code == 403


def test_a_picture_is_open_to_everybody_whole_and_in_parts(client, db):
    response = client.get("/media/images/trap.png")
    assert (response.status_code, response["Content-Type"], body(response)) == (200, "image/png", PICTURE)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert body(asked(client, "/media/images/trap.png", "bytes=1-3")) == PICTURE[1:4]


@pytest.mark.parametrize(
    "path",
    [
        "documents/trap.png",
        "images/../documents/trap.png",
        "images/%2e%2e/documents/trap.png",
        "./documents/trap.png",
        "/documents/trap.png",
        "documents//trap.png",
        "elders/trap.png",
        "original_images/trap.png",
        "avatar_images/trap.png",
        "images",
        "images/",
        "images/geen.png",
        "images/../../tegenspraak.sqlite3",
        "images/%00",
        "..",
        "",
    ],
)
def test_nothing_else_of_the_uploads_comes_out_this_way(sign_in, client, samira, path):
    for somebody in (client, sign_in(samira)):
        assert somebody.get(f"/media/{path}").status_code == 404


def test_editors_see_the_original_of_a_picture_and_no_documents_this_way(sign_in, bram):
    bram.groups.add(Group.objects.get(name=EDITORS))
    client = sign_in(bram)
    assert body(client.get("/media/original_images/trap.png")) == PICTURE
    assert client.get("/media/documents/trap.png").status_code == 404


def test_a_picture_is_only_looked_at(client, db):
    assert client.post("/media/images/trap.png").status_code == 405


@pytest.mark.parametrize(
    ("name", "kind"), [("a.m4a", "audio/mp4"), ("a.vtt", "text/vtt"), ("a.ogg", "audio/ogg")]
)
def test_every_machine_knows_what_our_files_are(client, db, name, kind):
    file = Document.objects.create(title="x", file=ContentFile(b"x", name))
    assert client.get(file.url)["Content-Type"] == kind
