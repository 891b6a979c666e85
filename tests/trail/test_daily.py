import pytest
from django.core.management import CommandError, call_command

from tegenspraak.trail import daily


@pytest.fixture
def no_tasks(monkeypatch):
    monkeypatch.setattr(daily, "_tasks", {})


def test_registered_work_is_done_and_counted(no_tasks, capsys):
    daily.register("sweep", lambda: 3)
    call_command("daily")
    assert capsys.readouterr().out == "sweep: 3\n"


def test_a_task_that_fails_does_not_stop_the_others_and_tells_no_text(no_tasks, capsys):
    def fail() -> int:
        raise ValueError("Karin belt")

    daily.register("first", fail)
    daily.register("second", lambda: 1)
    with pytest.raises(CommandError, match="Failed: first"):
        call_command("daily")
    said = capsys.readouterr()
    assert "second: 1" in said.out
    assert "Karin" not in said.err


def test_registering_twice_runs_once(no_tasks):
    daily.register("sweep", lambda: 1)
    daily.register("sweep", lambda: 2)
    assert [task.run() for task in daily.tasks()] == [2]
