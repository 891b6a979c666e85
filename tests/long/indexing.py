"""What a process does to the search index: `python -m tests.long.indexing write|read|kills|look …`.

Each says its findings as one line of JSON, the last one.
"""

import fcntl
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

WORD = "vechtscheiding"
OURS = {"sizes", "is-whole", "MAIN_WRITELOCK"}


def write(first: int, count: int, how: str) -> None:
    """Saves themes, each in a transaction, as a command or as a server does; says how long a save took."""
    from django.db import transaction

    from tegenspraak.search.indexer import serve
    from tegenspraak.vocabulary.models import Theme

    if how == "server":
        serve()
        time.sleep(1.5)  # its threads start a moment later
    took = []
    for number in range(first, first + count):
        started = time.perf_counter()
        with transaction.atomic():
            Theme.objects.create(name=f"{WORD} {number}", slug=f"theme-{number}", explanation="Een kind.")
        took.append(time.perf_counter() - started)
    say(took=took)


def read(until: Path) -> None:
    """Searches again and again until the file `until` is there; the number found never falls."""
    from modelsearch.backends import get_search_backend

    from tegenspraak.vocabulary.models import Theme

    seen, times = 0, 0
    while not until.exists():
        now = get_search_backend().search(WORD, Theme).count()
        assert now >= seen
        seen, times = now, times + 1
    say(seen=seen, times=times)


def look() -> None:
    """What there is once all that waited was taken."""
    from modelsearch.backends import get_search_backend

    from tegenspraak.search.drift import check
    from tegenspraak.search.engine import Engine
    from tegenspraak.search.health import state
    from tegenspraak.search.models import Outbox
    from tegenspraak.search.sync import drain, store_of_index
    from tegenspraak.vocabulary.models import Theme

    store = store_of_index()
    drain(store)
    say(
        state=state(store),
        waiting=Outbox.objects.count(),
        drift=len(check(store, repair=False, deep=True).rows),
        found=get_search_backend().search(WORD, Theme).count(),
        saved=Theme.objects.filter(name__startswith=WORD).count(),
        integrity=integrity(),
        deleted=Engine(store).holds_deleted(),
        leftovers=store.has_leftovers(),
    )


def integrity() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA integrity_check").fetchone()[0]


def kills(count: int, seed: int, said: Path) -> None:
    """Kills a child that writes at a random moment, again and again; says what was wrong after each."""
    from django.db import connections

    chance, wrong, halfway = random.Random(seed), [], 0
    for number in range(count):
        before = unfinished()
        connections.close_all()
        child = os.fork()
        if child == 0:
            work(number, said)
        time.sleep(chance.uniform(0.05, 1.0))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        wrong += [f"kill {number}: {fault}" for fault in faults()]
        halfway += bool(unfinished() - before)
    say(wrong=wrong, halfway=halfway)


def work(number: int, said: Path) -> None:
    """Saves and edits without end; now and then rebuilds or purges. Says what was committed."""
    from django.db import transaction

    from tegenspraak.search.rebuild import purge, rebuild
    from tegenspraak.search.sync import store_of_index
    from tegenspraak.vocabulary.models import Theme

    store, chance, step = store_of_index(), random.Random(number), 0
    heavy: list[Callable] = [rebuild, purge]
    while True:
        step += 1
        name = f"{number}-{step}"
        with transaction.atomic():
            theme = Theme.objects.create(name=f"{WORD} {name}", slug=name, explanation="Een kind.")
        with said.open("a") as file:
            file.write(f"{name}\n")
        theme.explanation = "Twee kinderen."
        with transaction.atomic():
            theme.save()
        if chance.random() < 0.2:
            chance.choice(heavy)(store)


def faults() -> list[str]:
    """What is wrong with the index."""
    from tegenspraak.search.engine import Engine
    from tegenspraak.search.health import state
    from tegenspraak.search.sync import store_of_index

    store = store_of_index()
    found = [state(store)] if state(store) != "ok" else []
    if Engine(store).count() < 1:
        found.append("empty")
    for lock in ("write.lock", "rebuild.lock"):
        with (store.root / lock).open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                found.append(f"{lock} is stuck")
    return found


def unfinished() -> set[str]:
    """Traces of work that was not finished: rows that wait, and files that belong to nothing."""
    from tegenspraak.search.models import Outbox
    from tegenspraak.search.sync import store_of_index

    store = store_of_index()
    sealed = json.loads((store.current() / "sizes").read_text()).keys() | OURS
    orphans = {file.name for file in store.current().iterdir()} - sealed
    folders = {folder.name for folder in store.root.glob("generation-*") if folder != store.current()}
    return orphans | folders | set(map(str, Outbox.objects.values_list("pk", flat=True)))


def say(**found: object) -> None:
    print(json.dumps(found))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tegenspraak.settings")
    import django

    django.setup()
    match sys.argv[1:]:
        case ["write", first, count, how]:
            write(int(first), int(count), how)
        case ["read", until]:
            read(Path(until))
        case ["kills", count, seed, said]:
            kills(int(count), int(seed), Path(said))
        case ["look"]:
            look()
