"""The project's tables, and who may change it."""

import msgspec
from sqlalchemy import Column, ForeignKey, Index, String, Table, UniqueConstraint

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
    UniqueConstraint("site_key"),
    UniqueConstraint("created_by", "client_id"),
)

project_owner = Table(
    "project_owner",
    metadata,
    Column("project_id", Id, ForeignKey("project.id"), primary_key=True),
    Column("account_id", Id, ForeignKey("account.id"), primary_key=True),
    Column("since", Millis, nullable=False),
    Index("ix_project_owner_account", "account_id", "project_id"),
)


class Project(msgspec.Struct, frozen=True):
    """A project as everybody in it may see it."""

    id: str
    name: str
    site_key: str
    default_language: str
    time_zone: str
    created_at: int


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
