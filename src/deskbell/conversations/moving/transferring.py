"""Transferring: an agent gives a conversation to somebody else, to a group, or back to everybody."""

from typing import NamedTuple

import msgspec

from deskbell.conversations.assigning import Assignable, AssignedWhy, opened
from deskbell.conversations.events import AgentName, ConversationReturned, ConversationTransferred, SystemNote, Why
from deskbell.conversations.ledger import Ledger, state_of
from deskbell.conversations.noting import note_in_ledger
from deskbell.conversations.rules import after_assigned, after_queued_for, after_released, after_taken
from deskbell.conversations.tables import ConversationRow
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict
from deskbell.kit.ids import new_id
from deskbell.kit.texts import readable_message
from deskbell.team import Agent, assignable_agent, group_card, note_assignment


class Target(NamedTuple):
    """Who shall have it: an agent, somebody of a group, or with neither anybody else.

    With both it is the agent's, and the group's when it is in the queue again.
    """

    agent_id: str | None = None
    group_id: str | None = None


def transfer_conversation(
    tx: Tx, agent: Agent, *, conversation_id: str, to: Target, held_by: str | None, note: str | None = None
) -> None:
    """Give it to the target, with a note for the team. Repeating it is fine, and leaves one note.

    `held_by`: who was responsible when the agent decided. Of two who decide at once the second is told who has it now.
    """
    ledger, row = opened(tx, agent.project_id, conversation_id)
    if row.closed_at is not None:
        raise Conflict("conversation_closed")
    if _is_with(row, to):
        return
    if row.assignee_id != held_by:
        if row.assignee_id is None:
            raise Conflict("stale")
        raise Conflict("already_claimed", name=row.assignee_name or "")
    move_in_ledger(tx, ledger, row, agent, to)
    if note:
        # Nobody asks for it by this name: whoever repeats the transfer finds it done.
        client_id = f"transfer-{new_id()}"
        mentions = [to.agent_id] if to.agent_id else []
        note_in_ledger(tx, ledger, row, agent, text=readable_message(note), client_id=client_id, mentions=mentions)
    ledger.write()


def require_target(tx: Tx, project_id: str, to: Target) -> Assignable | None:
    """The agent whom it goes to, if it does; `NotFound` for an agent or a group of somebody else."""
    if to.group_id is not None:
        group_card(tx, project_id, to.group_id)
    return None if to.agent_id is None else assignable_agent(tx, project_id, to.agent_id)


def move_in_ledger(tx: Tx, ledger: Ledger, row: ConversationRow, agent: Agent, to: Target) -> None:
    """Give an open conversation to the target, with the line in the thread that says so."""
    holder = require_target(tx, row.project_id, to)
    if holder is not None:
        row.group_id = to.group_id or row.group_id
        give_in_ledger(tx, ledger, row, agent, holder)
        return
    item = ledger.post_system(row, agent.author, SystemNote("assigned"))
    if to.group_id is None:
        after_released(row, agent.id)
        type_, made = "conversation_returned", ConversationReturned
    else:
        after_queued_for(row, to.group_id, item.ts)
        type_, made = "conversation_transferred", ConversationTransferred
    ledger.enter(
        row, type_, agent.author, made(item, state_of(row)), pos=item.pos, seq=item.seq, team=ledger.moved(row)
    )


def give_in_ledger(tx: Tx, ledger: Ledger, row: ConversationRow, agent: Agent, to: Assignable) -> None:
    """Make another agent responsible. Their limit is theirs to know: what a colleague gives is not routing's."""
    item = ledger.post_system(row, agent.author, SystemNote("assigned", AgentName(to.id, to.name)))
    after_assigned(row, to.id, to.name, item.ts)
    after_taken(row)
    explain(row, agent, to, item.ts)
    moved = ledger.moved(row)
    moved.why = Why("transferred", agent.author, item.ts)
    made = ConversationTransferred(item, state_of(row))
    ledger.enter(row, "conversation_transferred", agent.author, made, pos=item.pos, seq=item.seq, team=moved)
    note_assignment(tx, row.project_id, to.id)


def explain(row: ConversationRow, agent: Agent, to: Assignable, ts: int) -> None:
    """Keep on the conversation who gave it to whom."""
    row.assigned_why = msgspec.json.encode(AssignedWhy("transferred", agent.author, ts, to.id)).decode()


def _is_with(row: ConversationRow, to: Target) -> bool:
    if to.agent_id is not None:
        return row.assignee_id == to.agent_id
    return row.assignee_id is None and row.group_id == to.group_id
