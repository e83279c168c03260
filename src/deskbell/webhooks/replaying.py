"""Sending on demand: once more what was sent before, with the same id, or something to try an endpoint with."""

from sqlalchemy import and_, insert, update

from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict
from deskbell.kit.ids import new_id
from deskbell.team import Agent
from deskbell.webhooks.content import TEST
from deskbell.webhooks.keeping import Followed, own
from deskbell.webhooks.queries import DeliveryLine, delivery_line, delivery_row
from deskbell.webhooks.rules import TRIED_FOR_MS
from deskbell.webhooks.tables import webhook_delivery


def send_again(tx: Tx, who: Agent, *, webhook_id: str, delivery_id: str) -> DeliveryLine:
    """Have it tried now, and as often as anything new if need be. What is being sent at this moment is left alone."""
    row = delivery_row(tx, who.project_id, webhook_id, delivery_id)
    _require_on(tx, who, webhook_id)
    if row.leased_until is None or row.leased_until <= tx.now:
        anew = {
            "due_at": tx.now,
            "give_up_at": tx.now + TRIED_FOR_MS,
            "attempts_before": row.attempts,
            "delivered_at": None,
            "failed_at": None,
        }
        this = and_(webhook_delivery.c.project_id == who.project_id, webhook_delivery.c.id == delivery_id)
        tx.execute(update(webhook_delivery).where(this).values(**anew))
        tx.announce(Followed(who.project_id))
    return delivery_line(tx, who.project_id, webhook_id, delivery_id)


def send_test(tx: Tx, who: Agent, *, webhook_id: str) -> DeliveryLine:
    """Send what nothing has happened for, so that somebody sees whether it arrives."""
    _require_on(tx, who, webhook_id)
    delivery_id = new_id()
    tx.execute(
        insert(webhook_delivery).values(
            project_id=who.project_id,
            id=delivery_id,
            webhook_id=webhook_id,
            event=TEST,
            created_at=tx.now,
            due_at=tx.now,
            give_up_at=tx.now + TRIED_FOR_MS,
            attempts=0,
            attempts_before=0,
            problem="",
            excerpt="",
        )
    )
    tx.announce(Followed(who.project_id))
    return delivery_line(tx, who.project_id, webhook_id, delivery_id)


def _require_on(tx: Tx, who: Agent, webhook_id: str) -> None:
    if own(tx, who.project_id, webhook_id).disabled_at is not None:
        raise Conflict("webhook_off")
