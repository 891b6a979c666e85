"""Database and index are compared, and what differs is repaired."""

import io

import pytest
from django.core.management import CommandError, call_command

from tegenspraak.search.drift import check, purge_daily, repair_daily
from tegenspraak.search.models import MOST_TRIES, Outbox
from tegenspraak.search.rebuild import rebuild
from tegenspraak.search.sync import Row, drain
from tegenspraak.trail import daily
from tegenspraak.vocabulary.models import Theme


@pytest.fixture
def store(backend, make_theme):
    for name in ("Gezag", "School"):
        make_theme(name)
    rebuild(backend.store)
    return backend.store


def theme(name):
    return Theme.objects.get(name=name)


def behind_the_back(name):
    """A theme that no signal told about."""
    (made,) = Theme.objects.bulk_create([Theme(name=name, slug=name.lower())])
    return Row("vocabulary.theme", str(made.pk))


def test_where_both_agree_there_is_nothing(store):
    drift = check(store, deep=True)
    assert drift.rows == []
    assert not Outbox.objects.exists()


def test_what_the_index_lacks_is_missing_and_comes(store, backend):
    row = behind_the_back("Verzuim")
    assert check(store).missing == [row]
    drain(store)
    assert [str(one) for one in backend.search("verzuim", Theme)] == ["Verzuim"]
    assert check(store).rows == []


def test_what_it_should_not_hold_is_extra_and_leaves(store, backend):
    pk = theme("School").pk
    Theme.objects.filter(pk=pk)._raw_delete("default")
    assert check(store).extra == [Row("vocabulary.theme", str(pk))]
    drain(store)
    assert f"vocabulary.theme:{pk}" not in backend.engine.digests()


def test_other_words_are_seen_by_a_deep_look_only(store, backend):
    Theme.objects.filter(name="School").update(explanation="Een kind komt te laat.")
    assert check(store).rows == []
    assert check(store, deep=True).changed == [Row("vocabulary.theme", str(theme("School").pk))]
    drain(store)
    assert [str(one) for one in backend.search("laat", Theme)] == ["School"]


def test_a_look_without_repair_leaves_everything(store):
    behind_the_back("Verzuim")
    assert check(store, repair=False).missing
    assert not Outbox.objects.exists()


def test_what_waits_is_no_drift_and_what_was_set_aside_is(store):
    row = behind_the_back("Verzuim")
    waiting = Outbox.objects.create(label=row.label, object_pk=row.pk)
    assert check(store).rows == []
    waiting.tries = MOST_TRIES
    waiting.save()
    assert check(store).missing == [row]


def test_the_digests_hold_no_word(store, backend):
    for digest in backend.engine.digests().values():
        assert len(digest) == 16
        int(digest, 16)


def test_it_is_done_every_day(store, monkeypatch):
    assert {repair_daily, purge_daily} <= {task.run for task in daily.tasks()}
    behind_the_back("Verzuim")
    theme("School").delete()
    assert repair_daily() == 1
    assert purge_daily() == 1
    assert purge_daily() == 0
    assert check(store, deep=True).rows == []


def test_an_engine_with_an_index_of_its_own_is_left_alone(db, settings):
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
    assert repair_daily() == purge_daily() == 0
    with pytest.raises(CommandError, match="keeps its own index"):
        call_command("rebuild_search", check=True)


def said(**options):
    out = io.StringIO()
    call_command("rebuild_search", stdout=out, **options)
    return out.getvalue().splitlines()


def test_the_command_says_what_differs(store):
    behind_the_back("Verzuim")
    Theme.objects.filter(name="School").update(explanation="Een kind komt te laat.")
    assert said(check=True) == ["missing: 1", "extra: 0", "Repaired."]
    assert said(check=True, deep=True) == ["missing: 0", "extra: 0", "changed: 1", "Repaired."]
    assert said(check=True, deep=True)[-1] == "Database and index agree."
    with pytest.raises(CommandError, match="--check"):
        said(deep=True)
