"""The team's tables, and the agent as somebody who acts."""

from typing import Literal, TypeAlias

import msgspec
from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from deskbell.audit import By
from deskbell.eventlog import Author
from deskbell.kit.db import Id, Millis, metadata

Role: TypeAlias = Literal["administrator", "agent"]
Availability: TypeAlias = Literal["online", "away", "offline"]

agent = Table(
    "agent",
    metadata,
    Column("project_id", Id, ForeignKey("project.id"), primary_key=True),
    Column("id", Id, primary_key=True),
    Column("email", String(254), nullable=False),
    Column("email_key", String(254), nullable=False),
    Column("name", String(80), nullable=False),
    Column("role", String(16), nullable=False),
    # Null: no password yet, so nobody can sign in as this agent.
    Column("password_hash", String(200)),
    Column("password_changed_at", Millis),
    Column("language", String(35), nullable=False),
    Column("availability", String(8), nullable=False),
    Column("conversation_limit", Integer, nullable=False),
    Column("last_assigned_at", Millis),
    Column("last_sign_in_at", Millis),
    Column("created_at", Millis, nullable=False),
    Column("disabled_at", Millis),
    # Since when there are fewer seats than people and none is left for this one; `holding` says who has one.
    Column("suspended_at", Millis),
    # Whoever was removed stays as a row, disabled, so that history keeps the name; their `email_key` is free again.
    Column("removed_at", Millis),
    # Counts what was changed of who they are and what they sign in with: a form that began from another one is stale.
    Column("version", Integer, nullable=False, server_default="1"),
    # Null for whom no request of a client made, such as the first administrator.
    Column("client_id", String(64)),
    Column("request_digest", String(64)),
    UniqueConstraint("project_id", "email_key"),
    UniqueConstraint("project_id", "client_id"),
    Index("ix_agent_email_key", "email_key"),
)

agent_session = Table(
    "agent_session",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("agent_id", Id, nullable=False),
    Column("created_at", Millis, nullable=False),
    Column("last_seen_at", Millis, nullable=False),
    Column("expires_at", Millis, nullable=False),
    Column("ended_at", Millis),
    Column("user_agent", String(400), nullable=False),
    Column("ip", String(45), nullable=False),
    ForeignKeyConstraint(["project_id", "agent_id"], ["agent.project_id", "agent.id"]),
    UniqueConstraint("token_hash"),
    Index("ix_agent_session_agent", "project_id", "agent_id"),
)

# One for each agent at most, so that the newest is the only one.
password_link = Table(
    "password_link",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("agent_id", Id, primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("sent_at", Millis, nullable=False),
    Column("expires_at", Millis, nullable=False),
    # Which request asked for it; null where it went along with another one.
    Column("client_id", String(64)),
    ForeignKeyConstraint(["project_id", "agent_id"], ["agent.project_id", "agent.id"]),
    UniqueConstraint("token_hash"),
)


class AgentProfile(msgspec.Struct, frozen=True):
    """An agent as the agent sees themselves."""

    id: str
    email: str
    name: str
    role: Role
    language: str
    availability: Availability
    conversation_limit: int
    created_at: int


class Agent(msgspec.Struct, frozen=True):
    """An agent signed in to the Workspace of one project."""

    project_id: str
    session_id: str
    profile: AgentProfile

    @property
    def id(self) -> str:
        """The agent's id."""
        return self.profile.id

    @property
    def name(self) -> str:
        """The agent's name."""
        return self.profile.name

    @property
    def role(self) -> Role:
        """What the agent may do."""
        return self.profile.role

    @property
    def author(self) -> Author:
        """The agent as messages and facts name them."""
        return Author("agent", self.id, self.name)

    @property
    def by(self) -> By:
        """The agent as the audit log names them."""
        return By("agent", self.id, self.name)
