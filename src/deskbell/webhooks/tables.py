"""Endpoints, how far each project's log is filed, and the deliveries: what is to be sent, and its history."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from deskbell.kit.db import Id, Millis, metadata

webhook = Table(
    "webhook",
    metadata,
    Column("project_id", Id, ForeignKey("project.id"), primary_key=True),
    Column("id", Id, primary_key=True),
    Column("url", Text, nullable=False),
    Column("description", String(200), nullable=False),
    # Which events, separated by spaces; null: all of those that need not be chosen.
    Column("events", Text),
    # JSON: the sealed secrets, the newest first, and until when an earlier one still signs.
    Column("secrets", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Millis, nullable=False),
    # Only what comes behind this place of the log is told.
    Column("after_pos", BigInteger, nullable=False),
    Column("disabled_at", Millis),
    Column("disabled_why", String(16)),
    # Since when nothing has been taken, while something was sent.
    Column("failing_since", Millis),
    Column("delivered_at", Millis),
    # Nobody sees it any more; its deliveries are erased a few at a time, and then the row.
    Column("removed_at", Millis),
    Column("client_id", String(64), nullable=False),
    Column("request_digest", String(64), nullable=False),
    UniqueConstraint("project_id", "client_id"),
)

# How far the log has been looked through for a project that has endpoints.
webhook_cursor = Table(
    "webhook_cursor",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("filed_until", BigInteger, nullable=False),
)

webhook_delivery = Table(
    "webhook_delivery",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("webhook_id", Id, nullable=False),
    # The fact that it tells; null: a test.
    Column("pos", BigInteger),
    Column("event", String(40), nullable=False),
    Column("created_at", Millis, nullable=False),
    # When to try next; null: never again.
    Column("due_at", Millis),
    Column("give_up_at", Millis, nullable=False),
    Column("attempts", Integer, nullable=False),
    # How many of them were before somebody had it sent again: pauses begin anew.
    Column("attempts_before", Integer, nullable=False),
    Column("leased_by", String(32)),
    Column("leased_until", Millis),
    Column("delivered_at", Millis),
    Column("failed_at", Millis),
    # What came of the last try.
    Column("tried_at", Millis),
    Column("took_ms", Integer),
    Column("status", Integer),
    Column("problem", String(16), nullable=False),
    Column("excerpt", Text, nullable=False),
    ForeignKeyConstraint(["project_id", "webhook_id"], ["webhook.project_id", "webhook.id"]),
    # A fact is filed once for each endpoint, whoever files it.
    UniqueConstraint("project_id", "webhook_id", "pos"),
    Index("ix_webhook_delivery_due", "due_at"),
    Index("ix_webhook_delivery_waiting", "project_id", "webhook_id", "due_at"),
    Index("ix_webhook_delivery_newest", "project_id", "webhook_id", "id"),
    Index("ix_webhook_delivery_created", "created_at"),
)
