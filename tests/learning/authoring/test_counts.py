"""Counts of a module, by command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from learning.authoring.counts import Count, bank_by_goal, lines_of
from learning.authoring.front_matter import Block, Known
from learning.authoring.module_files import read_module

KNOWN = Known({"signaleren", "meldcode"}, {"signaleren"}, {"complexe scheiding"}, {"alles"})
COUNTED = """\
alles/kijken: 14 words, 9 minutes of reading and 5 of activities, 0 questions, 0 stops, 0 scenarios
alles/doen: 2 words, 5 minutes of reading and 20 of activities, 7 questions (1 one, 1 several, 1 order, \
1 match, 1 true_false, 1 open, 1 judgement), 1 stops, 1 scenarios of 4 nodes
alles: 16 words, 14 minutes of reading and 25 of activities, 7 questions (1 one, 1 several, 1 order, \
1 match, 1 true_false, 1 open, 1 judgement), 1 stops, 1 scenarios of 4 nodes
alles: 50 minutes in all, and it says 50
alles/toets, kijken: 1 questions, 0% judgement
alles/toets, wegen: 6 questions, 17% judgement
alles/toets: 7 questions, 14% judgement (2 one, 1 several, 1 order, 1 match, 1 true_false, 1 judgement)
"""


def counted(*arguments):
    out = StringIO()
    call_command("module_counts", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_counts_each_lesson_and_the_whole(rich_module):
    assert counted("alles") == COUNTED
    assert counted() == COUNTED


def test_files_and_pages_count_alike(rich):
    assert "\n".join(lines_of(read_module(rich, KNOWN))) + "\n" == COUNTED


def test_a_module_that_is_not_there_is_told(rich_module):
    with pytest.raises(CommandError, match="There is no module “weg”. There are: alles"):
        counted("weg")


def test_nothing_is_counted_where_there_is_nothing(db):
    assert counted() == ""
    assert str(Count()).startswith("0 words, 0 minutes")


def test_a_question_without_a_goal_of_the_module_is_counted_apart():
    bank = [Block("question", {"kind": "one", **goal}) for goal in ({}, {"goal": "weg"}, {"goal": "kijken"})]
    found = bank_by_goal(["kijken", "wegen"], bank)
    assert {goal: kinds.total() for goal, kinds in found.items()} == {"kijken": 1, "wegen": 0, "": 2}
