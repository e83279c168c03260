"""Looking: the newest rows that have all the words, a page at a time. The one place where the two databases differ.

Every call does a bounded amount of work. A word that an index knows is looked up, the newest first; what is shorter is
looked for in the newest rows, and `reached` tells how far back that was, so that the next call goes on from there.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select, text

from deskbell.finding.seeking import Sought
from deskbell.finding.tables import said_words
from deskbell.kit.db import Tx

# How many of the newest rows are read one by one.
_WINDOW = 5_000
_SMALL_WINDOW = 2_000
# With so many in a small window a word is common: all of its places would take long to sort.
_COMMON = 20


class Reached(NamedTuple):
    """What was found, the newest first. `reached`: everything down to this key was looked at; None: everything."""

    rows: list[Any]
    reached: int | None


class _Shelf(NamedTuple):
    """A table, its index on SQLite, and the key that its rows are ordered by."""

    table: str
    found: str
    key: str
    columns: str


class _Question(NamedTuple):
    """What to look for on which shelf; `where` and `given`: what else holds for each row."""

    shelf: _Shelf
    sought: Sought
    where: list[str]
    given: dict[str, Any]


_SAID = _Shelf("said_words", "said_found", "pos", "pos, conversation_id, seq, kind, ts")
_KNOWN = _Shelf("known_words", "known_found", "id", "id, visitor_id, conversation_id")


def said_with(
    tx: Tx, project_id: str, sought: Sought, *, before: int | None, want: int, only: Mapping[str, Any]
) -> Reached:
    """Messages and notes with all the words: `pos`, `conversation_id`, `seq`, `kind` and `ts` of each.

    `only` may hold `author_kind`, `author_id`, `since` and `until`.
    """
    asked = {"author_kind": "author_kind = :author_kind", "author_id": "author_id = :author_id"}
    asked |= {"since": "ts >= :since", "until": "ts < :until"}
    chosen = {name: value for name, value in only.items() if value is not None}
    where = [asked[name] for name in chosen]
    return _look(tx, _Question(_SAID, sought, where, {**chosen, "project": project_id}), before=before, want=want)


def known_with(tx: Tx, project_id: str, sought: Sought, *, want: int) -> Reached:
    """Visitors and conversations that are known by all the words: `visitor_id` and `conversation_id` of each."""
    return _look(tx, _Question(_KNOWN, sought, [], {"project": project_id}), before=None, want=want)


def time_said(tx: Tx, project_id: str, *, pos: int) -> int | None:
    """When what stands there was written."""
    this = (said_words.c.project_id == project_id, said_words.c.pos == pos)
    return tx.execute(select(said_words.c.ts).where(*this)).scalar_one_or_none()


def _look(tx: Tx, asked: _Question, *, before: int | None, want: int) -> Reached:
    if not asked.sought.words:
        return Reached([], None)
    asked.given.update(_patterns(asked.sought.words))
    indexed = bool(asked.sought.indexed)
    postgres = tx.connection.dialect.name == "postgresql"
    if indexed and not postgres:
        return _by_trigrams_on_sqlite(tx, asked, before=before, want=want)
    # A common word is soon found among the newest; only of a rare one are all the places few enough to be sorted.
    newest = _in_window(tx, asked, before=before, want=want, size=_SMALL_WINDOW if indexed else _WINDOW)
    if not indexed or newest.reached is None or len(newest.rows) >= min(want, _COMMON):
        return newest
    older = _by_trigrams_on_postgres(tx, asked, before=newest.reached, want=want - len(newest.rows))
    return Reached(newest.rows + older.rows, older.reached)


def _in_window(tx: Tx, asked: _Question, *, before: int | None, want: int, size: int) -> Reached:
    """The newest rows, read one by one."""
    key, table = asked.shelf.key, asked.shelf.table
    theirs = "project_id = :project" if before is None else f"project_id = :project AND {key} < :before"
    given = {**asked.given, "before": before, "want": want}
    lowest = _run(
        tx,
        f"SELECT {key} FROM {table} WHERE {theirs} ORDER BY {key} DESC LIMIT 1 OFFSET {size - 1}",  # noqa: S608 - our own tables' names
        given,
    )
    floor: int | None = lowest[0][0] if lowest else None
    conditions = [theirs, *asked.where, *_has(asked.sought.words, postgres=tx.connection.dialect.name == "postgresql")]
    if floor is not None:
        conditions.append(f"{key} >= :floor")
    rows = _run(
        tx,
        f"SELECT {asked.shelf.columns} FROM {table} t WHERE {' AND '.join(conditions)} ORDER BY {key} DESC LIMIT :want",  # noqa: S608 - as above
        {**given, "floor": floor},
    )
    return Reached(rows, _last(rows, key) if len(rows) >= want else floor)


def _by_trigrams_on_sqlite(tx: Tx, asked: _Question, *, before: int | None, want: int) -> Reached:
    """The index gives its rows the newest first, one after the other, so that nothing has to be sorted."""
    shelf, sought = asked.shelf, asked.sought
    key, table, found = shelf.key, shelf.table, shelf.found
    conditions = [f"{found} MATCH :match", "t.project_id = :project", *asked.where, *_has(sought.words, postgres=False)]
    if before is not None:
        newest = f"SELECT id FROM {table} WHERE project_id = :project AND {key} < :before ORDER BY {key} DESC LIMIT 1"  # noqa: S608 - as above
        conditions.append(f"{found}.rowid <= ({newest})")
    columns = ", ".join(f"t.{one}" for one in shelf.columns.split(", "))
    # The cross join keeps the index outside: the table first would be read whole.
    sql = (
        f"SELECT {columns} FROM {found} CROSS JOIN {table} t ON t.id = {found}.rowid"  # noqa: S608 - as above
        f" WHERE {' AND '.join(conditions)} ORDER BY {found}.rowid DESC LIMIT :want"
    )
    match = " AND ".join(f'"{three}"' for three in sought.trigrams)
    rows = _run(tx, sql, {**asked.given, "before": before, "match": match, "want": want})
    return Reached(rows, _last(rows, key) if len(rows) >= want else None)


def _by_trigrams_on_postgres(tx: Tx, asked: _Question, *, before: int, want: int) -> Reached:
    """All places of rare words, then the newest of them."""
    key = asked.shelf.key
    # Else a plan might walk the newest rows after all, in the hope of finding soon what is not there.
    tx.execute(text("SET LOCAL enable_seqscan = off"))
    tx.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))
    words = " AND ".join(_has(asked.sought.words, postgres=True))
    theirs = " AND ".join(["project_id = :project", f"{key} < :before", *asked.where])
    sql = (
        f"WITH found AS MATERIALIZED (SELECT * FROM {asked.shelf.table} t WHERE {words})"  # noqa: S608 - as above
        f" SELECT {asked.shelf.columns} FROM found WHERE {theirs} ORDER BY {key} DESC LIMIT :want"
    )
    rows = _run(tx, sql, {**asked.given, "before": before, "want": want})
    return Reached(rows, _last(rows, key) if len(rows) >= want else None)


def _run(tx: Tx, sql: str, given: Mapping[str, Any]) -> list[Any]:
    """The rows of a query. What was typed is always given beside it, never in it."""
    return list(tx.execute(text(sql).bindparams(**{name: given[name] for name in given if f":{name}" in sql})))


def _last(rows: list[Any], key: str) -> int:
    return getattr(rows[-1], key)


def _has(words: Sequence[str], *, postgres: bool) -> list[str]:
    if postgres:
        return [f"t.words LIKE :like{at}" for at in range(len(words))]
    return [f"instr(t.words, :word{at}) > 0" for at in range(len(words))]


def _patterns(words: Sequence[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for at, word in enumerate(words):
        given[f"word{at}"] = word
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        given[f"like{at}"] = f"%{escaped}%"
    return given
