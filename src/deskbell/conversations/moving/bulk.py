"""Bulk: one deed for many conversations, each with its own result, and taking it back."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from deskbell.conversations.assigning import Assignable, opened
from deskbell.conversations.closing import close_conversation
from deskbell.conversations.events import (
    AgentName,
    ConversationReopened,
    ConversationTransferred,
    ConversationWoken,
    SystemNote,
    Why,
)
from deskbell.conversations.ledger import state_of
from deskbell.conversations.moving.snoozing import snooze_conversation
from deskbell.conversations.moving.transferring import Target, explain, require_target, transfer_conversation
from deskbell.conversations.rules import after_put_back
from deskbell.conversations.tables import ConversationRow
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict, NotFound, Refusal
from deskbell.team import Agent, assignable_agent

AT_ONCE = 100
Deed: TypeAlias = Literal["close", "assign", "snooze"]


class Wanted(NamedTuple):
    """What to do with each: close it, give it to the target, or set it aside until a time."""

    deed: Deed
    to: Target = Target()
    until: int = 0


class Before(NamedTuple):
    """How a conversation was before a deed; `seq` is its newest item after it."""

    id: str
    seq: int
    assignee_id: str | None
    group_id: str | None
    waiting_since: int | None
    snoozed_until: int | None


class Done(NamedTuple):
    """What became of one: how it was before, or why it stays as it is. Neither: there was nothing to do."""

    id: str
    before: Before | None = None
    refusal: Refusal | None = None


def do_to_many(tx: Tx, agent: Agent, *, conversation_ids: Sequence[str], wanted: Wanted) -> list[Done]:
    """Do it to each that it can be done to, and say of each what became of it."""
    require_target(tx, agent.project_id, wanted.to)
    return [_one(tx, agent, one, wanted) for one in dict.fromkeys(conversation_ids)]


def put_many_back(tx: Tx, agent: Agent, *, before: Sequence[Before]) -> list[Done]:
    """Bring each back to how it was, unless something has happened in it since."""
    return [_back(tx, agent, one) for one in {one.id: one for one in before}.values()]


def _one(tx: Tx, agent: Agent, id_: str, wanted: Wanted) -> Done:
    try:
        _, row = opened(tx, agent.project_id, id_)
        was_closed, seq = row.closed_at is not None, row.last_seq
        _do(tx, agent, row, wanted)
        if was_closed:
            return Done(id_)
        _, after = opened(tx, agent.project_id, id_)
    except Refusal as refusal:
        return Done(id_, refusal=refusal)
    if after.last_seq == seq:
        return Done(id_)
    kept = (row.assignee_id, row.group_id, row.waiting_since, row.snoozed_until)
    return Done(id_, Before(id_, after.last_seq, *kept))


def _do(tx: Tx, agent: Agent, row: ConversationRow, wanted: Wanted) -> None:
    if wanted.deed == "close":
        close_conversation(tx, agent, conversation_id=row.id)
    elif wanted.deed == "snooze":
        snooze_conversation(tx, agent, conversation_id=row.id, until=wanted.until)
    else:
        transfer_conversation(tx, agent, conversation_id=row.id, to=wanted.to, held_by=row.assignee_id)


def _back(tx: Tx, agent: Agent, before: Before) -> Done:
    try:
        _put_back(tx, agent, before)
    except Refusal as refusal:
        return Done(before.id, refusal=refusal)
    return Done(before.id)


def _put_back(tx: Tx, agent: Agent, before: Before) -> None:
    ledger, row = opened(tx, agent.project_id, before.id)
    if row.last_seq != before.seq:
        raise Conflict("stale")
    was_closed, had = row.closed_at is not None, row.assignee_id
    holder = _holder(tx, agent.project_id, before.assignee_id)
    row.assignee_id, row.assignee_name = (holder.id, holder.name) if holder else (None, None)
    row.group_id = before.group_id
    row.released_by = None
    row.waiting_since = None if before.waiting_since is None else min(max(before.waiting_since, row.created_at), tx.now)
    row.snoozed_until = before.snoozed_until if holder and (before.snoozed_until or 0) > tx.now else None
    after_put_back(row)
    name = AgentName(holder.id, holder.name) if holder else None
    if was_closed:
        line, type_, made = SystemNote("reopened", name), "conversation_reopened", ConversationReopened
    elif row.assignee_id != had:
        line, type_, made = SystemNote("assigned", name), "conversation_transferred", ConversationTransferred
    else:
        line, type_, made = SystemNote("woken"), "conversation_woken", ConversationWoken
    item = ledger.post_system(row, agent.author, line)
    moved = ledger.moved(row)
    if holder and row.assignee_id != had:
        explain(row, agent, holder, item.ts)
        moved.why = Why("transferred", agent.author, item.ts)
    ledger.enter(row, type_, agent.author, made(item, state_of(row)), pos=item.pos, seq=item.seq, team=moved)
    ledger.write()


def _holder(tx: Tx, project_id: str, agent_id: str | None) -> Assignable | None:
    """Who had it, if they can still have it."""
    try:
        return None if agent_id is None else assignable_agent(tx, project_id, agent_id)
    except NotFound:
        return None
