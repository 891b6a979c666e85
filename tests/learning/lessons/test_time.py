"""How long it takes, and how long yet."""

import pytest
from django.utils import translation

from learning.durations import about
from learning.lessons.progress import outline
from tests.learning.lessons.conftest import text


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (9, "9 minutes"),
        (10, "10 minutes"),
        (41, "45 minutes"),
        (58, "1 hour"),
        (76, "1 hour 20"),
        (120, "2 hours"),
        (121, "2 hour 5"),
    ],
)
def test_minutes_are_said_as_a_person_says_them(minutes, words):
    with translation.override("en"):
        assert about(minutes) == words


def test_reading_and_activities_are_counted_apart(long_lessons):
    assert (long_lessons[0].minutes, long_lessons[0].activity_minutes) == (5, 7)
    assert long_lessons[0].all_minutes == 12


def test_what_is_done_takes_no_more_time(long_module, long_lessons, samira):
    assert outline(long_module, samira).minutes_left == 24
    long_lessons[0].mark_done(by=samira)
    assert outline(long_module, samira).minutes_left == 12


def test_counting_minutes_asks_nothing_of_the_database(
    long_module, long_lessons, samira, django_assert_num_queries
):
    found = outline(long_module, samira)
    with django_assert_num_queries(0):
        assert found.minutes_left == 24


def test_the_module_says_how_long_it_takes_yet(sign_in, long_module, long_lessons, samira):
    long_lessons[0].mark_done(by=samira)
    with translation.override("nl"):
        assert about(12) in text(sign_in(samira).get(long_module.url))
