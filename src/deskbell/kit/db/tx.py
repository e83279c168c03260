"""What a command or query gets: one open transaction, and the set-based statements that the hot path needs."""

import json
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any, Protocol

from sqlalchemy import Connection, CursorResult, Executable, Table

from deskbell.kit.db.origin import NOWHERE, Origin


class Actor(Protocol):
    """Whoever acts. Writes of one project are serialised by its id; "" is the installation itself."""

    @property
    def project_id(self) -> str: ...


class Tx:
    """One transaction.

    `now` is its time in milliseconds; `announced` is told to the listeners once it is durable; `origin` is where the
    request behind this command came from: nowhere for queries, batches, followers and the command line.
    """

    def __init__(self, connection: Connection, *, now: int) -> None:
        self.connection = connection
        self.now = now
        self.announced: list[Any] = []
        self.origin: Origin = NOWHERE
        self._postgres = connection.dialect.name == "postgresql"

    def execute(self, statement: Executable) -> CursorResult[Any]:
        return self.connection.execute(statement)

    def announce(self, news: object) -> None:
        """Have `news` handed to the database's listeners after the commit, in order; dropped on rollback."""
        self.announced.append(news)

    def at_once(self) -> AbstractContextManager[object]:
        """Send the `…_many` statements inside in one go: PostgreSQL answers all of them in one round trip."""
        return self._driver().pipeline() if self._postgres else nullcontext()

    def insert_many(self, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert rows of values in the order of `columns`, in one statement."""
        if rows:
            self._run(_insert_sql(table, tuple(columns), self._postgres), rows)

    def update_many(
        self, table: Table, keys: Sequence[str], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
    ) -> None:
        """Set `columns` where `keys` match; each row holds the new values first, then the keys."""
        if rows:
            self._run(_update_sql(table, tuple(keys), tuple(columns), self._postgres), rows)

    def upsert_many(
        self, table: Table, keys: Sequence[str], columns: Sequence[str], rows: Sequence[tuple[Any, ...]], *, on: str
    ) -> None:
        """Insert rows of (keys, columns), or where the keys exist do `on`, an SQL assignment list over `excluded`."""
        if rows:
            insert = _insert_sql(table, (*keys, *columns), self._postgres)
            self._run(f"{insert} ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {on}", rows)

    def match(
        self, table: Table, keys: Sequence[str], columns: Sequence[str], values: Sequence[tuple[Any, ...]]
    ) -> list[tuple[Any, ...]]:
        """The `columns` of every row whose `keys` equal one of `values`, in one statement."""
        if not values:
            return []
        sql = _match_sql(table, tuple(keys), tuple(columns), self._postgres)
        cursor = self._driver().cursor()
        cursor.execute(sql, _arrays(values) if self._postgres else (json.dumps(values),))
        return cursor.fetchall()

    def _run(self, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
        cursor = self._driver().cursor()
        if self._postgres:
            cursor.execute(sql, _arrays(rows))
        else:
            cursor.executemany(sql, rows)

    def _driver(self) -> Any:  # noqa: ANN401 - sqlite3.Connection or psycopg.Connection: they share only DB-API
        return self.connection.connection.driver_connection


def columns_of(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


def _arrays(rows: Sequence[tuple[Any, ...]]) -> list[str]:
    """Rows turned into one array per column, as PostgreSQL's unnest takes them.

    As text: the driver would look at every element in Python, which took half of a message's time.
    """
    return [f"{{{','.join(map(_element, column))}}}" for column in zip(*rows, strict=True)]


def _element(value: str | int | None) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)


def _array_parameters(table: Table, columns: Iterable[str]) -> str:
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - not loaded where it is not used

    dialect = postgresql.dialect()
    types = (table.columns[name].type.compile(dialect).split(" COLLATE")[0] for name in columns)
    return ", ".join(f"%s::{kind}[]" for kind in types)


@cache
def _insert_sql(table: Table, columns: tuple[str, ...], postgres: bool) -> str:  # noqa: FBT001 - a cache key
    names = ", ".join(columns)
    if postgres:
        return f"INSERT INTO {table.name} ({names}) SELECT * FROM unnest({_array_parameters(table, columns)})"  # noqa: S608 - our own tables' names, never a reader's words
    return f"INSERT INTO {table.name} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - our own tables' names, never a reader's words


@cache
def _update_sql(table: Table, keys: tuple[str, ...], columns: tuple[str, ...], postgres: bool) -> str:  # noqa: FBT001 - a cache key
    if not postgres:
        sets = ", ".join(f"{name} = ?" for name in columns)
        return f"UPDATE {table.name} SET {sets} WHERE {' AND '.join(f'{key} = ?' for key in keys)}"  # noqa: S608 - our own tables' names, never a reader's words
    sets = ", ".join(f"{name} = v.{name}" for name in columns)
    given = f"unnest({_array_parameters(table, (*columns, *keys))}) AS v({', '.join((*columns, *keys))})"
    return f"UPDATE {table.name} t SET {sets} FROM {given} WHERE {' AND '.join(f't.{key} = v.{key}' for key in keys)}"  # noqa: S608 - our own tables' names, never a reader's words


@cache
def _match_sql(table: Table, keys: tuple[str, ...], columns: tuple[str, ...], postgres: bool) -> str:  # noqa: FBT001 - a cache key
    wanted = ", ".join(f"t.{name}" for name in columns)
    if postgres:
        given = f"unnest({_array_parameters(table, keys)}) AS v({', '.join(keys)})"
        same = " AND ".join(f"t.{key} = v.{key}" for key in keys)
        return f"SELECT {wanted} FROM {given} JOIN {table.name} t ON {same}"  # noqa: S608 - our own tables' names, never a reader's words
    # CROSS JOIN keeps SQLite from scanning the table for each of the values.
    same = " AND ".join(f"t.{key} = json_extract(v.value, '$[{place}]')" for place, key in enumerate(keys))
    return f"SELECT {wanted} FROM json_each(?) v CROSS JOIN {table.name} t ON {same}"  # noqa: S608 - our own tables' names, never a reader's words
