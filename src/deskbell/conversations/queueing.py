"""Queueing: what a visitor who waits is told about their place, and about how long it takes."""

import msgspec
from sqlalchemy import and_, func, or_, select

from deskbell.conversations.rules import ask_again_after, estimated_wait
from deskbell.conversations.tables import conversation
from deskbell.conversations.thread import require_readable
from deskbell.kit.db import Tx
from deskbell.service import Opening, opening_now, routing_settings
from deskbell.team import available_agents
from deskbell.visitors import Visitor

c = conversation.c
_MOST = 1_000
_RECENT = 100


class QueuePlace(msgspec.Struct):
    """A visitor's place in the queue: 1 is next. Null: they do not wait in it, or it is not told.

    `wait_ms`: about how long it takes, null when nobody can tell. `full`: so many wait that leaving a message is
    better. `again_ms`: ask again after this long.
    """

    position: int | None
    wait_ms: int | None
    full: bool
    hours: Opening | None
    again_ms: int


def place_in_queue(tx: Tx, visitor: Visitor, *, conversation_id: str) -> QueuePlace:
    """Where the visitor's conversation stands in the queue now."""
    require_readable(tx, visitor, conversation_id=conversation_id)
    project_id = visitor.project_id
    hours = opening_now(tx, project_id)
    here = and_(c.project_id == project_id, c.id == conversation_id)
    mine = tx.execute(select(c.waiting_since).where(here, c.status == "queuing")).scalar_one_or_none()
    settings = routing_settings(tx, project_id)
    if mine is None:
        return QueuePlace(None, None, full=False, hours=hours, again_ms=ask_again_after(1))
    earlier = or_(c.waiting_since < mine, and_(c.waiting_since == mine, c.id < conversation_id))
    ahead = select(c.id).where(c.project_id == project_id, c.status == "queuing", c.waiting_since.is_not(None), earlier)
    position = tx.execute(select(func.count()).select_from(ahead.limit(_MOST).subquery())).scalar_one() + 1
    again = ask_again_after(position)
    full = bool(settings.queue_limit) and position > settings.queue_limit
    if full or not settings.tell_position:
        return QueuePlace(None, None, full=full, hours=hours, again_ms=again)
    wait = estimated_wait(position, _picked_up(tx, project_id), tx.now) if available_agents(tx, project_id) else None
    return QueuePlace(position, wait, full=False, hours=hours, again_ms=again)


def _picked_up(tx: Tx, project_id: str) -> list[int]:
    """When the liveliest conversations were picked up."""
    lively = (
        select(c.received_at).where(c.project_id == project_id).order_by(c.last_message_at.desc(), c.id.desc())
    ).limit(_RECENT)
    return [at for at in tx.execute(lively).scalars() if at is not None]
