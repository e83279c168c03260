"""What a database holds, to compare before and after."""

from functools import cache
from typing import Any

from sqlalchemy import URL, MetaData, Table, create_engine, make_url, select

# When somebody was last seen, and how far a follower has looked: they move by themselves.
_MOVING = {"last_seen_at", "expires_at", "turned_until", "turns_at", "filed_until", "delivered_at", "followed_to"}
# How far the mail room has come with a letter.
_MOVING_LETTER = {"attempts", "due_at", "leased_by", "leased_until", "sent_at", "filed_at"}
# What waits to be sent comes and goes by itself.
_WAITING = frozenset({"push_due"})


def contents(database_url: str, *, but: frozenset[str] = frozenset()) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, without `but` and without the times that go on by themselves."""
    engine = create_engine(_address(database_url))
    try:
        with engine.connect() as connection:
            return {
                table.name: sorted(map(tuple, connection.execute(select(*_lasting(table)))), key=repr)
                for table in _tables(database_url)
                if table.name not in but | _WAITING
            }
    finally:
        engine.dispose()


@cache
def _tables(database_url: str) -> list[Table]:
    """All that are there. Asked for once: finding out takes longer than reading every row of a test."""
    engine = create_engine(_address(database_url))
    metadata = MetaData()
    try:
        # What finds words follows from the words, and reports from the log; both are compared.
        beside = ("said_found", "known_found", "report_")
        metadata.reflect(engine, only=lambda name, _: not name.startswith(beside))
    finally:
        engine.dispose()
    return metadata.sorted_tables


def _address(database_url: str) -> URL:
    url = make_url(database_url)
    return url.set(drivername="postgresql+psycopg") if url.get_backend_name() == "postgresql" else url


def _lasting(table: Table) -> list[Any]:
    moving = _MOVING | _MOVING_LETTER if table.name == "letter" else _MOVING
    return [column for column in table.columns if column.name not in moving]
