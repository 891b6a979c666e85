"""The Dutch word list of OpenTaal: shipped compressed, made into a trie once, then only mapped into memory.

All processes share the one trie file (marisa-trie, 1.2 MB for 413,184 lines), so a process pays for the pages
it touches and starts at once. A line that starts with "=" is a word without its accents.
"""

import gzip
import hashlib
import os
import tempfile
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

import marisa_trie

from .text import fold

SHIPPED = Path(__file__).with_name("opentaal.txt.gz")
FOLDED = "="  # marks the folded form of a word that has accents
STRESS = str.maketrans("áéíóú", "aeiou")  # "één" and "wáár" are "een" and "waar" said with stress
FOLDER_VARIABLE = "DUTCH_CACHE_DIR"


class Lexicon:
    """The lines of the word list."""

    def __init__(self, trie: marisa_trie.Trie) -> None:
        self._trie = trie

    def __contains__(self, line: object) -> bool:
        try:
            return line in self._trie
        except UnicodeEncodeError:  # half a surrogate pair, in text that was damaged on its way
            return False

    def beginnings(self, text: str) -> list[str]:
        """The words of the list with which a folded `text` begins, themselves folded, the shortest first."""
        found: list[str] = self._trie.prefixes(text)
        if folded := self._trie.prefixes(FOLDED + text):
            found = sorted({*found, *(line[len(FOLDED) :] for line in folded)}, key=len)
        return found

    def starting_with(self, start: str) -> list[str]:
        """The words of the list that begin with a folded `start`, themselves folded, in no order."""
        found: list[str] = self._trie.keys(start)
        folded = [line[len(FOLDED) :] for line in self._trie.keys(FOLDED + start)]
        return [*filter(str.isascii, found), *folded]


def open_lexicon(folder: Path | None = None) -> Lexicon:
    """Takes the folder to unpack into, gives the lexicon; works in memory where no folder can be written."""
    for place in [folder] if folder else _folders():
        try:
            return Lexicon(_mapped(_unpacked(place)))
        except (OSError, RuntimeError):  # marisa raises RuntimeError on a file that is no trie
            continue
    return Lexicon(_trie_of(_shipped_lines()))


@cache
def lexicon() -> Lexicon:
    """Gives the lexicon of this process."""
    return open_lexicon()


@lru_cache(maxsize=8192)
def is_ordinary(word: str) -> bool:
    """Whether this is a Dutch word without a capital, accents or not ("Roos" is, "Karin" is not)."""
    if _in_lower_case(word) or (FOLDED + fold(word)) in lexicon():
        return True
    unstressed = word.lower().translate(STRESS)
    return unstressed != word.lower() and unstressed in lexicon()


@lru_cache(maxsize=8192)
def is_word(word: str) -> bool:
    """Whether the word stands in the list, as it is written or in lower case; the list holds names too."""
    return not word.startswith(FOLDED) and (word in lexicon() or _in_lower_case(word))


@lru_cache(maxsize=8192)
def is_proper(word: str) -> bool:
    """Whether the list has the word with its capital, as "Karin" and "Zeist", not "Rechtbank"."""
    return word[:1].isupper() and word in lexicon()


def _in_lower_case(word: str) -> bool:
    return word.lower() in lexicon()


def _folders() -> list[Path]:
    """Where to unpack: the folder that was set, else the user's own cache, else the temporary folder."""
    if chosen := os.environ.get(FOLDER_VARIABLE):
        return [Path(chosen)]
    own = Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"))
    shared = Path(tempfile.gettempdir()) / f"tegenspraak-{_user_number()}"
    return [own / "tegenspraak", shared] if own.is_absolute() else [shared]  # a user without a home has none


def _user_number() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


@cache
def _fingerprint() -> str:
    return hashlib.sha256(SHIPPED.read_bytes()).hexdigest()[:16]


def _unpacked(folder: Path) -> Path:
    """Gives the trie file, after making it where it is not there yet.

    Raises OSError when the folder cannot be written, or belongs to somebody else (who could change the list).
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if hasattr(os, "getuid") and folder.stat().st_uid not in (os.getuid(), 0):
        raise PermissionError(f"{folder} belongs to another user")
    target = folder / f"opentaal-{_fingerprint()}.marisa"
    if not target.exists():
        _write_whole(target, _trie_of(_shipped_lines()).tobytes())
    return target


def _write_whole(target: Path, content: bytes) -> None:
    """Processes that start at one moment each write their own file; the last rename wins, all are equal."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".opentaal-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _mapped(path: Path) -> marisa_trie.Trie:
    return marisa_trie.Trie().mmap(str(path))


def _shipped_lines() -> list[str]:
    return gzip.decompress(SHIPPED.read_bytes()).decode().splitlines()


def _trie_of(lines: Iterable[str]) -> marisa_trie.Trie:
    return marisa_trie.Trie(lines)
