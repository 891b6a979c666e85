"""Arrays kept in memory, for all threads, up to a number of bytes: the longest unused goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from numpy.typing import NDArray

Arrays = tuple[NDArray, ...]
OVERHEAD = 400  # bytes for the key and the objects around the numbers


class Kept:
    """A store of arrays by key that holds at most `most` bytes."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._arrays: OrderedDict[Hashable, Arrays] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Arrays]) -> Arrays:
        """What is kept under `key`, else what `make` gives, which is kept from then on."""
        with self._lock:
            if found := self._arrays.get(key):
                self._arrays.move_to_end(key)
                return found
        made = make()
        with self._lock:
            if key not in self._arrays:
                self._arrays[key] = made
                self._bytes += size_of(made)
            while self._bytes > self.most and self._arrays:
                _key, oldest = self._arrays.popitem(last=False)
                self._bytes -= size_of(oldest)
        return made

    def __len__(self) -> int:
        return len(self._arrays)


def size_of(arrays: Arrays) -> int:
    """Bytes, with what Python needs around them."""
    return OVERHEAD + sum(array.nbytes for array in arrays)
