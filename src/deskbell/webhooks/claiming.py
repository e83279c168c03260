"""The queue: which node sends what, and what became of it. A lease keeps two nodes from sending the same at once.

A node that dies between the receiver's answer and our row leaves the delivery to be sent again when its lease ends,
with the same id: that is how receivers tell it again.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Row, and_, case, func, or_, select, update

from deskbell.kit.clock import MINUTE
from deskbell.kit.db import Tx
from deskbell.projects import is_closed
from deskbell.webhooks.content import body_of
from deskbell.webhooks.rules import pause_after, stops
from deskbell.webhooks.stopping import stop_webhook
from deskbell.webhooks.tables import webhook, webhook_delivery

LEASE_MS = MINUTE
AT_ONCE = 32
"""How many deliveries one node sends at once,"""
AT_ONCE_TO_ONE = 4
"""and how many of them to one endpoint: whoever is slow keeps nobody else waiting."""
w, d = webhook.c, webhook_delivery.c


class Courier(NamedTuple):
    """One node's right to send."""

    node: str
    project_id: str = ""


class Claimed(NamedTuple):
    """A delivery that this node is to send now. `secrets` are sealed."""

    project_id: str
    id: str
    webhook_id: str
    url: str
    secrets: str
    body: str | None
    attempts: int


class Tried(msgspec.Struct, frozen=True):
    """What came of a try: an answer's status and beginning, or why there was none. `chance` is from 0 to 1."""

    status: int | None
    problem: str
    excerpt: str
    took_ms: int
    chance: float

    @property
    def taken(self) -> bool:
        """Whether the receiver has it."""
        return self.status is not None and 200 <= self.status < 300 and not self.problem  # noqa: PLR2004 - HTTP's own numbers


def next_due(tx: Tx) -> int | None:
    """When something may be sent next, which may be long past; None: nothing waits."""
    leased = func.coalesce(d.leased_until, 0)
    free_at = case((leased > d.due_at, leased), else_=d.due_at)
    return tx.execute(_ready(select(func.min(free_at)))).scalar_one_or_none()


def claim_deliveries(tx: Tx, courier: Courier, *, busy: Mapping[str, int]) -> list[Claimed]:
    """Take what is due, longest waiting first, as far as there is room beside what this node is `busy` with."""
    tx.execute(
        update(webhook_delivery)
        .where(_due(tx), d.give_up_at <= tx.now)
        .values(due_at=None, leased_by=None, leased_until=None, failed_at=tx.now)
    )
    waiting = _ready(select(d.project_id, d.webhook_id, func.min(d.due_at).label("since"))).where(_due(tx))
    endpoints = tx.execute(waiting.group_by(d.project_id, d.webhook_id).order_by("since").limit(2 * AT_ONCE)).all()
    claimed: list[Claimed] = []
    for one in endpoints:
        room = min(AT_ONCE_TO_ONE - busy.get(one.webhook_id, 0), AT_ONCE - sum(busy.values()) - len(claimed))
        if room > 0:
            claimed += _claim(tx, courier, one, room)
    return claimed


def note_tried(tx: Tx, courier: Courier, *, claimed: Claimed, tried: Tried) -> None:
    """Write down what came of it: taken, to be tried again, or given up."""
    still = and_(
        d.project_id == claimed.project_id,
        d.id == claimed.id,
        d.leased_by == courier.node,
        d.attempts == claimed.attempts,
    )
    row = tx.execute(select(webhook_delivery).where(still)).one_or_none()
    if row is None:
        return
    said = {name: getattr(tried, name) for name in ("status", "problem", "excerpt", "took_ms")}
    outcome = _outcome(tx.now, row, tried)
    tx.execute(update(webhook_delivery).where(still).values(**said, **outcome, tried_at=tx.now, leased_until=None))
    endpoint = tx.execute(select(webhook).where(_endpoint(claimed))).one_or_none()
    if endpoint is None or endpoint.removed_at is not None:
        return
    if tried.taken:
        tx.execute(update(webhook).where(_endpoint(claimed)).values(failing_since=None, delivered_at=tx.now))
        return
    since = tx.now if endpoint.failing_since is None else endpoint.failing_since
    tx.execute(update(webhook).where(_endpoint(claimed)).values(failing_since=since))
    if why := stops(tried.status, failing_since=since, now=tx.now):
        stop_webhook(tx, endpoint, why=why)


def _outcome(now: int, row: Row[Any], tried: Tried) -> dict[str, int | None]:
    if tried.taken:
        return {"due_at": None, "delivered_at": now, "failed_at": None}
    due_at = now + pause_after(row.attempts - row.attempts_before, tried.chance)
    if due_at >= row.give_up_at or stops(tried.status, failing_since=now, now=now):
        return {"due_at": None, "delivered_at": None, "failed_at": now}
    return {"due_at": due_at, "delivered_at": None, "failed_at": None}


def _claim(tx: Tx, courier: Courier, one: Row[Any], room: int) -> list[Claimed]:
    here = and_(d.project_id == one.project_id, d.webhook_id == one.webhook_id, _due(tx))
    rows = tx.execute(select(webhook_delivery).where(here).order_by(d.due_at, d.id).limit(room)).all()
    lease = {"leased_by": courier.node, "leased_until": tx.now + LEASE_MS, "attempts": d.attempts + 1}
    theirs = and_(d.project_id == one.project_id, d.id.in_([row.id for row in rows]))
    tx.execute(update(webhook_delivery).where(theirs).values(**lease))
    endpoint = tx.execute(select(w.url, w.secrets).where(w.project_id == one.project_id, w.id == one.webhook_id)).one()
    return [
        Claimed(
            one.project_id, row.id, one.webhook_id, endpoint.url, endpoint.secrets,
            body_of(tx, one.project_id, pos=row.pos, at=row.created_at), row.attempts + 1,
        )
        for row in rows
    ]  # fmt: skip


def _ready(query: Any) -> Any:  # noqa: ANN401 - a query of any columns
    """Of what is due, that for endpoints which are on, in projects that nobody has closed."""
    on = and_(w.project_id == d.project_id, w.id == d.webhook_id, w.disabled_at.is_(None), w.removed_at.is_(None))
    return query.select_from(webhook_delivery.join(webhook, on)).where(d.due_at.is_not(None), ~is_closed(d.project_id))


def _due(tx: Tx) -> ColumnElement[bool]:
    return and_(d.due_at <= tx.now, or_(d.leased_until.is_(None), d.leased_until <= tx.now))


def _endpoint(claimed: Claimed) -> ColumnElement[bool]:
    return and_(w.project_id == claimed.project_id, w.id == claimed.webhook_id)
