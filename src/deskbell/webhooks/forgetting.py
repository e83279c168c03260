"""Forgetting: what was sent is kept for 30 days, and of each endpoint the newest few thousand; a few rows at a time."""

from typing import Any

from sqlalchemy import Select, and_, delete, func, select, tuple_

from deskbell.kit.clock import DAY
from deskbell.kit.db import Database, Tx
from deskbell.webhooks.claiming import Courier
from deskbell.webhooks.tables import webhook, webhook_delivery

KEPT_MS = 30 * DAY
MAX_KEPT = 5_000
AT_ONCE = 500
w, d = webhook.c, webhook_delivery.c


async def forget_old(db: Database, courier: Courier) -> None:
    """Remove what nobody needs any more, some at a time: others want to write meanwhile."""
    while await db.write(forget_some, courier):
        pass


def forget_some(tx: Tx, courier: Courier) -> bool:
    """Remove some of what is old, too much, or of an endpoint that is gone; whether there may be more."""
    del courier
    keys = select(d.project_id, d.id)
    gone = keys.join(webhook, and_(w.project_id == d.project_id, w.id == d.webhook_id)).where(w.removed_at.is_not(None))
    more = _forget(tx, keys.where(d.created_at < tx.now - KEPT_MS)) + _forget(tx, gone) + _forget(tx, _too_many(tx))
    empty = ~select(d.id).where(d.project_id == w.project_id, d.webhook_id == w.id).exists()
    # Its request is remembered for a day, so that one that is repeated makes no second endpoint.
    tx.execute(delete(webhook).where(w.removed_at < tx.now - DAY, empty))
    return more > 0


def _too_many(tx: Tx) -> Select[Any, Any]:
    """What is over and older than the newest few thousand of its endpoint."""
    counts = select(d.project_id, d.webhook_id).group_by(d.project_id, d.webhook_id).having(func.count() > MAX_KEPT)
    for one in tx.execute(counts.limit(1)):
        here = and_(d.project_id == one.project_id, d.webhook_id == one.webhook_id, d.due_at.is_(None))
        last = select(d.id).where(here).order_by(d.id.desc()).offset(MAX_KEPT).limit(1)
        return select(d.project_id, d.id).where(here, d.id <= last.scalar_subquery())
    return select(d.project_id, d.id).where(d.id == "")


def _forget(tx: Tx, keys: Select[Any, Any]) -> int:
    return tx.execute(delete(webhook_delivery).where(tuple_(d.project_id, d.id).in_(keys.limit(AT_ONCE)))).rowcount
