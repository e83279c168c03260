"""The write-ahead log of SQLite stays short, however steadily others read."""

import asyncio
import time
from pathlib import Path

import pytest

from deskbell.eventlog import head
from deskbell.kit.db import Database, Tx
from tests.desk import Desk, new_desk, post
from tests.rooms import Clock

_LIMIT = 1_000_000


def _read_slowly(tx: Tx, project_id: str) -> None:
    head(tx, project_id)
    time.sleep(0.02)


async def _write_while_others_read(db: Database, desk: Desk, wal: Path) -> int:
    """The longest that the log became."""
    reading = [asyncio.create_task(_read_on(db, desk.agent.project_id)) for _ in range(6)]
    longest = 0
    for _ in range(200):
        await asyncio.to_thread(post, db, desk.visitor)
        longest = max(longest, (await asyncio.to_thread(wal.stat)).st_size)
    for one in reading:
        one.cancel()
    await asyncio.gather(*reading, return_exceptions=True)
    return longest


async def _read_on(db: Database, project_id: str) -> None:
    while True:
        await db.read(_read_slowly, project_id)


def test_the_log_stays_short_while_somebody_always_reads(
    migrated_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deskbell.kit.db.checkpoints.WAL_BYTES", _LIMIT)
    file = tmp_path / "deskbell.sqlite3"
    file.write_bytes(migrated_sqlite.read_bytes())
    db = Database(f"sqlite:///{file}", clock=Clock())
    longest = asyncio.run(_write_while_others_read(db, new_desk(db), Path(f"{file}-wal")))
    db.close()
    assert longest < 5 * _LIMIT
