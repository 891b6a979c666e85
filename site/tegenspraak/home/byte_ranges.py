"""A part of a file, as a player asks for it (RFC 9110, section 14). Plain Python."""

from __future__ import annotations

import re

ONE_RANGE = re.compile(r"bytes=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*", re.ASCII | re.IGNORECASE)


class NotThere(Exception):
    """The file has no such part."""


def part_of(header: str, size: int) -> range | None:
    """The places of the bytes that `header` asks of a file of `size` bytes; None for the whole of it.

    Whole is also what a header gives that is none, that is in another unit than bytes, or that asks for
    several parts at once: the rules let a server take no notice of it, and no player asks so.
    Raises NotThere.
    """
    found = ONE_RANGE.fullmatch(header)
    if found is None or found[0].rstrip().endswith("=-"):
        return None
    first, last = found.groups()
    if not first:
        return last_bytes(int(last), size)
    begin, end = int(first), int(last or size - 1)
    if last and end < begin:
        return None
    if begin >= size:
        raise NotThere
    return range(begin, min(end, size - 1) + 1)


def last_bytes(number: int, size: int) -> range | None:
    if number == 0:
        raise NotThere
    # An empty file has last bytes, none of them: the whole says that best.
    return range(max(size - number, 0), size) if size else None
