import numpy as np

from tegenspraak.search.kept import OVERHEAD, Kept


def hundred():
    return (np.zeros(100, np.int8),)


def never():
    raise AssertionError("made again")


def test_what_was_made_once_is_not_made_again():
    kept = Kept(10_000)
    kept.get("a", hundred)
    assert len(kept.get("a", never)[0]) == 100


def test_what_was_not_used_for_longest_goes_first():
    kept = Kept(2 * (100 + OVERHEAD))
    for key in ("a", "b", "a", "c"):
        kept.get(key, hundred)
    assert len(kept) == 2
    kept.get("a", never)
    kept.get("c", never)


def test_what_is_too_big_is_given_but_not_kept():
    kept = Kept(50)
    assert len(kept.get("a", hundred)[0]) == 100
    assert len(kept) == 0
