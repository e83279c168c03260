"""Filing: what happened since the last look becomes deliveries, in the transaction that moves the cursor behind it."""

from collections.abc import Collection
from typing import Any, NamedTuple, get_args

from sqlalchemy import Row, func, select, update

from deskbell.eventlog import Fact, heads, read_after
from deskbell.kit.db import Tx
from deskbell.kit.ids import new_id
from deskbell.webhooks.rules import MAX_WAITING, TRIED_FOR_MS, EventName, event_of, wants
from deskbell.webhooks.stopping import stop_webhook
from deskbell.webhooks.tables import webhook, webhook_cursor, webhook_delivery

FILED_AT_ONCE = 200
_OFFERED = frozenset(get_args(EventName))
_COLUMNS = (
    "project_id", "id", "webhook_id", "pos", "event", "created_at", "due_at", "give_up_at", "attempts",
    "attempts_before", "problem", "excerpt",
)  # fmt: skip
w, d = webhook.c, webhook_delivery.c


class Filing(NamedTuple):
    """The follower, at work in one project."""

    project_id: str


def projects_behind(tx: Tx) -> tuple[set[str], list[str]]:
    """Which projects have endpoints, and of these the ones whose log goes on behind the cursor."""
    cursors = {row.project_id: row.filed_until for row in tx.execute(select(webhook_cursor))}
    now = heads(tx, list(cursors))
    return set(cursors), [one for one, pos in cursors.items() if one in now and now[one].pos > pos]


def file_deliveries(tx: Tx, actor: Filing) -> bool:
    """File the next facts; whether there may be more. Two nodes that do it at once file each fact once."""
    project_id = actor.project_id
    this = webhook_cursor.c.project_id == project_id
    pos = tx.execute(select(webhook_cursor.c.filed_until).where(this)).scalar_one_or_none()
    if pos is None:
        return False
    living = (w.project_id == project_id, w.removed_at.is_(None), w.disabled_at.is_(None))
    endpoints = tx.execute(select(webhook).where(*living)).all()
    facts = read_after(tx, project_id, pos, FILED_AT_ONCE)
    if not facts:
        return False
    new = [row for one in endpoints for row in _deliveries(tx, one, facts)]
    tx.insert_many(webhook_delivery, _COLUMNS, new)
    tx.execute(update(webhook_cursor).where(this).values(filed_until=facts[-1].pos))
    for one in endpoints:
        if any(row[2] == one.id for row in new) and _waiting(tx, one) > MAX_WAITING:
            stop_webhook(tx, one, why="overflowing")
    return len(facts) == FILED_AT_ONCE


def _deliveries(tx: Tx, endpoint: Row[Any], facts: Collection[Fact]) -> list[tuple[Any, ...]]:
    chosen = None if endpoint.events is None else endpoint.events.split()
    made: list[tuple[Any, ...]] = []
    for fact in facts:
        event = event_of(fact.type, team_alone=fact.visitor_id is None)
        if fact.pos > endpoint.after_pos and wants(chosen, event, _OFFERED):
            made.append((
                endpoint.project_id, new_id(), endpoint.id, fact.pos, fact.type, tx.now, tx.now, tx.now + TRIED_FOR_MS,
                0, 0, "", "",
            ))  # fmt: skip
    return made


def _waiting(tx: Tx, endpoint: Row[Any]) -> int:
    some = (
        select(d.id)
        .where(d.project_id == endpoint.project_id, d.webhook_id == endpoint.id, d.due_at.is_not(None))
        .limit(MAX_WAITING + 1)
        .subquery()
    )
    return tx.execute(select(func.count()).select_from(some)).scalar_one()
