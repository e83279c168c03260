"""What each agent has chosen, the devices on which they are reached, and what is on its way there."""

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, Integer, String, Table, Text, UniqueConstraint

from deskbell.kit.db import Id, Millis, metadata

# Who has no row has what everybody begins with.
notification_choice = Table(
    "notification_choice",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("agent_id", Id, primary_key=True),
    # `NotificationChoices` as JSON.
    Column("choices", Text, nullable=False),
    ForeignKeyConstraint(["project_id", "agent_id"], ["agent.project_id", "agent.id"]),
)

push_device = Table(
    "push_device",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("agent_id", Id, nullable=False),
    # It is gone when this session is over.
    Column("session_id", Id, nullable=False),
    Column("endpoint", Text, nullable=False),
    Column("endpoint_hash", String(64), nullable=False),
    Column("p256dh", String(120), nullable=False),
    Column("auth", String(40), nullable=False),
    Column("user_agent", String(400), nullable=False),
    Column("created_at", Millis, nullable=False),
    Column("used_at", Millis),
    ForeignKeyConstraint(["project_id", "agent_id"], ["agent.project_id", "agent.id"]),
    UniqueConstraint("project_id", "endpoint_hash"),
    Index("ix_push_device_agent", "project_id", "agent_id"),
)

# How far each project's log was read, where anybody is reached by push.
push_cursor = Table(
    "push_cursor",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("followed_to", BigInteger, nullable=False),
)

# What waits to be sent: of each conversation the newest for each device.
push_due = Table(
    "push_due",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("device_id", Id, primary_key=True),
    Column("conversation_id", Id, primary_key=True),
    Column("agent_id", Id, nullable=False),
    Column("kind", String(12), nullable=False),
    # Seen by whoever has read so far; of a note its place in the log.
    Column("until", BigInteger, nullable=False),
    Column("who", String(80), nullable=False),
    Column("text", Text, nullable=False),
    Column("created_at", Millis, nullable=False),
    Column("due_at", Millis, nullable=False),
    Column("attempts", Integer, nullable=False),
    Index("ix_push_due_at", "due_at"),
)
