"""A disk in which only what was synced is sure to be there after the power failed."""

import random
import threading
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

_SECTOR = 512


@dataclass
class _Stored:
    """One file: what is on the platter, and what the system would still write some time."""

    durable: bytearray
    exists: bool
    pending: list[tuple[int, bytes] | int] = field(default_factory=list[tuple[int, bytes] | int])


class Disk:
    """Hears of every write, truncation and sync of some files."""

    def __init__(self) -> None:
        self.syncs = 0
        self._files: dict[str, _Stored] = {}
        self._lock = threading.Lock()

    def opened(self, name: str) -> None:
        """A file is in use; whatever it held before is durable."""
        with self._lock:
            if name not in self._files:
                path = Path(name)
                self._files[name] = _Stored(
                    bytearray(path.read_bytes()) if path.exists() else bytearray(), path.exists()
                )

    def wrote(self, name: str, offset: int, data: bytes) -> None:
        with self._lock:
            self._files[name].pending.append((offset, data))

    def truncated(self, name: str, size: int) -> None:
        with self._lock:
            self._files[name].pending.append(size)

    def synced(self, name: str) -> None:
        with self._lock:
            self.syncs += 1
            file = self._files[name]
            for change in file.pending:
                _apply(file.durable, change)
            file.pending.clear()
            file.exists = True

    def cut(self, chance: random.Random, folder: Path) -> None:
        """Write to `folder` what a power cut now may leave: all that was synced, and any part of the rest."""
        with self._lock:
            for name, file in self._files.items():
                content = bytearray(file.durable)
                luck = chance.choice((0.0, 0.5, 0.9, 1.0))
                kept = [part for change in file.pending for part in _sectors(change) if chance.random() < luck]
                for part in kept:
                    _apply(content, part)
                if file.exists or kept:
                    (folder / Path(name).name).write_bytes(content)


def _sectors(change: tuple[int, bytes] | int) -> list[tuple[int, bytes] | int]:
    """The parts that a disk writes whole or not at all."""
    if isinstance(change, int):
        return [change]
    offset, data = change
    first = _SECTOR - offset % _SECTOR
    ends = [0, *range(first, len(data), _SECTOR), len(data)]
    return [(offset + start, data[start:end]) for start, end in pairwise(ends)]


def _apply(content: bytearray, change: tuple[int, bytes] | int) -> None:
    if isinstance(change, int):
        del content[change:]
        return
    offset, data = change
    content.extend(bytes(max(offset - len(content), 0)))
    content[offset : offset + len(data)] = data
