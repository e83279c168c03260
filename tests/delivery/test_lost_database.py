"""A database that goes away, and a disk that is full: sends are refused for now, and nothing acknowledged is lost."""

import asyncio
import resource
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from tests.delivery.cluster import cluster
from tests.delivery.crash import SETTINGS
from tests.delivery.over_network import Network
from tests.delivery.talkers import Talkers
from tests.services import migrate
from tests.serving import Server

_TIMES = 3
_A_LITTLE_ROOM = 100_000

NewServer = Callable[..., Server]


@pytest.mark.slow
@pytest.mark.parametrize("how", ["stopped", "killed"])
def test_a_postgresql_that_goes_away_and_comes_back(new_server: NewServer, how: str) -> None:
    with cluster() as postgres:
        migrate(postgres.url)

        async def go_away_and_come_back(talkers: Talkers) -> None:
            for _ in range(_TIMES):
                await _until_more_is_acknowledged(talkers)
                await asyncio.to_thread(postgres.stop if how == "stopped" else postgres.kill)
                await _until_somebody_is_refused(talkers)
                await asyncio.to_thread(postgres.start)

        asyncio.run(_endure(new_server(postgres.url, **SETTINGS), postgres.url, go_away_and_come_back))


@pytest.mark.slow
def test_an_sqlite_disk_without_room(new_server: NewServer, migrated_sqlite: Path, tmp_path: Path) -> None:
    file = tmp_path / "deskbell.sqlite3"
    file.write_bytes(migrated_sqlite.read_bytes())
    url = f"sqlite:///{file}"
    server = new_server(url, **SETTINGS)

    async def fill_and_make_room(talkers: Talkers) -> None:
        for _ in range(_TIMES):
            await _until_more_is_acknowledged(talkers)
            _limit_files(server, file)
            await _until_somebody_is_refused(talkers)
            # What is there can still be read.
            await talkers.clients[0].ask("GET", "/me")
            _make_room(server)

    asyncio.run(_endure(server, url, fill_and_make_room))


async def _endure(server: Server, url: str, misfortune: Callable[[Talkers], Coroutine[Any, Any, None]]) -> None:
    door = Network(server.url)
    talkers = Talkers(url, door, seed=1)
    await talkers.settle_in()
    await asyncio.to_thread(server.start)
    talkers.begin()
    try:
        await misfortune(talkers)
        await talkers.fall_silent()
        await talkers.compare()
    finally:
        await talkers.leave()
        await door.close()
    server.stop()
    await asyncio.to_thread(talkers.check)
    nacks = [nack for client in talkers.clients for nack in client.out.nacks]
    assert {(nack["code"], nack["retryable"]) for nack in nacks if nack["client_id"]} == {("unavailable", True)}


async def _until_more_is_acknowledged(talkers: Talkers) -> None:
    one = talkers.clients[0]
    before = len(one.out.acks)
    await one.until(lambda: len(one.out.acks) > before + 10, "acknowledgements")


async def _until_somebody_is_refused(talkers: Talkers) -> None:
    one = talkers.clients[0]
    before = len(one.out.nacks)
    await one.until(lambda: len(one.out.nacks) > before, "a refusal")


def _limit_files(server: Server, database: Path) -> None:
    """Leave the server's files little room to grow: a write fails as on a full disk, and it needs no right of root."""
    wal = database.with_name(f"{database.name}-wal")
    largest = max(file.stat().st_size for file in (wal, server.log))
    _, most = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (largest + _A_LITTLE_ROOM, most))


def _make_room(server: Server) -> None:
    _, most = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (most, most))
