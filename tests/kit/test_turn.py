"""One process writes to an SQLite file at a time: a second one waits for its turn, or is told to come again."""

import asyncio
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from deskbell.conversations.tables import message
from deskbell.kit.db import Database, Tx, turn
from deskbell.kit.errors import Unavailable
from tests.desk import Desk, new_desk, post

_HOLD = "import fcntl, sys; f = open(sys.argv[1]); fcntl.flock(f, fcntl.LOCK_EX); print('held', flush=True); input()"


@contextmanager
def _another_process_writes(db: Database) -> Generator[subprocess.Popen[str]]:
    file = Path(db.url.removeprefix("sqlite:///") + "-turn")
    command = [sys.executable, "-c", _HOLD, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield other
        other.kill()


def _messages(tx: Tx) -> int:
    return tx.execute(select(func.count()).select_from(message)).scalar_one()


@pytest.fixture
def db(migrated_sqlite: Path, tmp_path: Path) -> Generator[Database]:
    """PostgreSQL orders its writers itself."""
    file = tmp_path / "deskbell.sqlite3"
    file.write_bytes(migrated_sqlite.read_bytes())
    database = Database(f"sqlite:///{file}")
    yield database
    database.close()


@pytest.fixture
def desk(db: Database) -> Desk:
    return new_desk(db)


async def _wait_then_write(db: Database, desk: Desk, other: subprocess.Popen[str]) -> bool:
    """Whether the message had to wait until the other process was gone."""
    writing = asyncio.create_task(asyncio.to_thread(post, db, desk.visitor))
    done, _ = await asyncio.wait([writing], timeout=0.2)
    other.kill()
    await writing
    return not done


def test_a_write_waits_for_the_process_that_has_its_turn(db: Database, desk: Desk) -> None:
    with _another_process_writes(db) as other:
        assert asyncio.run(_wait_then_write(db, desk, other))
    assert db.read_now(_messages) == 1


def test_whoever_keeps_the_turn_stops_nobody_for_ever(
    db: Database, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "_PATIENCE_S", 0.05)
    with _another_process_writes(db):
        with pytest.raises(Unavailable):
            post(db, desk.visitor)
        assert db.read_now(_messages) == 0
    post(db, desk.visitor)
    assert db.read_now(_messages) == 1
