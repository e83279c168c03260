"""The visitor's row, and the visitor as somebody who acts."""

import msgspec
from sqlalchemy import Column, ForeignKey, Index, String, Table, Text, UniqueConstraint

from deskbell.eventlog import Author
from deskbell.kit.db import Id, Millis, metadata

visitor = Table(
    "visitor",
    metadata,
    Column("project_id", Id, ForeignKey("project.id"), primary_key=True),
    Column("id", Id, primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("name", String(80), nullable=False),
    Column("email", String(254)),
    Column("phone", String(40)),
    Column("language", String(35), nullable=False),
    Column("time_zone", String(64)),
    Column("page_url", Text),
    Column("page_title", String(200)),
    Column("referrer", Text),
    Column("user_agent", String(400), nullable=False),
    Column("ip", String(45), nullable=False),
    Column("created_at", Millis, nullable=False),
    Column("last_seen_at", Millis, nullable=False),
    # Whoever is blocked is refused at every door.
    Column("blocked_at", Millis),
    # What the team notes of them: in its own words, and what its own system knows them as.
    Column("remark", String(200)),
    Column("customer_id", String(80)),
    UniqueConstraint("token_hash"),
    Index("ix_visitor_seen", "project_id", "last_seen_at"),
)

# Where a visitor who has written was, the last pages of each.
visitor_page = Table(
    "visitor_page",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("visitor_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("url", Text, nullable=False),
    Column("title", String(200)),
    Column("at", Millis, nullable=False),
)

# On which sites the widget was last seen: a few for each project, never who was there.
widget_sighting = Table(
    "widget_sighting",
    metadata,
    Column("project_id", Id, ForeignKey("project.id"), primary_key=True),
    # Scheme, host and port.
    Column("origin", String(270), primary_key=True),
    Column("page", String(600), nullable=False),
    Column("at", Millis, nullable=False),
)


class Visitor(msgspec.Struct, frozen=True):
    """A visitor who proved who they are by their token."""

    project_id: str
    id: str
    name: str
    email: str | None

    @property
    def author(self) -> Author:
        return Author("visitor", self.id, self.name)
