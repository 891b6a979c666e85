"""What PostgreSQL does in its own way: entries in the saver's transaction, postings, rebuilds."""

import threading

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from modelsearch.backends import get_search_backend
from modelsearch.query import Fuzzy
from wagtail.models import Page

from tegenspraak.home.models import HomePage
from tegenspraak.search.gathered import Wanted, starred
from tegenspraak.search.postgres import backend as postgres
from tegenspraak.search.postgres.backend import BATCH, TABLE, IndexEntry, SearchBackend
from tegenspraak.search.postgres.table import write_through
from tegenspraak.search.terms import analyse
from tegenspraak.vocabulary.models import Theme

pytestmark = pytest.mark.django_db


def gather(*words, rows=(), beginnings=()):
    terms = frozenset(analyse(word).whole for word in words)
    return get_search_backend().gather(Wanted(terms, frozenset(rows), frozenset(beginnings)))


def pks(gathered, numbers):
    """The primary keys of the documents with these numbers."""
    families = list(gathered.families(gathered.numbers()))
    known = {number: pk for one in families for number, pk in zip(one.numbers, one.pks, strict=True)}
    return [known[number] for number in numbers]


def labels(gathered):
    return {label for one in gathered.families(gathered.numbers()) for label in one.labels}


def weights(gathered, term):
    found = gathered.postings[term]
    return dict(zip(pks(gathered, found.numbers.tolist()), found.weights.tolist(), strict=True))


def found(word):
    return {str(theme) for theme in get_search_backend().search(word, Theme)}


def test_settings_name_this_backend(backend):
    assert isinstance(backend, SearchBackend)


# In the transaction of who saves


def test_a_save_is_found_in_its_own_transaction(make_theme):
    make_theme("Vechtscheiding")
    assert found("scheiding") == {"Vechtscheiding"}


def test_a_save_that_is_undone_takes_its_entry_with_it(make_theme):
    with transaction.atomic():
        make_theme("Vechtscheiding")
        transaction.set_rollback(True)
    assert not IndexEntry.objects.exists()


def test_what_is_deleted_leaves_with_the_row(make_theme):
    make_theme("Vechtscheiding").delete()
    assert not IndexEntry.objects.exists()


def test_what_may_no_longer_be_indexed_leaves_with_the_save(make_theme, monkeypatch):
    monkeypatch.setattr(Theme, "get_indexed_objects", lambda: Theme.objects.exclude(explanation="privé"))
    theme = make_theme("Vechtscheiding")
    assert IndexEntry.objects.count() == 1
    theme.explanation = "privé"
    theme.save()
    assert not IndexEntry.objects.exists()


def test_a_row_that_is_no_more_is_not_found_even_while_its_entry_stands(make_theme):
    theme = make_theme("Vechtscheiding")
    Theme.objects.filter(pk=theme.pk)._raw_delete("default")
    assert IndexEntry.objects.count() == 1
    assert found("vechtscheiding") == set()


def test_no_plain_text_is_stored(make_theme):
    make_theme("Vechtscheiding", "De ouders strijden om gezag.")
    entry = IndexEntry.objects.get()
    assert (entry.title_text, entry.body_text) == ("", "")


# Postings


def test_postings_tell_which_rows_hold_a_term_and_what_it_weighs_there(make_theme):
    heavy = make_theme("Gezag", "Het gezag, en nog eens het gezag.")
    light = make_theme("Vechtscheiding", "Ouderlijk gezag.")
    part = make_theme("Gezagsbeëindiging")
    gathered = gather("gezag", "nergens")
    assert weights(gathered, "gezag") == {str(heavy.pk): 3.0, str(light.pk): 1.0, str(part.pk): 0.5}
    assert gathered.total == 3
    assert set(gathered.postings) == {"gezag"}
    numbers = gathered.numbers()
    assert sorted(numbers.tolist()) == numbers.tolist()
    assert gathered.lengths(numbers).min() >= 1
    assert labels(gathered) == {"vocabulary.theme"}


def test_a_row_of_terms_is_found_where_it_stands_as_a_row(make_theme):
    row = (analyse("gezag").whole, analyse("ouders").whole)
    there = make_theme("Een", "Het gezag van de ouders.")
    make_theme("Twee", "De ouders hebben gezag.")
    gathered = gather(rows=[row])
    assert pks(gathered, gathered.rows[row]) == [str(there.pk)]


def test_a_beginning_is_found_in_titles_only(make_theme):
    title = make_theme("Vechtscheiding")
    make_theme("Ouders", "Er is een vechtpartij.")
    assert weights(gather(beginnings=["vech"]), starred("vech")) == {str(title.pk): 1.0}


def test_words_with_which_half_the_language_begins_are_found_in_titles_only(make_theme):
    title = make_theme("Over ons")
    make_theme("Ouders", "Zij overleggen.")
    assert set(weights(gather(beginnings=["over"]), starred("over"))) == {str(title.pk)}


def test_nothing_wanted_asks_nothing_and_the_index_is_always_there(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert len(get_search_backend().gather(Wanted()).numbers()) == 0


@pytest.mark.parametrize("rows", [2, 60])
def test_one_question_whatever_the_number_of_documents(make_theme, rows, django_assert_num_queries):
    for number in range(rows):
        make_theme(f"Gezag {number}", "De school.")
    gather("gezag")  # learns which content types there are
    with django_assert_num_queries(1):
        gathered = gather("gezag", "school", rows=[("gezag", "school")], beginnings=["gez"])
    assert len(gathered.numbers()) == rows


def test_a_page_is_gathered_as_a_page_and_as_what_it_is(db):
    Page.objects.get(depth=1).add_child(instance=HomePage(title="Vechtscheiding"))
    gathered = gather("vechtscheiding")
    assert labels(gathered) == {"home.homepage", "wagtailcore.page"}


# Terms


def test_a_word_with_an_apostrophe_and_the_longest_text_are_indexed(make_theme):
    make_theme("Baby's", "woord " * 20_000 + " ".join(f"w{number}" for number in range(30_000)))
    assert found("baby's") == {"Baby's"}
    assert found("w7") == {"Baby's"}


def test_a_misspelled_word_is_looked_up_among_words_that_begin_the_same(make_theme):
    make_theme("Pleeggezin")
    make_theme("Pleegzorg")
    search = get_search_backend().search
    assert [str(theme) for theme in search(Fuzzy("pleegezin"), Theme)] == ["Pleeggezin"]
    assert search(Fuzzy("qleegezin"), Theme).count() == 0


def test_hidden_rows_take_no_place_among_those_that_are_read_for_a_misspelled_word(make_theme, monkeypatch):
    monkeypatch.setattr("tegenspraak.search.postgres.postings.MOST_READ", 1)
    for number in range(3):
        make_theme(f"Pleegzorg {number}", "geheim")
    make_theme("Pleeggezin")
    permitted = Theme.objects.exclude(explanation="geheim")
    search = get_search_backend().search
    assert [str(theme) for theme in search(Fuzzy("pleegezin"), permitted)] == ["Pleeggezin"]
    assert search(Fuzzy("pleegezin"), Theme.objects.none()).count() == 0


# Rebuilding


def rebuild():
    call_command("rebuild_search", verbosity=0)


def test_a_rebuild_adds_what_is_missing_and_removes_what_should_not_be_there(make_theme, monkeypatch):
    Theme.objects.bulk_create([Theme(name="Gezag", slug="gezag")])
    deleted, hidden = make_theme("Gezag verdwenen"), make_theme("Gezag verborgen")
    Theme.objects.filter(pk=deleted.pk)._raw_delete("default")
    monkeypatch.setattr(Theme, "get_indexed_objects", lambda: Theme.objects.exclude(pk=hidden.pk))
    rebuild()
    assert found("gezag") == {"Gezag"}
    assert IndexEntry.objects.filter(content_type__model="theme").count() == 1


def test_a_rebuild_removes_entries_of_models_that_are_searched_no_more(make_theme, monkeypatch):
    make_theme("Gezag")
    monkeypatch.setattr(postgres, "get_indexed_models", lambda: [HomePage])
    backend = get_search_backend()
    backend.rebuilder_class(backend.get_index_for_model(Theme)).finish()
    assert not IndexEntry.objects.filter(content_type__model="theme").exists()


def test_a_rebuild_reads_rows_again_so_that_no_save_in_between_is_undone(make_theme):
    stale = make_theme("Gezag")
    Theme.objects.filter(pk=stale.pk).update(name="School")
    backend = get_search_backend()
    index = backend.rebuilder_class(backend.get_index_for_model(Theme)).start()
    index.add_items(Theme, [stale])
    assert found("gezag") == set()
    assert found("school") == {"School"}


def test_more_rows_than_a_batch_are_all_indexed(make_theme):
    Theme.objects.bulk_create(Theme(name=f"Gezag {n}", slug=f"gezag-{n}") for n in range(2 * BATCH + 1))
    rebuild()
    assert get_search_backend().search("gezag", Theme).count() == 2 * BATCH + 1


def test_a_save_goes_straight_into_every_word_index(db):
    """On a waiting list, thirty saves made a question take seconds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reloptions FROM pg_class JOIN pg_am ON pg_am.oid = relam "
            "JOIN pg_index ON indexrelid = pg_class.oid WHERE amname = 'gin' AND indrelid = %s::regclass",
            [TABLE],
        )
        options = [row[0] for row in cursor.fetchall()]
    assert len(options) >= 3
    assert all("fastupdate=off" in (option or []) for option in options)


def test_writing_straight_can_be_asked_for_again(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        write_through(connection, TABLE)


@pytest.mark.django_db(transaction=True)
def test_a_rebuild_and_saves_at_the_same_moment_lose_nothing():
    Theme.objects.bulk_create(Theme(name=f"Gezag {n}", slug=f"gezag-{n}") for n in range(120))

    def save_some():
        for theme in Theme.objects.filter(slug__endswith="7"):
            theme.name = f"School {theme.pk}"
            theme.save()
        connection.close()

    savers = [threading.Thread(target=save_some) for _ in range(2)]
    for saver in savers:
        saver.start()
    rebuild()
    for saver in savers:
        saver.join(60)
    assert get_search_backend().search("school", Theme).count() == 12
    assert get_search_backend().search("gezag", Theme).count() == 108
