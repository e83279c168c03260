"""What is looked through: a row for each message and note, and one for whatever a conversation is known by.

Both have an index of trigrams beside them, which no table of ours declares: `said_found` and `known_found`, on SQLite
kept by triggers, on PostgreSQL of the kind that pg_trgm brings. docs/decisions tells why.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from deskbell.kit.db import Id, Millis, metadata

_Number = BigInteger().with_variant(Integer, "sqlite")

said_words = Table(
    "said_words",
    metadata,
    # In the order of writing, as `pos` is within a project.
    Column("id", _Number, primary_key=True),
    Column("project_id", Id, nullable=False),
    Column("pos", BigInteger, nullable=False),
    Column("conversation_id", Id, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("author_kind", String(8), nullable=False),
    Column("author_id", Id),
    Column("ts", Millis, nullable=False),
    Column("words", Text, nullable=False),
    Index("uq_said_words_pos", "project_id", "pos", unique=True),
)

known_words = Table(
    "known_words",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("project_id", Id, nullable=False),
    Column("visitor_id", Id, nullable=False),
    # Empty: what the visitor is known by, in all of their conversations.
    Column("conversation_id", Id, nullable=False),
    Column("words", Text, nullable=False),
    Index("uq_known_words_of", "project_id", "visitor_id", "conversation_id", unique=True),
    Index("ix_known_words_id", "project_id", "id"),
)
