"""Conversations, their messages, who read how far, and the counts that are kept, not counted."""

from typing import Literal, TypeAlias

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, ForeignKeyConstraint, Index, Integer, String, Table, Text, text

from deskbell.kit.db import Id, Millis, metadata

Status: TypeAlias = Literal["queuing", "awaiting_reply", "replied", "pending", "closed"]

conversation = Table(
    "conversation",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("visitor_id", Id, nullable=False),
    Column("created_at", Millis, nullable=False),
    Column("status", String(16), nullable=False),
    Column("assignee_id", Id),
    Column("assignee_name", String(80)),
    # Why it was given to whom: {reason, by, at} as JSON; the details pane shows it.
    Column("assigned_why", Text),
    Column("received_at", Millis),
    Column("closed_at", Millis),
    Column("waiting_since", Millis),
    # Times in a conversation never go back, whatever the clock does.
    Column("last_ts", Millis, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("message_count", BigInteger, nullable=False),
    Column("last_message", Text),
    Column("last_message_at", Millis, nullable=False),
    Column("team_delivered", BigInteger, nullable=False),
    Column("team_read", BigInteger, nullable=False),
    Column("visitor_delivered", BigInteger, nullable=False),
    Column("visitor_read", BigInteger, nullable=False),
    Column("visitor_read_count", BigInteger, nullable=False),
    # Since when the agent whom routing chose has not answered; null once somebody has, or where nobody was chosen.
    Column("given_at", Millis),
    # Whom routing gave it to since somebody last answered, as JSON: whoever was too slow does not get it again.
    Column("had_by", Text),
    # From here on: what only the team may know.
    Column("title", String(120)),
    # Ids of tags with blanks between them.
    Column("tags", Text, nullable=False, server_default=""),
    # Of which group somebody shall have it; null: of anybody.
    Column("group_id", Id),
    # Until when it is set aside; only while it is pending.
    Column("snoozed_until", Millis),
    # Who put it back into the queue by hand: routing does not give it to them again.
    Column("released_by", Id),
    ForeignKeyConstraint(["project_id", "visitor_id"], ["visitor.project_id", "visitor.id"]),
    Index("ix_conversation_all", "project_id", "last_message_at", "id"),
    Index("ix_conversation_status", "project_id", "status", "last_message_at", "id"),
    Index(
        "ix_conversation_open",
        "project_id",
        "last_message_at",
        "id",
        sqlite_where=text("closed_at IS NULL"),
        postgresql_where=text("closed_at IS NULL"),
    ),
    Index(
        "ix_conversation_mine",
        "project_id",
        "assignee_id",
        "last_message_at",
        "id",
        sqlite_where=text("closed_at IS NULL"),
        postgresql_where=text("closed_at IS NULL"),
    ),
    Index(
        "ix_conversation_waiting",
        "project_id",
        "status",
        "waiting_since",
        "id",
        sqlite_where=text("waiting_since IS NOT NULL"),
        postgresql_where=text("waiting_since IS NOT NULL"),
    ),
    Index(
        "ix_conversation_given",
        "project_id",
        "given_at",
        sqlite_where=text("given_at IS NOT NULL"),
        postgresql_where=text("given_at IS NOT NULL"),
    ),
    Index("ix_conversation_visitor", "project_id", "visitor_id", "id"),
    # What is due, of all projects.
    Index(
        "ix_conversation_snoozed",
        "snoozed_until",
        sqlite_where=text("snoozed_until IS NOT NULL"),
        postgresql_where=text("snoozed_until IS NOT NULL"),
    ),
)

# No foreign keys from here on: the posting path has just looked the conversation up in the same transaction.
message = Table(
    "message",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("conversation_id", Id, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("id", Id, nullable=False),
    Column("pos", BigInteger, nullable=False),
    Column("ts", Millis, nullable=False),
    # How many messages of people there were up to here: unread counts are differences of it.
    Column("ordinal", BigInteger, nullable=False),
    Column("author_kind", String(8), nullable=False),
    Column("author_id", Id),
    Column("author_name", String(80), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("client_id", String(64)),
    Column("system", Text),
    # The files it carries, as JSON; a recalled one's stay here and are shown to nobody.
    Column("attachments", Text),
    # How often it was changed, and when last; what it said before stands in `earlier_text`.
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("edited_at", Millis),
    Column("recalled_at", Millis),
    Index("uq_message_client", "project_id", "author_id", "client_id", unique=True),
    sqlite_with_rowid=False,
)

# Notes stand between the items, which are numbered as their visitor sees them: `seq` is the item that a note follows.
note = Table(
    "note",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("conversation_id", Id, primary_key=True),
    Column("pos", BigInteger, primary_key=True, autoincrement=False),
    Column("id", Id, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("ts", Millis, nullable=False),
    Column("author_id", Id, nullable=False),
    Column("author_name", String(80), nullable=False),
    Column("text", Text, nullable=False),
    Column("client_id", String(64), nullable=False),
    # The colleagues it names, as JSON: [{id, name}].
    Column("mentions", Text),
    Column("attachments", Text),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("edited_at", Millis),
    Column("recalled_at", Millis),
    Index("uq_note_client", "project_id", "author_id", "client_id", unique=True),
    Index("ix_note_seq", "project_id", "conversation_id", "seq"),
    sqlite_with_rowid=False,
)

# What a message or a note said before it was changed; `ts` is when it was written so.
earlier_text = Table(
    "earlier_text",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("conversation_id", Id, primary_key=True),
    Column("pos", BigInteger, primary_key=True, autoincrement=False),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("ts", Millis, nullable=False),
    sqlite_with_rowid=False,
)

# The newest note of a conversation that names an agent who has not seen it yet.
mention = Table(
    "mention",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("agent_id", Id, primary_key=True),
    Column("conversation_id", Id, primary_key=True),
    Column("pos", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

read_mark = Table(
    "read_mark",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("conversation_id", Id, primary_key=True),
    Column("agent_id", Id, primary_key=True),
    Column("delivered", BigInteger, nullable=False),
    Column("read", BigInteger, nullable=False),
    Column("read_count", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

conversation_count = Table(
    "conversation_count",
    metadata,
    Column("project_id", Id, primary_key=True),
    # "" counts those that nobody is responsible for.
    Column("assignee_id", Id, primary_key=True),
    Column("status", String(16), primary_key=True),
    Column("n", Integer, nullable=False),
)

# What a list can be narrowed by: a conversation's responsible agent, its group and its tags. Beside the conversation,
# because these change seldom and its row with every message.
conversation_label = Table(
    "conversation_label",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("label_id", Id, primary_key=True),
    Column("conversation_id", Id, primary_key=True),
    sqlite_with_rowid=False,
)

tag = Table(
    "tag",
    metadata,
    Column("project_id", Id, ForeignKey("project.id"), primary_key=True),
    Column("id", Id, primary_key=True),
    Column("name", String(40), nullable=False),
    Column("name_key", String(160), nullable=False),
    Column("colour", String(8), nullable=False),
    # Conversations keep its id, and are known by the tag that it became.
    Column("merged_into", Id),
    Column("created_at", Millis, nullable=False),
    Index(
        "ix_tag_name",
        "project_id",
        "name_key",
        unique=True,
        sqlite_where=text("merged_into IS NULL"),
        postgresql_where=text("merged_into IS NULL"),
    ),
)

saved_view = Table(
    "saved_view",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    # Whose it is; null: the whole team's.
    Column("agent_id", Id),
    Column("name", String(40), nullable=False),
    Column("filters", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("client_id", String(64), nullable=False),
    Index("uq_saved_view_client", "project_id", "client_id", unique=True),
)


class ConversationRow(msgspec.Struct):
    """One conversation as stored, in the order of the table's columns; commands change it, the ledger writes it."""

    project_id: str
    id: str
    visitor_id: str
    created_at: int
    status: Status
    assignee_id: str | None
    assignee_name: str | None
    assigned_why: str | None
    received_at: int | None
    closed_at: int | None
    waiting_since: int | None
    last_ts: int
    last_seq: int
    message_count: int
    last_message: str | None
    last_message_at: int
    team_delivered: int
    team_read: int
    visitor_delivered: int
    visitor_read: int
    visitor_read_count: int
    given_at: int | None = None
    had_by: str | None = None
    title: str | None = None
    tags: str = ""
    group_id: str | None = None
    snoozed_until: int | None = None
    released_by: str | None = None
