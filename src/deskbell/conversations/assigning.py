"""Assigning: a conversation gets its responsible agent, by that agent's own hand or by routing."""

from typing import Protocol

import msgspec
from sqlalchemy import select

from deskbell.conversations.events import AgentName, ConversationAssigned, ConversationReopened, Moved, SystemNote, Why
from deskbell.conversations.ledger import Ledger, state_of
from deskbell.conversations.rules import after_agent_reopened, after_assigned
from deskbell.conversations.tables import ConversationRow, conversation, conversation_count
from deskbell.eventlog import Author
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict, NotFound
from deskbell.team import Agent, note_assignment

SYSTEM = Author("system", None, "")


class Assignable(Protocol):
    """An agent who may become responsible."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


class Waiting(msgspec.Struct, frozen=True):
    """A conversation in the queue, as routing sees it."""

    id: str
    waiting_since: int
    last_agent_id: str | None


def claim_conversation(tx: Tx, agent: Agent, *, conversation_id: str) -> None:
    """Take a conversation from the queue. Repeating it is fine; after somebody else it is `already_claimed`."""
    ledger, row = opened(tx, agent.project_id, conversation_id)
    if row.assignee_id == agent.id and row.closed_at is None:
        return
    if row.closed_at is not None:
        raise Conflict("conversation_closed")
    if row.assignee_id is not None:
        raise Conflict("already_claimed", name=row.assignee_name or "")
    assign_in_ledger(tx, ledger, row, agent, "claimed", by=agent.author)
    ledger.write()


def assign_waiting(tx: Tx, project_id: str, *, conversation_id: str, agent: Assignable, reason: str) -> None:
    """Give a queuing conversation to an agent whom routing chose; nothing if it no longer waits in the queue."""
    ledger, row = opened(tx, project_id, conversation_id)
    if row.status != "queuing":
        return
    assign_in_ledger(tx, ledger, row, agent, reason, by=SYSTEM)
    ledger.write()


def waiting_in_queue(tx: Tx, project_id: str, *, limit: int) -> list[Waiting]:
    """The head of the queue, in order of waiting."""
    query = (
        select(conversation.c.id, conversation.c.waiting_since, conversation.c.assigned_why)
        .where(
            conversation.c.project_id == project_id,
            conversation.c.status == "queuing",
            conversation.c.waiting_since.is_not(None),
        )
        .order_by(conversation.c.waiting_since, conversation.c.id)
        .limit(limit)
    )
    return [Waiting(row.id, row.waiting_since, _last_agent(row.assigned_why)) for row in tx.execute(query)]


def projects_with_queue(tx: Tx) -> list[str]:
    """The projects in which somebody waits for an agent."""
    waiting = select(conversation_count.c.project_id).where(
        conversation_count.c.status == "queuing", conversation_count.c.n > 0
    )
    return list(tx.execute(waiting).scalars())


def opened(tx: Tx, project_id: str, conversation_id: str) -> tuple[Ledger, ConversationRow]:
    """A ledger with one conversation of the project in it, or `NotFound`."""
    ledger = Ledger(tx)
    ledger.load([(project_id, conversation_id)])
    row = ledger.find(project_id, conversation_id)
    if row is None:
        raise NotFound
    return ledger, row


def assign_in_ledger(
    tx: Tx, ledger: Ledger, row: ConversationRow, agent: Assignable, reason: str, *, by: Author
) -> None:
    """Make an agent responsible, reopening what was closed, with the line in the thread that says so."""
    name = AgentName(agent.id, agent.name)
    if row.closed_at is not None:
        after_agent_reopened(row, agent.id, agent.name)
        item = ledger.post_system(row, by, SystemNote("reopened", name))
        type_, made = "conversation_reopened", ConversationReopened
    else:
        item = ledger.post_system(row, by, SystemNote("assigned", name))
        after_assigned(row, agent.id, agent.name, item.ts)
        type_, made = "conversation_assigned", ConversationAssigned
    why = AssignedWhy(reason, by, item.ts, agent.id)
    row.assigned_why = msgspec.json.encode(why).decode()
    moved = ledger.moved(row) or Moved()
    moved.why = Why(reason, by, item.ts)  # pyright: ignore[reportArgumentType] - the callers pass the reasons of Why
    ledger.enter(row, type_, by, made(item, state_of(row)), pos=item.pos, seq=item.seq, team=moved)
    note_assignment(tx, row.project_id, agent.id)


class AssignedWhy(msgspec.Struct, frozen=True):
    """What is kept on the conversation about its last assignment; it outlives the assignee, for *last agent first*."""

    reason: str
    by: Author
    at: int
    agent_id: str


def _last_agent(assigned_why: str | None) -> str | None:
    return None if assigned_why is None else msgspec.json.decode(assigned_why, type=AssignedWhy).agent_id
