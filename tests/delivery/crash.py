"""The crash checker: kills a real server again and again while people talk, and looks for what it lost.

`python -m tests.delivery.crash --kills 50 --database postgresql` runs it for longer than the tests do.
"""

import argparse
import asyncio
import random
import shutil
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.delivery.over_network import Network
from tests.delivery.talkers import Talkers
from tests.services import migrate, postgres_server
from tests.serving import Server

SETTINGS = {"messages_per_minute": "1000000"}
_LONGEST_LIFE_S = 0.8


class Figures(NamedTuple):
    """What happened, for people."""

    kills: int
    seconds: float
    said: int
    acknowledged: int
    events: int
    resumes: int
    replayed: int

    def __str__(self) -> str:
        return (
            f"{self.kills} kills in {self.seconds:.0f} s; {self.said} messages said, {self.acknowledged} acknowledged "
            f"by name, all there once; {self.events} events without a hole; "
            f"{self.resumes} exact resumes of {self.replayed} events"
        )


async def survive(server: Server, url: str, *, kills: int, seed: int) -> Figures:
    """Kill the server so many times at moments that `seed` decides; raises when a promise was broken."""
    began, when = time.monotonic(), random.Random(seed)  # noqa: S311 - moments, not secrets
    door = Network(server.url)
    talkers = Talkers(url, door, seed)
    await talkers.settle_in()
    await asyncio.to_thread(server.start)
    talkers.begin()
    try:
        for _ in range(kills):
            await asyncio.sleep(when.uniform(0, _LONGEST_LIFE_S))
            server.kill()
            await asyncio.to_thread(server.start)
        await talkers.fall_silent()
        await talkers.compare()
    finally:
        await talkers.leave()
        await door.close()
    server.stop()
    rows = await asyncio.to_thread(talkers.check)
    replays = [replay for client in talkers.clients for replay in client.replays]
    return Figures(
        kills,
        time.monotonic() - began,
        sum(len(client.out.tried) for client in talkers.clients),
        sum(len(client.out.acks) for client in talkers.clients),
        rows.head.pos,
        len(replays),
        sum(len(replay.positions) for replay in replays),
    )


@contextmanager
def _database(kind: str, folder: Path) -> Generator[str]:
    if kind == "sqlite":
        url = f"sqlite:///{folder / 'deskbell.sqlite3'}"
        migrate(url)
        yield url
    else:
        with postgres_server() as postgres, postgres.database(postgres.template("migrated", migrate)) as url:
            yield url


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311 - chooses moments, guards nothing
    asked = parser.parse_args()
    print(f"seed {asked.seed}")  # noqa: T201 - it speaks to a terminal
    folder = Path(tempfile.mkdtemp(prefix="deskbell-crash-"))
    with _database(asked.database, folder) as url:
        server = Server(folder / "data", url, SETTINGS)
        try:
            figures = asyncio.run(survive(server, url, kills=asked.kills, seed=asked.seed))
        finally:
            server.kill()
    print(f"{asked.database}: {figures}")  # noqa: T201 - as above
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
