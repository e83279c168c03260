"""Closing a conversation, and opening it again. Both may be repeated."""

from deskbell.conversations.assigning import assign_in_ledger, opened
from deskbell.conversations.events import ConversationClosed, SystemNote
from deskbell.conversations.ledger import state_of
from deskbell.conversations.rules import after_closed
from deskbell.kit.db import Tx
from deskbell.kit.errors import NotFound
from deskbell.team import Agent
from deskbell.visitors import Visitor


def close_conversation(tx: Tx, actor: Agent | Visitor, *, conversation_id: str) -> None:
    """The matter is settled, says an agent or the visitor. A new message of the visitor opens it again."""
    ledger, row = opened(tx, actor.project_id, conversation_id)
    if isinstance(actor, Visitor) and row.visitor_id != actor.id:
        raise NotFound
    if row.closed_at is not None:
        return
    item = ledger.post_system(row, actor.author, SystemNote("closed"))
    after_closed(row, item.ts)
    moved = ledger.moved(row)
    closed = ConversationClosed(item, state_of(row))
    ledger.enter(row, "conversation_closed", actor.author, closed, pos=item.pos, seq=item.seq, team=moved)
    ledger.write()


def reopen_conversation(tx: Tx, agent: Agent, *, conversation_id: str) -> None:
    """Take a closed conversation up again; whoever reopens it is responsible."""
    ledger, row = opened(tx, agent.project_id, conversation_id)
    if row.closed_at is None:
        return
    assign_in_ledger(tx, ledger, row, agent, "reopened", by=agent.author)
    ledger.write()
