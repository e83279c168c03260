"""Forgetting what is older than the operator wants to keep."""

from typing import NamedTuple

from sqlalchemy import delete, select

from deskbell.audit.tables import audit_entry
from deskbell.kit.clock import DAY
from deskbell.kit.db import Database, Tx

AT_ONCE = 5_000
FORGET_EVERY_S = 3_600.0


class Keeper(NamedTuple):
    """Who keeps the log short."""

    days: int
    project_id: str = ""


async def forget_old(db: Database, *, days: int) -> None:
    """Remove what is over, some at a time: others want to write meanwhile."""
    while await db.write(forget_some, Keeper(days)) == AT_ONCE:
        pass


def forget_some(tx: Tx, keeper: Keeper) -> int:
    """Remove the oldest of what is over; how many that were."""
    entry = audit_entry.c
    old = select(entry.id).where(entry.at < tx.now - keeper.days * DAY).order_by(entry.at, entry.id).limit(AT_ONCE)
    return tx.execute(delete(audit_entry).where(entry.id.in_(old))).rowcount
