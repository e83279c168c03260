"""The invitations' tables."""

from typing import Literal, TypeAlias

import msgspec
from sqlalchemy import Column, ForeignKey, Index, String, Table, Text, UniqueConstraint, text

from deskbell.kit.db import Id, Millis, metadata
from deskbell.team.tables import Role

Ending: TypeAlias = Literal["accepted", "revoked", "needless"]
"""How an invitation ended; *needless*: its address came into the team another way."""

_OPEN = text("ended_at IS NULL")

invitation = Table(
    "invitation",
    metadata,
    Column("project_id", Id, ForeignKey("project.id"), primary_key=True),
    Column("id", Id, primary_key=True),
    Column("email", String(254), nullable=False),
    Column("email_key", String(254), nullable=False),
    Column("role", String(16), nullable=False),
    # Of the newest link alone: with a newer one an older one is unknown.
    Column("token_hash", String(64), nullable=False),
    Column("invited_by", Id, nullable=False),
    Column("invited_by_name", String(80), nullable=False),
    Column("created_at", Millis, nullable=False),
    Column("sent_at", Millis, nullable=False),
    Column("expires_at", Millis, nullable=False),
    Column("ended_at", Millis),
    Column("ending", String(8)),
    # Which request sent it again last.
    Column("client_id", String(64)),
    UniqueConstraint("token_hash"),
    # An address has one open invitation of a project at most, be it too old.
    Index("ix_invitation_open", "project_id", "email_key", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
)

# What was answered to a request for invitations, for whoever asks the same again; forgotten after a day.
invitation_request = Table(
    "invitation_request",
    metadata,
    Column("project_id", Id, ForeignKey("project.id"), primary_key=True),
    Column("client_id", String(64), primary_key=True),
    Column("request_digest", String(64), nullable=False),
    Column("answer", Text, nullable=False),
    Column("created_at", Millis, nullable=False),
)


class InvitationCard(msgspec.Struct, frozen=True):
    """An open invitation. From `expires_at` on its link is too old and it keeps no seat any more."""

    id: str
    email: str
    role: Role
    invited_by_name: str
    created_at: int
    sent_at: int
    expires_at: int


CARD = tuple(invitation.c[name] for name in InvitationCard.__struct_fields__)
