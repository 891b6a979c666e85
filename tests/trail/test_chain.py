import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tegenspraak.trail.models import Entry, Head, record, verify


def test_an_empty_chain_is_whole(db):
    assert list(verify()) == []


def test_links_follow_on_each_other(samira, team):
    first = record("read", team, by=samira)
    second = record("shared", team, by=samira, to="team")
    assert second.previous == first.hash
    assert second.details == {"actor": str(samira.pk), "to": "team"}
    assert list(verify()) == []


def test_a_changed_verb_is_found(samira, team):
    record("read", team, by=samira)
    Entry.objects.update(verb="shared")
    assert list(verify()) == ["Link 1 was changed."]


def test_changed_details_are_found(samira, team):
    record("shared", team, by=samira, to="team")
    Entry.objects.update(details={"actor": "somebody else"})
    assert list(verify()) == ["The details of link 1 were changed."]


def test_a_removed_link_is_found(samira, team):
    for _ in range(3):
        record("read", team, by=samira)
    Entry.objects.filter(number=2).delete()
    faults = list(verify())
    assert "Link 2 is missing." in faults
    assert "Link 3 does not follow on the one before it." in faults


def test_a_chain_that_was_cut_short_is_found(samira, team):
    record("read", team, by=samira)
    record("read", team, by=samira)
    Entry.objects.filter(number=2).delete()
    assert list(verify()) == ["The chain ends at link 1, but 2 were written."]


def test_details_removed_by_rule_leave_the_chain_whole(samira, team):
    record("read", team, by=samira)
    Entry.objects.update(details=None, salt="")
    assert list(verify()) == []


def test_two_links_of_the_same_act_have_different_digests(samira, team):
    assert record("read", team, by=samira).digest != record("read", team, by=samira).digest


def test_a_visitor_leaves_no_actor(team):
    from django.contrib.auth.models import AnonymousUser

    assert record("read", team, by=AnonymousUser()).actor is None


def test_the_command_says_that_the_chain_is_whole(samira, team, capsys):
    record("read", team, by=samira)
    call_command("verify_trail")
    assert "1 links" in capsys.readouterr().out


def test_the_command_fails_on_a_broken_chain(samira, team):
    record("read", team, by=samira)
    Entry.objects.update(ref="other")
    with pytest.raises(CommandError, match="broken in 1 place"):
        call_command("verify_trail")


def test_entries_about_one_thing_are_found(samira, team, organisation):
    record("read", team, by=samira)
    record("read", organisation, by=samira)
    assert [entry.ref for entry in Entry.objects.about(team)] == [str(team.pk)]


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_moment_get_links_of_their_own(team):
    def write() -> None:
        try:
            for _ in range(5):
                record("read", team)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(verify()) == []
    assert Head.objects.get().number == 20
