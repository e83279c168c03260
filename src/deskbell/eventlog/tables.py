"""The log's tables and what a fact looks like."""

import secrets
from typing import Literal, NamedTuple

import msgspec
from sqlalchemy import BigInteger, Column, Index, String, Table, Text, update

from deskbell.kit.db import Id, Millis, Tx, metadata

feed = Table(
    "feed",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("head", BigInteger, nullable=False),
    Column("epoch", String(16), nullable=False),
)

fact = Table(
    "fact",
    metadata,
    Column("project_id", Id, primary_key=True),
    Column("pos", BigInteger, primary_key=True, autoincrement=False),
    # The visitor in whose stream it appears; null: the team's alone.
    Column("visitor_id", Id),
    Column("ts", Millis, nullable=False),
    Column("type", String(40), nullable=False),
    Column("body", Text, nullable=False),
    Column("team", Text),
    Index("ix_fact_visitor", "project_id", "visitor_id", "pos"),
    sqlite_with_rowid=False,
)


class Author(msgspec.Struct, frozen=True):
    """Who did something, as both sides may see it."""

    kind: Literal["visitor", "agent", "system", "owner"]
    id: str | None
    name: str


class NewFact(msgspec.Struct, frozen=True):
    """A fact about to be stated. `data` is for everybody who may see the fact, `team` for the team alone."""

    type: str
    actor: Author
    data: msgspec.Struct
    team: msgspec.Struct | None = None
    conversation_id: str | None = None
    seq: int | None = None
    visitor_id: str | None = None


class Fact(NamedTuple):
    """A stated fact: `body` and `team` are JSON text, ready to be sent as part of an event frame."""

    project_id: str
    pos: int
    visitor_id: str | None
    ts: int
    type: str
    body: str
    team: str | None


def new_epoch() -> str:
    return secrets.token_hex(8)


def new_epochs(tx: Tx) -> None:
    """Begin a new history for every project, as after a restored backup: clients fetch everything again."""
    tx.execute(update(feed).values(epoch=new_epoch()))
