"""What administrators may ask: the project's endpoints, and what was sent to each."""

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Row, and_, func, select, true

from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, NotFound
from deskbell.kit.ids import is_id
from deskbell.webhooks.content import TEST, body_of
from deskbell.webhooks.rules import DeliveryState, EventName, Progress, Stopped, state_of
from deskbell.webhooks.signing import both_until
from deskbell.webhooks.tables import webhook, webhook_delivery

w, d = webhook.c, webhook_delivery.c


class WebhookCard(msgspec.Struct, frozen=True):
    """An endpoint. `events` null: all that need not be chosen by name.

    `disabled_why`: by hand, or by itself: the receiver said that it is *gone*, took nothing for days (*failing*), or
    let too much wait (*overflowing*). `failing_since`: nothing was taken since. `both_until`: until when the secret
    before signs too. `waiting`: how much is still to be sent.
    """

    id: str
    url: str
    description: str
    events: list[EventName] | None
    version: int
    created_at: int
    disabled_at: int | None
    disabled_why: Stopped | None
    failing_since: int | None
    delivered_at: int | None
    both_until: int | None
    waiting: int


class DeliveryLine(msgspec.Struct, frozen=True):
    """One event on its way to an endpoint. `id` is its `webhook-id`; `event` is *test* where nothing has happened.

    `due_at`: when it is tried next, null: not again. `status`: what was answered last, null: nothing; then `problem`
    says why.
    """

    id: str
    event: str
    state: DeliveryState
    created_at: int
    due_at: int | None
    ended_at: int | None
    tried_at: int | None
    attempts: int
    status: int | None
    problem: str


class DeliveryPage(msgspec.Struct, frozen=True):
    """A page of deliveries, newest first."""

    items: list[DeliveryLine]
    next: str | None


class DeliveryContent(msgspec.Struct, frozen=True):
    """One delivery: what is sent, as it would be now, and the beginning of what was answered last."""

    delivery: DeliveryLine
    payload: str | None
    excerpt: str
    took_ms: int | None


def webhook_cards(tx: Tx, project_id: str) -> list[WebhookCard]:
    """The project's endpoints, the oldest first."""
    query = select(webhook).where(w.project_id == project_id, w.removed_at.is_(None)).order_by(w.id)
    rows = tx.execute(query).all()
    waiting = _waiting(tx, project_id)
    return [_card(row, waiting.get(row.id, 0), tx.now) for row in rows]


def webhook_card(tx: Tx, project_id: str, webhook_id: str) -> WebhookCard:
    """One of them, or `NotFound`."""
    for one in webhook_cards(tx, project_id):
        if one.id == webhook_id:
            return one
    raise NotFound


def deliveries(
    tx: Tx, project_id: str, webhook_id: str, *, state: DeliveryState | None, after: str | None, limit: int
) -> DeliveryPage:
    """What was sent to one endpoint, or is to be."""
    webhook_card(tx, project_id, webhook_id)
    here = and_(d.project_id == project_id, d.webhook_id == webhook_id, _in_state(tx, state))
    query = select(webhook_delivery).where(here).order_by(d.id.desc()).limit(limit + 1)
    if after is not None:
        if not is_id(after):
            raise BadInput("bad_cursor", field="after")
        query = query.where(d.id < after)
    rows = tx.execute(query).all()
    return DeliveryPage([_line(tx, row) for row in rows[:limit]], rows[limit - 1].id if len(rows) > limit else None)


def delivery_content(tx: Tx, project_id: str, webhook_id: str, delivery_id: str) -> DeliveryContent:
    """One of them, with what it says."""
    row = delivery_row(tx, project_id, webhook_id, delivery_id)
    payload = body_of(tx, project_id, pos=row.pos, at=row.created_at)
    return DeliveryContent(_line(tx, row), payload, row.excerpt, row.took_ms)


def delivery_line(tx: Tx, project_id: str, webhook_id: str, delivery_id: str) -> DeliveryLine:
    """One of them as the list has it."""
    return _line(tx, delivery_row(tx, project_id, webhook_id, delivery_id))


def delivery_row(tx: Tx, project_id: str, webhook_id: str, delivery_id: str) -> Row[Any]:
    """The row of a delivery to one of the project's endpoints, or `NotFound`."""
    webhook_card(tx, project_id, webhook_id)
    this = and_(d.project_id == project_id, d.id == delivery_id, d.webhook_id == webhook_id)
    row = tx.execute(select(webhook_delivery).where(this)).one_or_none() if is_id(delivery_id) else None
    if row is None:
        raise NotFound
    return row


def _waiting(tx: Tx, project_id: str) -> dict[str, int]:
    still = and_(d.project_id == project_id, d.due_at.is_not(None))
    query = select(d.webhook_id, func.count().label("many")).where(still).group_by(d.webhook_id)
    return {row.webhook_id: row.many for row in tx.execute(query)}


def _card(row: Row[Any], waiting: int, now: int) -> WebhookCard:
    return WebhookCard(
        id=row.id,
        url=row.url,
        description=row.description,
        events=None if row.events is None else row.events.split(),
        version=row.version,
        created_at=row.created_at,
        disabled_at=row.disabled_at,
        disabled_why=row.disabled_why,
        failing_since=row.failing_since,
        delivered_at=row.delivered_at,
        both_until=both_until(row.secrets, now),
        waiting=waiting,
    )


def _line(tx: Tx, row: Row[Any]) -> DeliveryLine:
    return DeliveryLine(
        id=row.id,
        event=TEST if row.pos is None else row.event,
        state=state_of(
            Progress(row.due_at, row.leased_until, row.attempts - row.attempts_before, row.delivered_at), tx.now
        ),
        created_at=row.created_at,
        due_at=row.due_at,
        ended_at=row.delivered_at or row.failed_at,
        tried_at=row.tried_at,
        attempts=row.attempts,
        status=row.status,
        problem=row.problem,
    )


def _in_state(tx: Tx, state: DeliveryState | None) -> ColumnElement[bool]:
    due, sending = d.due_at.is_not(None), func.coalesce(d.leased_until, 0) > tx.now
    conditions: dict[DeliveryState | None, ColumnElement[bool]] = {
        None: true(),
        "waiting": and_(due, ~sending, d.attempts == d.attempts_before),
        "sending": and_(due, sending),
        "retrying": and_(due, ~sending, d.attempts > d.attempts_before),
        "delivered": and_(~due, d.delivered_at.is_not(None)),
        "failed": and_(~due, d.delivered_at.is_(None)),
    }
    return conditions[state]
