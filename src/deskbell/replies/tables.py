"""The table of saved replies."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from deskbell.kit.db import Id, Millis, metadata

saved_reply = Table(
    "saved_reply",
    metadata,
    Column("project_id", Id, ForeignKey("project.id"), primary_key=True),
    Column("id", Id, primary_key=True),
    # Whose it is; "" is everybody's: no null, so that a shortcut is unique among either's.
    Column("owner_id", Id, nullable=False),
    Column("shortcut", String(40), nullable=False),
    Column("shortcut_key", String(160), nullable=False),
    Column("title", String(120), nullable=False),
    Column("text", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("used", Integer, nullable=False),
    Column("last_used_at", Millis),
    Column("created_at", Millis, nullable=False),
    # Who made it and under which name, so that asking twice makes one.
    Column("created_by", Id, nullable=False),
    Column("client_id", String(64), nullable=False),
    Index("uq_saved_reply_shortcut", "project_id", "owner_id", "shortcut_key", unique=True),
    Index("uq_saved_reply_client", "project_id", "created_by", "client_id", unique=True),
)
