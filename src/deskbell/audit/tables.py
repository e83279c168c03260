"""The log's table, and who did something."""

from typing import Literal, NamedTuple

from sqlalchemy import Column, Index, String, Table, Text

from deskbell.kit.db import Id, Millis, metadata

MAX_NAME = 254
"""Long enough for an e-mail address, which is what a stranger is known by."""

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Millis, nullable=False),
    # In whose logs it stands; neither: the installation's alone.
    Column("project_id", Id),
    Column("account_id", Id),
    Column("action", String(60), nullable=False),
    Column("by_kind", String(8), nullable=False),
    Column("by_id", Id),
    Column("by_name", String(MAX_NAME), nullable=False),
    Column("target", String(MAX_NAME)),
    Column("details", Text, nullable=False),
    Column("ip", String(45), nullable=False),
    Column("user_agent", String(400), nullable=False),
    Index("ix_audit_entry_project", "project_id", "at", "id"),
    Index("ix_audit_entry_account", "account_id", "at", "id"),
    Index("ix_audit_entry_at", "at", "id"),
)


class By(NamedTuple):
    """Who did it, by the name they had then. A stranger's name is what they said of themselves, such as an e-mail."""

    kind: Literal["account", "agent", "operator", "system", "stranger"]
    id: str | None
    name: str
