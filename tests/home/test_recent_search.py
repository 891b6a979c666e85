"""What a person searched for before: for their own eyes, few, and not for long."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tegenspraak.home.models import RecentSearch, digest_of
from tegenspraak.trail import daily


def texts(user) -> list[str]:
    return [one.text for one in RecentSearch.objects.visible_to(user).newest_first()]


def remember(*words: str, by) -> None:
    for text in words:
        RecentSearch.objects.remember(text, by=by)


@pytest.fixture
def guest(samira):
    samira.is_guest = True
    samira.save()
    return samira


def test_the_newest_is_on_top_and_a_repeated_one_stands_once(samira):
    remember("ots", "gezin", "Ots ", by=samira)
    assert texts(samira) == ["Ots ", "gezin"]


def test_eight_are_kept(samira, daan):
    remember("van daan", by=daan)
    remember(*(f"zoek {number}" for number in range(12)), by=samira)
    assert texts(samira) == [f"zoek {number}" for number in range(11, 3, -1)]
    assert texts(daan) == ["van daan"]


def test_nothing_is_kept_of_a_visitor_a_guest_or_an_empty_question(samira, guest):
    remember("", by=samira)
    remember("ots", by=guest)
    remember("ots", by=AnonymousUser())
    assert not RecentSearch.objects.exists()
    assert texts(AnonymousUser()) == []


def test_remembering_takes_one_question_however_many_there_are(samira, django_assert_num_queries):
    for number in range(10):
        with django_assert_num_queries(1):
            remember(f"zoek {number}", by=samira)
    with django_assert_num_queries(1):
        remember("Zoek 5", by=samira)
    assert texts(samira) == ["Zoek 5", *(f"zoek {number}" for number in (9, 8, 7, 6, 4, 3, 2))]


def test_the_same_search_remembered_on_two_pages_at_once_keeps_nobody_from_the_answer(
    samira, sign_in, monkeypatch
):
    def refuse(*args, **options):
        raise IntegrityError

    monkeypatch.setattr(type(RecentSearch.objects), "remember", refuse)
    assert sign_in(samira).get("/zoeken/?q=gezin").status_code == 200


def test_the_words_are_not_readable_in_the_database(samira):
    remember("uithuisplaatsing", by=samira)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, digest FROM home_recentsearch")
        row = " ".join(cursor.fetchone())
    assert "uithuis" not in row
    assert RecentSearch.objects.get().text == "uithuisplaatsing"


def test_two_people_who_ask_the_same_cannot_be_linked(samira, daan):
    assert digest_of("ots", samira) != digest_of("ots", daan)
    assert digest_of("ots", samira) == digest_of(" OTS", samira)


def test_the_database_itself_holds_a_search_once(samira):
    remember("ots", by=samira)
    with pytest.raises(IntegrityError), transaction.atomic():
        RecentSearch.objects.create(user=samira, text="ots", digest=digest_of("ots", samira))


def test_after_ninety_days_it_is_gone(samira):
    remember("oud", "nieuw", by=samira)
    RecentSearch.objects.filter(digest=digest_of("oud", samira)).update(
        at=timezone.now() - timedelta(days=91)
    )
    done = {task.name: result for task, result in daily.run_all()}
    assert done["old searches"] == 1
    assert texts(samira) == ["nieuw"]


def test_who_leaves_takes_them_along(samira, daan):
    remember("ots", by=daan)
    daan.delete()
    assert not RecentSearch.objects.exists()


def test_one_is_forgotten_and_then_all(samira, sign_in):
    remember("ots", "gezin", "school", by=samira)
    one = RecentSearch.objects.get(digest=digest_of("gezin", samira))
    client = sign_in(samira)
    assert client.post(reverse("home:forget_search", args=[one.pk])).url == "/zoeken/"
    assert texts(samira) == ["school", "ots"]
    assert client.post(reverse("home:forget_searches")).url == "/zoeken/"
    assert texts(samira) == []


def test_nobody_forgets_for_another(samira, daan, sign_in):
    remember("ots", by=samira)
    client = sign_in(daan)
    assert client.post(reverse("home:forget_search", args=[RecentSearch.objects.get().pk])).status_code == 404
    client.post(reverse("home:forget_searches"))
    assert texts(samira) == ["ots"]


def test_a_visitor_signs_in_first_and_reading_forgets_nothing(samira, sign_in):
    remember("ots", by=samira)
    address = reverse("home:forget_searches")
    assert "/login/" in Client().post(address).url
    assert sign_in(samira).get(address).status_code == 405
    assert texts(samira) == ["ots"]


def test_a_page_remembers_what_was_sent_and_not_each_letter(samira, sign_in):
    client = sign_in(samira)
    client.get("/zoeken/?q=uithuis&half=1", headers={"HX-Request": "true"})
    client.get("/zoeken/?q=uithuis&half=1")
    client.head("/zoeken/?q=uithuis")
    client.get("/zoeken/?q=uithuis&pagina=2")
    assert texts(samira) == []
    client.get("/zoeken/?q=uithuisplaatsing")
    assert texts(samira) == ["uithuisplaatsing"]


def test_the_start_page_shows_ones_own_and_nobody_elses(samira, daan, sign_in):
    remember("dwingende controle", by=samira)
    remember("loverboy", by=daan)
    page = sign_in(samira).get("/zoeken/").content.decode()
    assert 'href="/zoeken/?q=dwingende%20controle"' in page
    assert "loverboy" not in page
    assert "loverboy" not in Client().get("/zoeken/").content.decode()
