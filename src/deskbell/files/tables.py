"""The rows of files; their bytes are in the store."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, text

from deskbell.kit.db import Id, Millis, metadata

file = Table(
    "file",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    # The visitor or the agent who sent it.
    Column("owner_id", Id, nullable=False),
    Column("name", String(120), nullable=False),
    Column("media_type", String(80), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("width", Integer),
    Column("height", Integer),
    Column("created_at", Millis, nullable=False),
    # Null while it is on its way.
    Column("ready_at", Millis),
    # The message or note that carries it, and the visitor who may read it there; null of a note.
    Column("message_id", Id),
    Column("visitor_id", Id),
    # From then on nobody reads it; the sweeper removes its bytes, then the row.
    Column("removed_at", Millis),
    Index(
        "ix_file_waiting",
        "project_id",
        "owner_id",
        sqlite_where=text("message_id IS NULL"),
        postgresql_where=text("message_id IS NULL"),
    ),
    Index(
        "ix_file_left",
        "created_at",
        sqlite_where=text("message_id IS NULL"),
        postgresql_where=text("message_id IS NULL"),
    ),
    Index(
        "ix_file_removed",
        "removed_at",
        sqlite_where=text("removed_at IS NOT NULL"),
        postgresql_where=text("removed_at IS NOT NULL"),
    ),
    Index(
        "ix_file_message",
        "project_id",
        "message_id",
        sqlite_where=text("message_id IS NOT NULL"),
        postgresql_where=text("message_id IS NOT NULL"),
    ),
)
