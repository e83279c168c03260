"""Which part of a file a reader is given."""

import re
from typing import NamedTuple

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class Part(NamedTuple):
    """From byte `start` up to byte `end`, which is not in it."""

    start: int
    end: int


def part_asked_for(header: str, size: int, *, most: int) -> Part | None:
    """The part that a Range header names, `most` bytes at most; the reader asks on for the rest.

    None: all of it, for a header that is absent or that we need not understand (RFC 9110, 14.2). A part behind the end
    raises `IndexError`.
    """
    found = _RANGE.fullmatch(header.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= size:
        raise IndexError(start)
    return Part(start, min(end, start + most))
