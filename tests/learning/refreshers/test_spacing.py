from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from learning.refreshers.spacing import DONE, Wait, after, due, first, went_well

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def test_it_first_comes_back_after_two_days():
    assert first() == Wait(0, 2)


def test_all_right_comes_back_2_10_30_and_90_days_after_the_beginning():
    wait, day, days = first(), 0, []
    while wait.days is not None:
        day += wait.days
        days.append(day)
        wait = after(wait.step, went_well=True)
    assert days == [2, 10, 30, 90]
    assert wait.step == DONE


@pytest.mark.parametrize("step", range(4))
def test_wrong_at_any_step_comes_back_in_two_days(step):
    assert after(step, went_well=False) == Wait(0, 2)


@pytest.mark.parametrize(
    ("score", "is_right", "expected"),
    [(1.0, True, True), (0.75, False, False), (0.0, False, False), (0.5, None, True), (0.49, None, False)],
)
def test_well_is_wholly_right_or_close_to_the_panel(score, is_right, expected):
    assert went_well(score, is_right) is expected


def test_it_is_due_from_the_morning_of_the_day_whatever_the_hour():
    now = datetime(2026, 11, 26, 23, 50, tzinfo=AMSTERDAM)
    assert due(Wait(0, 2), now) == datetime(2026, 11, 28, tzinfo=AMSTERDAM)


def test_a_day_is_a_day_when_the_clock_changes():
    now = datetime(2027, 3, 27, 12, tzinfo=AMSTERDAM)
    assert due(Wait(0, 2), now).isoformat() == "2027-03-29T00:00:00+02:00"


def test_done_has_no_day():
    assert due(Wait(DONE, None), datetime(2026, 11, 26, tzinfo=AMSTERDAM)) is None
