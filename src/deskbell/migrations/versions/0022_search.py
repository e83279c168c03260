"""What is found: the words of messages, notes, visitors and titles; and what a list of conversations is narrowed by."""

from collections.abc import Iterator
from heapq import merge
from itertools import islice
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DBAPIError

from deskbell.finding.folding import fold
from deskbell.kit.errors import Unavailable

revision = "0022"
down_revision = "0021"

ID = sa.String(16).with_variant(sa.String(16, collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SHELVES = {"said_words": "said_found", "known_words": "known_found"}
BATCH = 2_000

SAID = """
SELECT project_id, pos, conversation_id, seq, {kind} AS kind, {author} AS author_kind, author_id, ts, text
FROM {table} WHERE project_id = :project AND recalled_at IS NULL AND {only} ORDER BY pos
"""


def upgrade() -> None:
    connection = op.get_bind()
    postgres = connection.dialect.name == "postgresql"
    if postgres:
        _need_trigrams(connection)
    said, known, label = _tables()
    if not postgres:
        for table, found in SHELVES.items():
            _index_on_sqlite(table, found)
    for project in connection.execute(sa.text("SELECT id FROM project ORDER BY id")).scalars().all():
        _fill(connection, said, _said(connection, project))
    _fill(connection, known, _known(connection))
    _fill(connection, label, _labels(connection))
    if postgres:
        for table, found in SHELVES.items():
            op.create_index(
                found,
                table,
                ["words"],
                postgresql_using="gin",
                postgresql_ops={"words": "gin_trgm_ops"},
                # What waits to be sorted in is read whole by every search, and written by whoever comes last.
                postgresql_with={"gin_pending_list_limit": 512},
            )


def _need_trigrams(connection: sa.Connection) -> None:
    try:
        with connection.begin_nested():
            connection.execute(sa.text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
    except DBAPIError as error:
        raise Unavailable("no_pg_trgm") from error


def _tables() -> tuple[sa.Table, sa.Table, sa.Table]:
    said = op.create_table(
        "said_words",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("pos", sa.BigInteger(), nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("author_kind", sa.String(length=8), nullable=False),
        sa.Column("author_id", ID, nullable=True),
        sa.Column("ts", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_said_words")),
    )
    op.create_index("uq_said_words_pos", "said_words", ["project_id", "pos"], unique=True)
    known = op.create_table(
        "known_words",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("visitor_id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_words")),
    )
    op.create_index("uq_known_words_of", "known_words", ["project_id", "visitor_id", "conversation_id"], unique=True)
    op.create_index("ix_known_words_id", "known_words", ["project_id", "id"])
    label = op.create_table(
        "conversation_label",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("label_id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("project_id", "label_id", "conversation_id", name=op.f("pk_conversation_label")),
        sqlite_with_rowid=False,
    )
    return said, known, label


def _index_on_sqlite(table: str, found: str) -> None:
    op.execute(
        f"CREATE VIRTUAL TABLE {found} USING fts5(words, content='{table}', content_rowid='id', columnsize=0,"
        " detail=none, tokenize='trigram case_sensitive 1')"
    )
    # The index is told what a row said, to forget it.
    put = f"INSERT INTO {found}(rowid, words) VALUES (new.id, new.words);"  # noqa: S608 - our own tables' names
    drop = f"INSERT INTO {found}({found}, rowid, words) VALUES ('delete', old.id, old.words);"  # noqa: S608 - as above
    op.execute(f"CREATE TRIGGER {found}_put AFTER INSERT ON {table} BEGIN {put} END")
    op.execute(f"CREATE TRIGGER {found}_drop AFTER DELETE ON {table} BEGIN {drop} END")
    op.execute(f"CREATE TRIGGER {found}_change AFTER UPDATE OF words ON {table} BEGIN {drop} {put} END")


def _fill(connection: sa.Connection, table: sa.Table, rows: Iterator[dict[str, Any]]) -> None:
    while some := list(islice(rows, BATCH)):
        connection.execute(table.insert(), some)


def _said(connection: sa.Connection, project: str) -> Iterator[Any]:
    messages = SAID.format(kind="kind", author="author_kind", table="message", only="kind = 'text'")
    notes = SAID.format(kind="'note'", author="'agent'", table="note", only="1 = 1")
    streams = (_stream(connection, sql, {"project": project}) for sql in (messages, notes))
    for row in merge(*streams, key=lambda row: row.pos):
        *values, text = row
        names = ("project_id", "pos", "conversation_id", "seq", "kind", "author_kind", "author_id", "ts")
        yield {**dict(zip(names, values, strict=True)), "words": fold(text)}


def _known(connection: sa.Connection) -> Iterator[Any]:
    visitors = "SELECT project_id, id, name, email, phone, remark, customer_id FROM visitor ORDER BY id"
    for row in _stream(connection, visitors, {}):
        words = "\n".join(fold(one) for one in row[2:] if one)
        yield {"project_id": row.project_id, "visitor_id": row.id, "conversation_id": "", "words": words}
    titles = "SELECT project_id, visitor_id, id, title FROM conversation WHERE title IS NOT NULL ORDER BY id"
    for row in _stream(connection, titles, {}):
        where = {"project_id": row.project_id, "visitor_id": row.visitor_id, "conversation_id": row.id}
        yield {**where, "words": fold(row.title)}


def _labels(connection: sa.Connection) -> Iterator[Any]:
    for row in _stream(connection, "SELECT project_id, id, assignee_id, group_id, tags FROM conversation", {}):
        for label in {row.assignee_id, row.group_id, *row.tags.split()} - {None}:
            yield {"project_id": row.project_id, "label_id": label, "conversation_id": row.id}


def _stream(connection: sa.Connection, sql: str, given: dict[str, str]) -> Iterator[Any]:
    return iter(connection.execute(sa.text(sql), given, execution_options={"yield_per": BATCH}))
