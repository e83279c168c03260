"""What reports know: a row for each conversation, sums of each day, and how far the log has been followed.

All of it comes from facts, so it may be thrown away and told again. A day is one of the project's own clock.
"""

import msgspec
from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, text

from deskbell.kit.db import Id, Millis, metadata

report_conversation = Table(
    "report_conversation",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("visitor_id", Id, nullable=False),
    Column("started_at", Millis, nullable=False),
    # When somebody first became responsible, and when an agent first answered.
    Column("assigned_at", Millis),
    Column("replied_at", Millis),
    Column("closed_at", Millis),
    Column("reopened", Integer, nullable=False),
    Column("visitor_messages", BigInteger, nullable=False),
    Column("team_messages", BigInteger, nullable=False),
    # As it stands now; a closed one keeps whoever had it.
    Column("agent_id", Id),
    Column("group_id", Id),
    # Ids with a blank before and behind each.
    Column("tags", Text, nullable=False),
    Index("ix_report_conversation_started", "project_id", "started_at", "id"),
    Index(
        "ix_report_conversation_closed",
        "project_id",
        "closed_at",
        "id",
        sqlite_where=text("closed_at IS NOT NULL"),
        postgresql_where=text("closed_at IS NOT NULL"),
    ),
    sqlite_with_rowid=False,
)

# The sums of a day: of all conversations (`kind` "all", `part` ""), and of those of each agent, group and tag.
report_day = Table(
    "report_day",
    metadata,
    Column("project_id", Id, primary_key=True),
    # As YYYY-MM-DD.
    Column("day", String(10), primary_key=True),
    Column("kind", String(8), primary_key=True),
    # Whose; empty: of nobody, or of no group.
    Column("part", Id, primary_key=True),
    Column("figures", Text, nullable=False),
    sqlite_with_rowid=False,
)

report_cursor = Table(
    "report_cursor",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("pos", BigInteger, nullable=False),
    # By whose clock the days are told.
    Column("time_zone", String(64), nullable=False),
    sqlite_with_rowid=False,
)


class Told(msgspec.Struct):
    """What is known of one conversation, in the order of the table's columns."""

    project_id: str
    id: str
    visitor_id: str
    started_at: int
    assigned_at: int | None = None
    replied_at: int | None = None
    closed_at: int | None = None
    reopened: int = 0
    visitor_messages: int = 0
    team_messages: int = 0
    agent_id: str | None = None
    group_id: str | None = None
    tags: str = ""
