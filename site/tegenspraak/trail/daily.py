"""Work that is done once a day: rooms register theirs in `AppConfig.ready()`, `manage.py daily` runs it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """`run` does the work and returns how many things it touched."""

    name: str
    run: Callable[[], int]


_tasks: dict[str, Task] = {}


def register(name: str, run: Callable[[], int]) -> None:
    """Adds a daily task. It must be safe to run twice on a day."""
    _tasks[name] = Task(name, run)


def tasks() -> list[Task]:
    return list(_tasks.values())


def run_all() -> Iterator[tuple[Task, int | Exception]]:
    """Runs every task; one that fails does not stop the others. Yields the count or the exception."""
    for task in tasks():
        try:
            yield task, task.run()
        except Exception as error:  # each task's fault is reported by name
            yield task, error
