"""Leases: taken, renewed and shortened in one statement for a whole node."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import Column, Index, String, Table, delete, func, select

from deskbell.kit.clock import SECOND
from deskbell.kit.db import Actor, Id, Millis, Tx, metadata

LEASE_MS = 65 * SECOND

lease = Table(
    "lease",
    metadata,
    Column("holder_id", Id, primary_key=True),
    Column("node", String(32), primary_key=True),
    Column("project_id", Id, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("expires_at", Millis, nullable=False),
    # Since when the holder is here without having been away.
    Column("since", Millis, nullable=False, server_default="0"),
    Index("ix_lease_project", "project_id", "kind"),
    Index("ix_lease_expires", "expires_at"),
)


class Lease(NamedTuple):
    """One holder's lease on one node, in the order of the table's columns."""

    holder_id: str
    node: str
    project_id: str
    kind: str
    expires_at: int
    since: int = 0


class Here(NamedTuple):
    """Somebody who is here, and since when."""

    holder_id: str
    since: int


def keep_leases(tx: Tx, node: Actor, leases: Sequence[Lease]) -> None:
    """Set when these leases end, and forget those that ended some time ago."""
    del node
    tx.upsert_many(
        lease,
        ("holder_id", "node"),
        ("project_id", "kind", "expires_at", "since"),
        leases,
        on="expires_at = excluded.expires_at, since = excluded.since",
    )
    tx.execute(delete(lease).where(lease.c.expires_at < tx.now - LEASE_MS))


def drop_node(tx: Tx, node: Actor, name: str) -> None:
    """Forget what an earlier run of this node left behind."""
    del node
    tx.execute(delete(lease).where(lease.c.node == name))


def drop_leases(tx: Tx, node: Actor, name: str, *, of: Collection[str]) -> None:
    """Forget these holders' leases on a node: it has told everybody that they are gone."""
    del node
    tx.execute(delete(lease).where(lease.c.node == name, lease.c.holder_id.in_(of)))


def agents_here(tx: Tx, project_id: str) -> set[str]:
    """The agents of a project with a live connection on any node."""
    query = select(lease.c.holder_id).where(
        lease.c.project_id == project_id, lease.c.kind == "agent", lease.c.expires_at > tx.now
    )
    return set(tx.execute(query).scalars())


def visitors_here(tx: Tx, project_id: str, *, limit: int) -> list[Here]:
    """The visitors of a project with a live connection on any node; those who came last stand first."""
    since = func.min(lease.c.since).label("since")
    query = (
        select(lease.c.holder_id, since)
        .where(lease.c.project_id == project_id, lease.c.kind == "visitor", lease.c.expires_at > tx.now)
        .group_by(lease.c.holder_id)
        .order_by(since.desc(), lease.c.holder_id)
        .limit(limit)
    )
    return [Here(*row) for row in tx.execute(query)]


def here(tx: Tx, holder_ids: Collection[str]) -> set[str]:
    """Which of these agents or visitors have a live connection on any node."""
    asked = tx.match(lease, ("holder_id",), ("holder_id", "expires_at"), [(one,) for one in holder_ids])
    return {holder_id for holder_id, expires_at in asked.rows() if expires_at > tx.now}


def ended_elsewhere(tx: Tx, name: str, *, after: int, until: int) -> list[Lease]:
    """The leases of other nodes than `name` that ended in this time, of holders who have no live one anywhere."""
    query = select(lease).where(lease.c.expires_at > after, lease.c.expires_at <= until, lease.c.node != name)
    ended = [Lease(*row) for row in tx.execute(query)]
    still_here = here(tx, {one.holder_id for one in ended}) if ended else set[str]()
    return [one for one in ended if one.holder_id not in still_here]
