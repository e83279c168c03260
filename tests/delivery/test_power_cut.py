"""What a power cut leaves of an SQLite database: every message that was acknowledged, whenever it comes.

Writes that were not followed by a sync are lost, or half of them; the images that remain are opened by Deskbell itself.
"""

import asyncio
import os
import random
import shutil
import sqlite3
import sys
from collections.abc import Generator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from deskbell.conversations import Ack, queue_message
from deskbell.eventlog import heads
from deskbell.kit.db import Database
from deskbell.visitors import Visitor, visitor_by_token
from tests.delivery.disk import Disk
from tests.delivery.people import Clock, new_account, new_tenant
from tests.delivery.truth import Rows, Truth
from tests.delivery.vfs import NAME, Listening, listen
from tests.services import PATIENCE

_CUTS = int(os.environ.get("DELIVERY_CUTS", "100"))
_CUTS_A_ROUND = 25


@pytest.fixture(scope="module")
def listening() -> Listening:
    found = listen()
    assert found is not None, (
        f"{sys.executable} carries an SQLite inside that a test cannot listen to: `make test PYTHON=…` with one that"
        " loads the system's, as those of Debian, Fedora and pyenv do"
    )
    return found


@pytest.fixture(autouse=True)
def often_checkpointed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cuts shall also fall into checkpoints, which otherwise are rare."""
    monkeypatch.setattr("deskbell.kit.db.checkpoints.WAL_BYTES", 500_000)


@pytest.mark.slow
def test_whatever_was_acknowledged_is_there_after_a_power_cut(
    listening: Listening, migrated_sqlite: Path, tmp_path: Path
) -> None:
    seed = random.randrange(10**6)  # noqa: S311 - chooses moments, guards nothing
    print(f"seed {seed}")  # noqa: T201 - to try the same again
    for number in range(max(_CUTS // _CUTS_A_ROUND, 1)):
        folder = tmp_path / f"round-{number}"
        folder.mkdir()
        shutil.copyfile(migrated_sqlite, folder / "deskbell.sqlite3")
        acknowledged = asyncio.run(_cut_again_and_again(listening, folder, random.Random(seed + number)))  # noqa: S311 - chooses moments, guards nothing
        assert acknowledged > _CUTS_A_ROUND
        shutil.rmtree(folder)


@pytest.mark.parametrize("weaker", ["NORMAL", "OFF"])
def test_a_weaker_setting_loses_what_was_acknowledged(
    listening: Listening, migrated_sqlite: Path, tmp_path: Path, weaker: str
) -> None:
    shutil.copyfile(migrated_sqlite, tmp_path / "deskbell.sqlite3")
    with _synchronous(weaker), pytest.raises(AssertionError, match=r"acknowledged and lost|not in one piece"):
        asyncio.run(_cut_again_and_again(listening, tmp_path, random.Random(1)))  # noqa: S311 - chooses moments, guards nothing


class Talk:
    """Visitors who talk without a pause."""

    def __init__(self, db: Database) -> None:
        self.acks: list[Ack] = []
        self.project_id = ""
        self._db = db
        self._news = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def begin(self) -> None:
        tenant = await new_tenant(self._db, await new_account(self._db), Clock(), agents=1, visitors=3)
        self.project_id = tenant.id
        for person in tenant.visitors:
            visitor = await self._db.read(visitor_by_token, person.credentials["token"])
            assert visitor is not None
            self._tasks.append(asyncio.create_task(self._say(visitor)))

    async def until(self, many: int) -> None:
        """Wait for so many acknowledgements."""
        while len(self.acks) < many:
            self._news.clear()
            await asyncio.wait_for(self._news.wait(), PATIENCE)

    async def end(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _say(self, visitor: Visitor) -> None:
        for number in count(1):
            text = f"{number}{' word' * (number % 50)}"
            client_id = f"{visitor.id}-{number:05}"
            said = queue_message(self._db, visitor, conversation_id=None, client_id=client_id, text=text)
            self.acks.append(await said)
            self._news.set()
            # Images are looked at meanwhile: they shall not grow for nothing.
            await asyncio.sleep(0.005)


async def _cut_again_and_again(listening: Listening, folder: Path, chance: random.Random) -> int:
    """Talk, cut and look so many times; answers how much was acknowledged."""
    listening.disk = Disk()
    db = Database(f"sqlite:///file:{folder / 'deskbell.sqlite3'}?vfs={NAME}&uri=true")
    talk = Talk(db)
    try:
        await talk.begin()
        for number in range(_CUTS_A_ROUND):
            await talk.until(len(talk.acks) + chance.randrange(1, 30))
            await asyncio.sleep(chance.random() / 200)
            known = list(talk.acks)
            image = folder / f"cut-{number}"
            image.mkdir()
            listening.disk.cut(chance, image)
            await asyncio.to_thread(_look, image, talk.project_id, known)
            shutil.rmtree(image)
        return len(talk.acks)
    finally:
        await talk.end()
        await asyncio.to_thread(db.close)


def _look(image: Path, project_id: str, acks: list[Ack]) -> None:
    """Whether what the cut left is in one piece and holds what was acknowledged."""
    file = image / "deskbell.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall()
        assert found == [("ok",)], f"the database is not in one piece: {found}"
    db = Database(f"sqlite:///{file}")
    try:
        assert db.read_now(heads, [project_id]), "acknowledged and lost: all of it"
        _compare(Truth(db, project_id).look(), acks)
    finally:
        db.close()


def _compare(rows: Rows, acks: list[Ack]) -> None:
    stored = {m.client_id: m for items in rows.messages.values() for m in items if m.kind == "text"}
    for ack in acks:
        assert ack.client_id in stored, f"acknowledged and lost: {ack}"
        row = stored[ack.client_id]
        assert (row.conversation_id, row.id, row.seq) == (ack.conversation_id, ack.id, ack.seq)


@contextmanager
def _synchronous(level: str) -> Generator[None]:
    def weaken(connection: Any, _record: object, _proxy: object) -> None:
        connection.execute(f"PRAGMA synchronous = {level}").close()

    event.listen(Pool, "checkout", weaken)
    try:
        yield
    finally:
        event.remove(Pool, "checkout", weaken)
