"""Make the shipped word list again from OpenTaal's, as Debian packs it (package wdutch):

    python site/tegenspraak/dutch/build_lexicon.py /usr/share/dict/dutch

The result is the same byte for byte for the same list.
"""

import gzip
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tegenspraak.dutch.lexicon import FOLDED, SHIPPED
from tegenspraak.dutch.text import fold


def lines_of(entries: Iterable[str]) -> list[str]:
    """Takes the entries of the list, gives the lines to ship: single words, accented ones also folded."""
    as_written = {entry for entry in entries if entry and " " not in entry and not entry.startswith(FOLDED)}
    folded = {
        FOLDED + fold(word) for word in as_written if word == word.lower() and fold(word) not in as_written
    }
    return sorted(as_written | folded, key=str.encode)


def packed(lines: Iterable[str]) -> bytes:
    """Takes the sorted lines, gives the compressed file, without a date in it."""
    return gzip.compress("".join(f"{line}\n" for line in lines).encode(), mtime=0)


def main(source: str) -> None:
    entries = Path(source).read_text(encoding="utf-8").splitlines()
    SHIPPED.write_bytes(packed(lines_of(entries)))
    print(f"{SHIPPED.name}: {len(lines_of(entries))} lines, {SHIPPED.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
