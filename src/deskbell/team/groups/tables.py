"""Groups and who is in them."""

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Integer, String, Table, UniqueConstraint, text

from deskbell.kit.db import Id, Millis, metadata

agent_group = Table(
    "agent_group",
    metadata,
    Column("project_id", Id, ForeignKey("project.id"), primary_key=True),
    Column("id", Id, primary_key=True),
    Column("name", String(80), nullable=False),
    # What makes two names the same one.
    Column("name_key", String(320), nullable=False),
    Column("created_at", Millis, nullable=False),
    # Stays as a row, so that conversations that it had keep a name.
    Column("removed_at", Millis),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("client_id", String(64), nullable=False),
    Column("request_digest", String(64), nullable=False),
    UniqueConstraint("project_id", "client_id"),
    Index(
        "ix_agent_group_name",
        "project_id",
        "name_key",
        unique=True,
        sqlite_where=text("removed_at IS NULL"),
        postgresql_where=text("removed_at IS NULL"),
    ),
)

agent_group_member = Table(
    "agent_group_member",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("group_id", Id, primary_key=True),
    Column("agent_id", Id, primary_key=True),
    ForeignKeyConstraint(["project_id", "group_id"], ["agent_group.project_id", "agent_group.id"]),
    ForeignKeyConstraint(["project_id", "agent_id"], ["agent.project_id", "agent.id"]),
    Index("ix_agent_group_member_agent", "project_id", "agent_id"),
)
