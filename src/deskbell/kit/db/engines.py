"""Connections as Deskbell needs them: SQLite that survives a power cut, PostgreSQL with named limits."""

import sqlite3
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from deskbell.kit.db.checkpoints import WAL_BYTES
from deskbell.kit.errors import BadInput

READERS = 4
_BUSY_MS = 5_000
# A host that vanished answers nothing, not even an error: without these the writer waits a quarter of an hour.
_NOTICE_A_DEAD_HOST = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
}


def make_engine(url: str, *, query_only: bool) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://…`; readers get one that cannot write."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise BadInput("bad_database_url") from error
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        if not parsed.database or parsed.database == ":memory:":
            raise BadInput("bad_database_url")
        return _sqlite(url, query_only=query_only)
    if backend == "postgresql":
        return _postgresql(
            parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False), query_only
        )
    raise BadInput("bad_database_url")


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


def _sqlite(url: str, *, query_only: bool) -> Engine:
    engine = create_engine(
        url,
        pool_size=READERS,
        max_overflow=0,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "cached_statements": 512},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # We say BEGIN ourselves: the module's own rules would leave savepoints and DDL outside the transaction.
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout = {_BUSY_MS}",
            "journal_mode = WAL",
            # FULL: the commit is on the disk when we acknowledge it. NORMAL lost everything in a power cut.
            "synchronous = FULL",
            "foreign_keys = ON",
            "cache_size = -16000",
            "temp_store = MEMORY",
            # Only the writer checkpoints, when it chooses to: SQLite before 3.51.3 can damage a WAL when two do.
            "wal_autocheckpoint = 0",
            f"journal_size_limit = {WAL_BYTES}",
            f"query_only = {int(query_only)}",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own type here is its Connection
        connection.exec_driver_sql("BEGIN" if query_only else "BEGIN IMMEDIATE")

    return engine


def _postgresql(url: str, query_only: bool) -> Engine:  # noqa: FBT001 - as above
    options = "-c lock_timeout=10s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s"
    # Everything here is answered within milliseconds; compiling a plan to machine code takes a hundred of them.
    options += f" -c jit=off -c default_transaction_read_only={'on' if query_only else 'off'}"
    if not query_only:
        # The writer's statements take arrays of any length: planning them anew for each costs more than it finds.
        # Each is answered by an index; a plan from when a table was empty, to read all of it, would be kept for ever.
        options += " -c plan_cache_mode=force_generic_plan -c enable_seqscan=off"
    return create_engine(
        url,
        pool_size=READERS,
        max_overflow=0,
        hide_parameters=True,
        isolation_level="REPEATABLE READ" if query_only else "READ COMMITTED",
        connect_args={"options": options, "connect_timeout": 10, "prepare_threshold": 1, **_NOTICE_A_DEAD_HOST},
    )


def is_dead(connection: Connection) -> bool:
    """Whether the other end of this connection has gone; SQLite's has none."""
    return connection.invalidated or getattr(connection.connection.driver_connection, "closed", False)


def is_out_of_service(error: Exception) -> bool:
    """Whether the database (disk full, connection lost, locked too long) is at fault, not the statement."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode != sqlite3.SQLITE_ERROR
    return isinstance(cause, (*_faults_of_postgresql(), PoolTimeout))


def _faults_of_postgresql() -> tuple[type[Exception], ...]:
    # Whoever serves from SQLite has not loaded this driver, and keeps its 9 MB.
    psycopg: Any = sys.modules.get("psycopg")
    return () if psycopg is None else (psycopg.OperationalError, psycopg.InterfaceError)
