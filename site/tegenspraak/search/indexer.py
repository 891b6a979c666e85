"""Who takes what waits: a thread of the running server, or `manage.py search_worker`.

One thread takes the outbox, as soon as something is saved; a second one looks after the index: makes it anew
when it is missing or broken, and purges it when it is quiet. Any number of processes may do this: by the
locks of the store one at a time writes, and one rebuilds.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import close_old_connections, connections

from . import sync
from .drift import check
from .health import state
from .rebuild import purge, rebuild
from .store import RebuildRunning, Store

logger = logging.getLogger(__name__)

# Other processes leave rows too when they are killed: so often somebody looks, in seconds.
LOOK_EVERY = 3.0
CARE_EVERY = 15.0
LONGEST_PAUSE = 60.0
START_AFTER = 1.0
STOP_WITHIN = 5.0
# A purge may have to write most of the index anew: at most three minutes of each hour, and when nobody saves.
QUIET_SECONDS = 5.0
PURGE_AT_MOST_EVERY = 60.0
PURGE_SHARE = 20


class Indexer:
    """Keeps one index up to date until it is stopped."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._stopped = threading.Event()
        self._woken = {self.take: threading.Event(), self.care: threading.Event()}
        self._busy_at = 0.0
        self._is_compared = False

    def wake(self) -> None:
        """Something was saved."""
        self._woken[self.take].set()

    def stop(self) -> None:
        self._stopped.set()
        for event in self._woken.values():
            event.set()

    def take(self) -> None:
        """Takes what waits. Where there is no index it first has to be made: a few rows are no index."""
        if self.store.current() is None:
            self._woken[self.care].set()
            return
        try:
            if sync.drain(self.store):
                self._busy_at = time.monotonic()
        except Exception:
            self._woken[self.care].set()
            raise

    def care(self) -> None:
        """Heals the index, or purges it when it is quiet."""
        # Another process that rebuilds does it for all.
        with contextlib.suppress(RebuildRunning):
            if heal(self.store):
                self.wake()
            elif not self._is_compared:
                # Who was killed right after a save outside any transaction left no row.
                self._is_compared = True
                check(self.store)
            elif self._is_time_to_purge():
                purge(self.store)

    def _is_time_to_purge(self) -> bool:
        ago, seconds = self.store.last_purge()
        is_quiet = time.monotonic() - self._busy_at > QUIET_SECONDS
        return is_quiet and ago > max(PURGE_AT_MOST_EVERY, PURGE_SHARE * seconds)

    def start(self) -> None:
        """Starts both threads; they never keep a process from ending."""
        self.threads = [
            threading.Thread(target=self.repeat, args=work, name="search indexer", daemon=True)
            for work in ((self.take, LOOK_EVERY), (self.care, CARE_EVERY))
        ]
        for thread in self.threads:
            thread.start()

    def run(self) -> None:
        """Works until `stop` is called, by a signal."""
        self.start()
        self._stopped.wait()
        for thread in self.threads:
            thread.join(STOP_WITHIN)

    def repeat(self, work: Callable[[], None], every: float) -> None:
        """Does `work` again and again, until `stop`; what goes wrong is tried again after a longer pause."""
        failures = 0
        while not self._stopped.is_set():
            failures = 0 if self.attempt(work) else failures + 1
            self._woken[work].wait(min(LONGEST_PAUSE, every * 2**failures))
            self._woken[work].clear()
        connections.close_all()

    def attempt(self, work: Callable[[], None]) -> bool:
        """Does `work` once; whether it went well."""
        close_old_connections()
        try:
            work()
        except Exception as error:
            fault = sync.kind_and_place(error)
            logger.error("The search index could not be kept up to date (%s).", fault)
            return False
        finally:
            close_old_connections()
        return True


def heal(store: Store) -> bool:
    """Makes the index anew where it is missing or broken; whether it did. Raises RebuildRunning."""
    if store.has_leftovers():
        sweep(store)
    if not say_if_ill(store):
        return False
    count = rebuild(store)
    logger.warning("The search index in %s is whole again: %s objects.", store.root, count)
    return True


def say_if_ill(store: Store) -> bool:
    """Says in the log that the index is missing or broken; whether it is."""
    now = state(store)
    if now != "ok":
        logger.error("The search index in %s is %s; it has to be made anew.", store.root, now)
    return now != "ok"


def sweep(store: Store) -> None:
    """Removes what a killed rebuild left: words of what was deleted since may stand in it."""
    with store.rebuilding(), store.writing():
        store.sweep()


# --- In a server ---------------------------------------------------------------------------------


class Server:
    """The indexer of a process that serves people. Its threads start a moment after the site was loaded."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._indexer: Indexer | None = None
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()

    def start_soon(self) -> None:
        """Gives a server that forks the time to do so: it must share no connection with its children."""
        self._timer = threading.Timer(START_AFTER, self.wake)
        self._timer.daemon = True
        self._timer.start()

    def wake(self) -> None:
        with self._lock:
            if self._indexer is None:
                self._indexer = Indexer(self.store)
                self._indexer.start()
        self._indexer.wake()

    def stop(self) -> None:
        """For a process that forked: it serves nobody itself, its children do."""
        if self._timer:
            self._timer.cancel()
        if self._indexer:
            self._indexer.stop()
            self._indexer = None

    def start_in_child(self) -> None:
        """No thread lives on in a child, and a lock may have been held."""
        self.__init__(self.store)  # type: ignore[misc]
        self.start_soon()


def serve() -> None:
    """Makes this process one that serves: whoever saves no longer waits for the index.

    Called where a server loads the site. With SEARCH_INDEXER=worker it starts no threads, and
    `manage.py search_worker` does the work.
    """
    store = sync.store_of_index()
    if store is None:
        return
    if settings.SEARCH_INDEXER == "worker":
        sync.leave_to(lambda store: None)
        say_if_ill(store)
        return
    server = Server(store)
    sync.leave_to(lambda store: server.wake())
    os.register_at_fork(after_in_parent=server.stop, after_in_child=server.start_in_child)
    server.start_soon()
