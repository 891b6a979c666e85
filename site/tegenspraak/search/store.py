"""Where an index lives on disk: generations side by side, one in use, one lock for who writes. Plain Python.

<root>/current           the name of the generation in use, replaced in one step
<root>/generation-1-…/   the files of the engine; `sizes` and `is-whole` among them are ours
<root>/write.lock        held while writing, by whatever thread or process; the system frees it when that dies
<root>/rebuild.lock      held from the start to the end of a rebuild or a purge
<root>/touched           what was saved while one of those was under way, one object a line
<root>/purged            how many seconds the last purge took; its own date says when that was
"""

import contextlib
import fcntl
import json
import os
import re
import shutil
import tempfile
import threading
import time
import weakref
from collections.abc import Iterable, Iterator
from io import FileIO
from pathlib import Path

# Raise it when the schema, the stems or the compounds change: an older index then counts as missing and is
# made anew.
VERSION = 1
PREFIX = "generation-"
_GENERATION = re.compile(rf"{PREFIX}{VERSION}-\w+")
_ANY_VERSION = re.compile(rf"{PREFIX}[\w-]+")
_SIZES, _WHOLE = "sizes", "is-whole"
# The files that hold a lock in this process, and what keeps a fork from coming in between.
_locked: weakref.WeakSet[FileIO] = weakref.WeakSet()
_opening = threading.Lock()


class RebuildRunning(RuntimeError):
    """Another process is rebuilding or purging this index."""


class Store:
    """The folder of one index."""

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)

    def named(self) -> str | None:
        """What `current` says, whatever that may be; None where nothing was ever written."""
        try:
            return (self.root / "current").read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return None

    def current(self) -> Path | None:
        """The generation in use; None where there is none, or only one of an older version."""
        name = self.named()
        return self.root / name if name and _GENERATION.fullmatch(name) else None

    def is_older(self) -> bool:
        """Whether the index in use is one of another version."""
        return self.current() is None and bool(_ANY_VERSION.fullmatch(self.named() or ""))

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Waits its turn among all threads and processes that write."""
        with self._lock_file("write.lock") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def rebuilding(self) -> FileIO:
        """The lock on rebuilding and purging: close it to give it up. Raises RebuildRunning."""
        file = self._lock_file("rebuild.lock")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.close()
            raise RebuildRunning(f"Another process is rebuilding {self.root}.") from error
        return file

    # --- Generations --------------------------------------------------------------------------------

    def new_generation(self) -> Path:
        self.root.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f"{PREFIX}{VERSION}-", dir=self.root))

    def twin(self) -> Path:
        """A generation that holds what the current one holds now. The caller holds `writing`.

        The engine never writes in a file that is there, so both can share them.
        """
        generation, before = self.new_generation(), self.current()
        for file in _files(before) if before else []:
            try:
                os.link(file, generation / file.name)
            except OSError:  # not every file system has hard links
                shutil.copyfile(file, generation / file.name)
        return generation

    def use(self, generation: Path) -> None:
        """Puts `generation` in use in one step and removes the one before. The caller holds `writing`."""
        before = self.current()
        _put(self.root / "current", generation.name)
        if before and before != generation:
            shutil.rmtree(before, ignore_errors=True)

    def sweep(self) -> None:
        """Removes what a killed rebuild left. The caller holds both locks."""
        current = self.current()
        for folder in self.root.glob(f"{PREFIX}*"):
            if folder != current:
                shutil.rmtree(folder, ignore_errors=True)
        (self.root / "touched").unlink(missing_ok=True)

    def has_leftovers(self) -> bool:
        """Whether a rebuild or purge is under way, or was killed."""
        folders = set(self.root.glob(f"{PREFIX}*")) - {self.current()}
        return bool(folders) or (self.root / "touched").exists()

    # --- Whether it is whole ------------------------------------------------------------------------

    def is_whole(self) -> bool:
        """Whether all there was has been indexed once, rather than only what was saved since."""
        current = self.current()
        return current is not None and (current / _WHOLE).exists()

    def is_unharmed(self) -> bool:
        """Whether the files are as long as they were written; true too after a writer that was killed."""
        current = self.current()
        return current is None or _is_as_sealed(current)

    # --- What is saved meanwhile --------------------------------------------------------------------

    def start_touched(self) -> None:
        """From here on what is saved is noted, so that a rebuild ends with it. The caller holds `writing`."""
        (self.root / "touched").write_text("", encoding="utf-8")

    def note_touched(self, lines: Iterable[str]) -> None:
        """Notes what was saved, where a rebuild is under way. The caller holds `writing`."""
        touched = self.root / "touched"
        if touched.exists():
            with touched.open("a", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for line in lines)

    def end_touched(self) -> list[str]:
        """Gives what was saved since `start_touched` and stops noting. The caller holds `writing`."""
        touched = self.root / "touched"
        lines = touched.read_text(encoding="utf-8").splitlines() if touched.exists() else []
        touched.unlink(missing_ok=True)
        return list(dict.fromkeys(lines))

    # --- Purging ------------------------------------------------------------------------------------

    def note_purge(self, seconds: float) -> None:
        _put(self.root / "purged", f"{seconds:.3f}")

    def last_purge(self) -> tuple[float, float]:
        """How many seconds ago the last purge ended, and how many it took; (infinite, 0) before the first."""
        purged = self.root / "purged"
        try:
            return time.time() - purged.stat().st_mtime, float(purged.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return float("inf"), 0.0

    def _lock_file(self, name: str) -> FileIO:
        self.root.mkdir(parents=True, exist_ok=True)
        with _opening:
            file = FileIO(self.root / name, "a")
            _locked.add(file)
        return file


def _let_go() -> None:
    """In a child that was just forked: it inherits the locks of its parent, whose threads it has not.

    Kept open here they would stay locked after the parent is done. Closing frees nothing that it holds.
    """
    for file in list(_locked):
        file.close()
    _opening.release()


os.register_at_fork(before=_opening.acquire, after_in_parent=_opening.release, after_in_child=_let_go)


def seal(generation: Path) -> None:
    """Notes how long the files of a generation are, once they are written."""
    _put(generation / _SIZES, json.dumps(_sizes(generation)))


def mark_whole(generation: Path) -> None:
    (generation / _WHOLE).touch()


def _is_as_sealed(generation: Path) -> bool:
    try:
        sealed = json.loads((generation / _SIZES).read_text(encoding="ascii"))
        now = _sizes(generation)
    except (OSError, ValueError):
        # Without a seal, or with a file that just went, only opening it can tell.
        return generation.exists()
    # A file that was not sealed: a writer is at work, or was killed.
    return now == sealed or not now.keys() <= sealed.keys()


def _sizes(generation: Path) -> dict[str, int]:
    ours = {_SIZES, _WHOLE}
    return {file.name: file.stat().st_size for file in _files(generation) if file.name not in ours}


def _files(generation: Path) -> list[Path]:
    """The files that hold the index: not the engine's lock, not what a writer has under its hands."""
    return [
        file for file in generation.iterdir() if file.is_file() and not file.name.endswith(("LOCK", ".new"))
    ]


def _put(path: Path, text: str) -> None:
    """Writes a small file in one step."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, encoding="ascii")
    os.replace(beside, path)
