"""Reading the log: where it ends, and what came after a position."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from deskbell.eventlog.tables import Fact, fact, feed
from deskbell.kit.db import Tx


class Head(NamedTuple):
    """Where a project's log ends, and which history it is."""

    pos: int
    epoch: str


def head(tx: Tx, project_id: str) -> Head:
    row = tx.execute(select(feed.c.head, feed.c.epoch).where(feed.c.project_id == project_id)).one()
    return Head(row.head, row.epoch)


def heads(tx: Tx, project_ids: Sequence[str]) -> dict[str, Head]:
    rows = tx.execute(select(feed.c.project_id, feed.c.head, feed.c.epoch).where(feed.c.project_id.in_(project_ids)))
    return {row.project_id: Head(row.head, row.epoch) for row in rows}


def heads_everywhere(tx: Tx) -> dict[str, int]:
    """Where the log of every project ends."""
    return {row.project_id: row.head for row in tx.execute(select(feed.c.project_id, feed.c.head))}


def read_after(tx: Tx, project_id: str, pos: int, limit: int) -> list[Fact]:
    """The project's next facts after `pos`, in order: all of them, as the team sees them."""
    query = select(fact).where(fact.c.project_id == project_id, fact.c.pos > pos).order_by(fact.c.pos).limit(limit)
    return [Fact(*row) for row in tx.execute(query)]


def read_visitor_after(tx: Tx, project_id: str, visitor_id: str, pos: int, limit: int) -> list[Fact]:
    """The same for one visitor: only the facts of their own conversations that they may see."""
    query = (
        select(fact)
        .where(fact.c.project_id == project_id, fact.c.visitor_id == visitor_id, fact.c.pos > pos)
        .order_by(fact.c.pos)
        .limit(limit)
    )
    return [Fact(*row) for row in tx.execute(query)]
