"""What can be asked about subscriptions."""

from collections.abc import Collection

from sqlalchemy import select

from deskbell.kit.db import Tx
from deskbell.subscriptions.rules import require_seat, seat_limit_at
from deskbell.subscriptions.tables import Subscription, subscription


def subscription_of(tx: Tx, project_id: str) -> Subscription:
    """The subscription of a project that exists: each has one from its first moment."""
    return subscriptions_of(tx, [project_id])[project_id]


def subscriptions_of(tx: Tx, project_ids: Collection[str]) -> dict[str, Subscription]:
    """The subscriptions of some projects."""
    rows = tx.execute(select(subscription).where(subscription.c.project_id.in_(project_ids)))
    return {row.project_id: Subscription(*row) for row in rows}


def require_free_seat(tx: Tx, project_id: str, used: int) -> None:
    """Refuse one agent more than the project has seats now. Ask in the transaction that takes the seat."""
    require_seat(seat_limit_at(subscription_of(tx, project_id), tx.now), used)
