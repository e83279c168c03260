"""Checkpoints: SQLite's write-ahead log goes into the database file before it is long. Only the writer makes them."""

from pathlib import Path
from typing import Any

WAL_BYTES = 32 * 2**20
"""How long the log usually becomes before it begins again."""


class Checkpoints:
    """Looks at the log's length after each commit."""

    def __init__(self, database: str) -> None:
        self._wal = Path(f"{database}-wal")
        self._due_at = WAL_BYTES

    def after_commit(self, connection: Any) -> None:  # noqa: ANN401 - the driver's, as the transaction has it too
        """Checkpoint when the log is long. While somebody reads an older state it cannot begin again."""
        size = self._wal.stat().st_size
        if size <= WAL_BYTES:
            self._due_at = WAL_BYTES
        if size <= self._due_at:
            return
        # Readers who always overlap would let it grow for ever: when it is far too long, it waits until they are done.
        mode = "RESTART" if size > 4 * WAL_BYTES else "PASSIVE"
        connection.execute(f"PRAGMA wal_checkpoint({mode})").close()
        self._due_at = size + WAL_BYTES // 8
