"""What a command or query gets: one open transaction, and the set-based statements that the hot path needs.

On PostgreSQL each answer that somebody waits for costs a round trip, longer than the statement itself. So statements
whose answers nobody needs yet wait in the transaction, and travel together with the next one that somebody does need,
or with the commit.
"""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Protocol

from sqlalchemy import Connection, CursorResult, Executable, Table, Transaction

from deskbell.kit.db.origin import NOWHERE, Origin


class Actor(Protocol):
    """Whoever acts. Writes of one project are serialised by its id; "" is the installation itself."""

    @property
    def project_id(self) -> str: ...


class Asked:
    """A question that travels with the next statements; `rows` is its answer, fetched when first looked at."""

    def __init__(self, tx: "Tx", sql: str, parameters: Sequence[Any]) -> None:
        self.sql = sql
        self.parameters = parameters
        self.cursor: Any = None
        self._tx = tx

    def rows(self) -> list[tuple[Any, ...]]:
        """The answer. Ask once."""
        if not self.sql:
            return []
        self._tx.settle()
        return self.cursor.fetchall()


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
        self._waiting: list[Asked] = []

    def execute(self, statement: Executable) -> CursorResult[Any]:
        self.settle()
        return self.connection.execute(statement)

    def announce(self, news: object) -> None:
        """Have `news` handed to the database's listeners after the commit, in order; dropped on rollback."""
        self.announced.append(news)

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
    ) -> Asked:
        """Ask for the `columns` of every row whose `keys` equal one of `values`, in one statement.

        Ask everything that is wanted at once before looking at the first answer.
        """
        sql = _match_sql(table, tuple(keys), tuple(columns), self._postgres) if values else ""
        parameters = () if not values else _arrays(values) if self._postgres else (json.dumps(values),)
        return self.send(sql, parameters) if values else Asked(self, sql, ())

    def send(self, sql: str, parameters: Sequence[Any]) -> Asked:
        """Have a statement in the driver's own SQL run before whatever is run after it."""
        asked = Asked(self, sql, parameters)
        self._waiting.append(asked)
        if not self._postgres:
            self.settle()
        return asked

    def settle(self) -> None:
        """Run what waits. What it does wrong is raised here, or wherever somebody asks next."""
        if self._postgres and self._waiting:
            with self._driver().pipeline():
                self._send_waiting()
        else:
            self._send_waiting()

    def commit(self, transaction: Transaction) -> None:
        """Commit, in one go with what waits."""
        if self._postgres:
            # As a statement like the others: the driver's own commit would wait for its answer before all of what
            # waits is sent, for ever if that is much.
            self.send("COMMIT", ())
        self.settle()
        transaction.commit()

    def forget(self) -> None:
        """What waits shall not be run: its transaction is rolled back."""
        self._waiting.clear()

    def _send_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            one.cursor = self._driver().cursor()
            one.cursor.execute(one.sql, one.parameters)

    def _run(self, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if self._postgres:
            self.send(sql, _arrays(rows))
        else:
            self._driver().cursor().executemany(sql, rows)

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
