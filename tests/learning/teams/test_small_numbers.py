import pytest

from learning.small_numbers import shown, together


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([7, 6, 5], [True, True, True]),
        ([12, 0, 0], [True, True, True]),
        ([7, 5, 0], [True, True, True]),
        ([0, 0, 0], [True, True, True]),
        ([10, 1, 1], [True, False, False]),
        ([7, 3, 0], [True, False, False]),
        ([3, 1, 0], [False, False, False]),
        ([7, 5, 2], [True, False, False]),
        ([6, 1], [False, False]),
        ([6, 0], [True, True]),
    ],
)
def test_fewer_than_five_are_not_told_nor_what_gives_them_away(counts, told):
    assert shown(counts) == told


def group(*numbers):
    return frozenset(numbers)


EVERYBODY, EAST, WEST = group(*range(12)), group(*range(9)), group(*range(9, 12))


@pytest.mark.parametrize(
    ("groups", "kept"),
    [
        ([EVERYBODY], [True]),
        ([EVERYBODY, EVERYBODY], [True, True]),
        ([EAST, EVERYBODY], [False, True]),
        ([EAST, WEST], [True, True]),
        ([group(*range(6)), EVERYBODY], [True, True]),
        ([EVERYBODY, group(*range(5)), group(*range(5, 10))], [True, True, False]),
    ],
)
def test_groups_that_differ_by_a_few_people_are_not_counted_beside_each_other(groups, kept):
    assert together(groups) == kept
