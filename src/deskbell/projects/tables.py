"""The project's tables, and who may change it."""

from typing import Literal, TypeAlias

import msgspec
from sqlalchemy import Boolean, Column, ForeignKey, Index, LargeBinary, String, Table, UniqueConstraint, text

from deskbell.audit import By
from deskbell.eventlog import Author
from deskbell.kit.db import Id, Millis, metadata

project = Table(
    "project",
    metadata,
    Column("id", Id, primary_key=True),
    # Public: it is in the page of every site that embeds the widget.
    Column("site_key", String(64), nullable=False),
    Column("name", String(80), nullable=False),
    Column("default_language", String(35), nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("created_at", Millis, nullable=False),
    Column("created_by", Id, ForeignKey("account.id"), nullable=False),
    Column("client_id", String(64), nullable=False),
    Column("request_digest", String(64), nullable=False),
    # The name without its capitals, for searching.
    Column("name_key", String(240), nullable=False, server_default=""),
    # Who changed it last, for whoever has an older one in a form.
    Column("renamed_by", String(80)),
    Column("settings_changed_by", String(80)),
    # Which picture it has; null: a letter.
    Column("avatar", String(32)),
    # Since when it is closed, to be erased after a while; null: it is open.
    Column("closed_at", Millis),
    Column("closed_by", String(80)),
    UniqueConstraint("site_key"),
    UniqueConstraint("created_by", "client_id"),
    Index(
        "ix_project_closed",
        "closed_at",
        sqlite_where=text("closed_at IS NOT NULL"),
        postgresql_where=text("closed_at IS NOT NULL"),
    ),
)

project_owner = Table(
    "project_owner",
    metadata,
    Column("project_id", Id, ForeignKey("project.id"), primary_key=True),
    Column("account_id", Id, ForeignKey("account.id"), primary_key=True),
    Column("since", Millis, nullable=False),
    Index("ix_project_owner_account", "account_id", "project_id"),
)

# A few kilobytes each, so they live in the database: every node has them, and a backup holds them.
project_avatar = Table(
    "project_avatar",
    metadata,
    Column("project_id", Id, ForeignKey("project.id"), primary_key=True),
    Column("digest", String(32), nullable=False),
    Column("picture", LargeBinary, nullable=False),
    Index("ix_project_avatar_digest", "digest"),
)

owner_offer = Table(
    "owner_offer",
    metadata,
    Column("project_id", Id, ForeignKey("project.id"), primary_key=True),
    Column("id", Id, primary_key=True),
    Column("kind", String(8), nullable=False),
    # Whether whoever offers a transfer stops being an owner when it is accepted.
    Column("leaves", Boolean, nullable=False),
    Column("email", String(254), nullable=False),
    Column("email_key", String(254), nullable=False),
    Column("token_hash", String(64), nullable=False),
    Column("made_by", Id, nullable=False),
    Column("made_by_name", String(80), nullable=False),
    Column("created_at", Millis, nullable=False),
    Column("expires_at", Millis, nullable=False),
    # Accepted, withdrawn, or replaced by a newer one.
    Column("ended_at", Millis),
    UniqueConstraint("token_hash"),
)


OfferKind: TypeAlias = Literal["join", "transfer"]
Show: TypeAlias = Literal["all", "open", "closed"]


class Project(msgspec.Struct, frozen=True):
    """A project as everybody in it may see it. `closed_at`: since when it waits to be erased."""

    id: str
    name: str
    site_key: str
    default_language: str
    time_zone: str
    created_at: int
    avatar: str | None = None
    closed_at: int | None = None


class Owner(msgspec.Struct, frozen=True):
    """An account that owns this project."""

    project_id: str
    account_id: str
    name: str

    @property
    def author(self) -> Author:
        """The owner as the facts name them."""
        return Author("owner", self.account_id, self.name)

    @property
    def by(self) -> By:
        """The owner as the audit log names them."""
        return By("account", self.account_id, self.name)
