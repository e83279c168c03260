"""Whose turn it is to write: with SQLite, one process at a time, from the beginning of a transaction to its checkpoint.

SQLite orders the writers itself, but before 3.51.3 it can damage its log when one connection checkpoints while another
commits. A second `deskbell` on the same file, a command of the operator's or a server started by mistake, waits here.
"""

import fcntl
import os
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from deskbell.kit.errors import Unavailable

_PATIENCE_S = 5.0
_LOOK_AGAIN_S = 0.001


class Turn:
    """A lock on a file beside the database; the system lets go of it when the process ends, however it ends."""

    def __init__(self, database: str) -> None:
        file = database.removeprefix("file:").partition("?")[0]
        self._path = Path(f"{file}-turn")
        self._file: int | None = None

    @contextmanager
    def taken(self) -> Generator[None]:
        """Wait for the turn and hold it; `Unavailable` when somebody else does not end theirs."""
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._wait(self._file)
        try:
            yield
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            os.close(file)

    def _wait(self, file: int) -> None:
        give_up = time.monotonic() + _PATIENCE_S
        while time.monotonic() < give_up:
            with suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            time.sleep(_LOOK_AGAIN_S)
        raise Unavailable("busy")
