"""What stands in the search index: what a team may read, and nothing else."""

from dataclasses import replace

import pytest

from casuistry.cases.models import Case, Visibility
from tegenspraak.search.find import find


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """The index follows once a change is committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def in_the_index(samira, team, draft, committed):
    with committed():
        case = Case.objects.start(draft, by=samira, submission="6f0a3c1e-5f5e-4f61-9d7c-0b5b1d1e8a10")
        case.share(with_=Visibility.TEAM, team=team, by=samira, declared=True)
    return case


def found(user, query):
    return [hit.object.pk for hit in find(query, user, kinds=["case"]).hits]


@pytest.mark.parametrize("query", ["vechtscheiding", "huizen", "beide ouders", "te laat", "moe"])
def test_a_team_mate_finds_a_word_of_every_text(in_the_index, daan, query):
    assert found(daan, query) == [in_the_index.pk]


def test_an_outsider_finds_nothing_and_counts_nothing(in_the_index, rens):
    answer = find("vechtscheiding", rens)
    assert answer.counts["case"] == 0
    assert answer.hits == []


def test_a_private_case_is_not_even_found_by_its_author(samira, draft, committed):
    """Unshared cases stand in no index."""
    with committed():
        Case.objects.start(draft, by=samira, submission="6f0a3c1e-5f5e-4f61-9d7c-0b5b1d1e8a11")
    assert found(samira, "vechtscheiding") == []
    assert not Case.get_indexed_objects().exists()


def test_participants_are_no_index(samira, draft, committed):
    with committed():
        case = Case.objects.start(draft, by=samira, submission="6f0a3c1e-5f5e-4f61-9d7c-0b5b1d1e8a12")
        case.share(with_=Visibility.PARTICIPANTS, by=samira, declared=True)
    assert found(samira, "vechtscheiding") == []


@pytest.mark.parametrize("step", [Visibility.PRIVATE, Visibility.PARTICIPANTS])
def test_a_step_down_takes_it_out_of_the_index(in_the_index, samira, committed, step):
    with committed():
        in_the_index.withdraw_to(step, by=samira)
    assert found(samira, "vechtscheiding") == []


def test_a_text_that_steps_it_down_never_reaches_the_index(in_the_index, samira, draft, committed):
    with committed():
        in_the_index.rewrite(replace(draft, situation="Bel 0612345678"), by=samira, version=1)
    for query in ("0612345678", "vechtscheiding", "huizen"):
        assert found(samira, query) == []


def test_new_words_are_found_and_old_ones_are_not(in_the_index, daan, samira, draft, committed):
    changed = replace(
        draft, situation="Verwaarlozing thuis.", lines=(replace(draft.lines[0], fact="Honger."),)
    )
    with committed():
        in_the_index.rewrite(changed, by=samira, version=1)
    assert found(daan, "verwaarlozing") == found(daan, "honger") == [in_the_index.pk]
    assert found(daan, "vechtscheiding") == []
