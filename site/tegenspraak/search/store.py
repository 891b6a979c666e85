"""Where an index lives on disk: generations side by side, one in use, one lock for who writes. Plain Python.

<root>/current      the name of the generation in use, replaced in one step
<root>/generation-…/ the files of the engine
<root>/write.lock   held while writing, by whatever thread or process; the system frees it when that dies
<root>/rebuild.lock held from the start to the end of a rebuild
<root>/touched      what was saved while a rebuild was under way, one key a line
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

PREFIX = "generation-"


class RebuildRunning(RuntimeError):
    """Another process is rebuilding this index."""


class Store:
    """The folder of one index."""

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)

    def current(self) -> Path | None:
        """The generation in use; None where nothing was ever written."""
        try:
            return self.root / (self.root / "current").read_text(encoding="ascii")
        except FileNotFoundError:
            return None

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Waits its turn among all threads and processes that write."""
        with self._lock_file("write.lock") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def rebuilding(self) -> IO[str]:
        """The lock on rebuilding: close it to give it up. Raises RebuildRunning."""
        file = self._lock_file("rebuild.lock")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.close()
            raise RebuildRunning(f"Another process is rebuilding {self.root}.") from error
        return file

    def new_generation(self) -> Path:
        self.root.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=PREFIX, dir=self.root))

    def use(self, generation: Path) -> None:
        """Puts `generation` in use in one step and removes the one before. The caller holds `writing`."""
        before = self.current()
        beside = self.root / "current.new"
        beside.write_text(generation.name, encoding="ascii")
        os.replace(beside, self.root / "current")
        if before and before != generation:
            shutil.rmtree(before, ignore_errors=True)

    def sweep(self, keep: set[Path | None]) -> None:
        """Removes what a killed rebuild left: every generation not in `keep`. The caller holds both locks."""
        for folder in self.root.glob(f"{PREFIX}*"):
            if folder not in keep:
                shutil.rmtree(folder, ignore_errors=True)

    def start_touched(self) -> None:
        """From here on what is saved is noted, so that a rebuild ends with it. The caller holds `writing`."""
        (self.root / "touched").write_text("", encoding="utf-8")

    def note_touched(self, keys: Iterable[str]) -> None:
        """Notes what was saved, where a rebuild is under way. The caller holds `writing`."""
        touched = self.root / "touched"
        if touched.exists():
            with touched.open("a", encoding="utf-8") as file:
                file.writelines(f"{key}\n" for key in keys)

    def end_touched(self) -> list[str]:
        """Gives what was saved since `start_touched` and stops noting. The caller holds `writing`."""
        touched = self.root / "touched"
        keys = touched.read_text(encoding="utf-8").splitlines() if touched.exists() else []
        touched.unlink(missing_ok=True)
        return list(dict.fromkeys(keys))

    def _lock_file(self, name: str) -> IO[str]:
        self.root.mkdir(parents=True, exist_ok=True)
        return (self.root / name).open("a", encoding="ascii")
