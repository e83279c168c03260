"""Assigning: a conversation gets its responsible agent, by that agent's own hand or by routing."""

from typing import NamedTuple, Protocol

import msgspec

from deskbell.conversations.events import (
    AgentName,
    ConversationAssigned,
    ConversationReopened,
    Reason,
    SystemNote,
    Why,
)
from deskbell.conversations.ledger import Ledger, state_of
from deskbell.conversations.rules import after_agent_reopened, after_assigned, after_given, after_taken, had_by
from deskbell.conversations.tables import ConversationRow
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


class Given(NamedTuple):
    """What the agent had when routing chose them, and how long somebody else was waited for."""

    load: int
    limit: int
    minutes: int | None = None


class AssignedWhy(msgspec.Struct, frozen=True):
    """What is kept on the conversation about its last assignment; it outlives the assignee, for *last agent first*."""

    reason: Reason
    by: Author
    at: int
    agent_id: str
    load: int | None = None
    limit: int | None = None
    minutes: int | None = None


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


def opened(tx: Tx, project_id: str, conversation_id: str) -> tuple[Ledger, ConversationRow]:
    """A ledger with one conversation of the project in it, or `NotFound`."""
    ledger = Ledger(tx)
    ledger.load([(project_id, conversation_id)])
    row = ledger.find(project_id, conversation_id)
    if row is None:
        raise NotFound
    return ledger, row


def assign_in_ledger(
    tx: Tx,
    ledger: Ledger,
    row: ConversationRow,
    agent: Assignable,
    reason: Reason,
    *,
    by: Author,
    given: Given | None = None,
) -> None:
    """Make an agent responsible, reopening what was closed, with the line in the thread that says so.

    `given`: what routing knew when it chose them; None: somebody of the team decided.
    """
    name = AgentName(agent.id, agent.name)
    if row.closed_at is not None:
        after_agent_reopened(row, agent.id, agent.name)
        item = ledger.post_system(row, by, SystemNote("reopened", name))
        type_, made = "conversation_reopened", ConversationReopened
    else:
        item = ledger.post_system(row, by, SystemNote("assigned", name))
        after_assigned(row, agent.id, agent.name, item.ts)
        type_, made = "conversation_assigned", ConversationAssigned
    if given is None:
        after_taken(row)
    else:
        after_given(row, item.ts, [*had_by(row), agent.id])
    why = AssignedWhy(reason, by, item.ts, agent.id, *(given or ()))
    row.assigned_why = msgspec.json.encode(why).decode()
    moved = ledger.moved(row)
    moved.why = Why(reason, by, item.ts, *(given or ()))
    ledger.enter(row, type_, by, made(item, state_of(row)), pos=item.pos, seq=item.seq, team=moved)
    note_assignment(tx, row.project_id, agent.id)
