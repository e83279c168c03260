"""Returning: what somebody was responsible for goes back to the team when they leave the desk."""

from sqlalchemy import select

from deskbell.conversations.assigning import SYSTEM
from deskbell.conversations.events import ConversationReturned, SystemNote
from deskbell.conversations.ledger import Ledger, state_of
from deskbell.conversations.rules import after_returned
from deskbell.conversations.tables import conversation
from deskbell.kit.db import Tx


def return_conversations(tx: Tx, project_id: str, *, agent_id: str) -> int:
    """Hand an agent's open conversations back to the queue, and answer how many."""
    theirs = select(conversation.c.id).where(
        conversation.c.project_id == project_id,
        conversation.c.assignee_id == agent_id,
        conversation.c.closed_at.is_(None),
    )
    ids = list(tx.execute(theirs).scalars())
    ledger = Ledger(tx)
    ledger.load([(project_id, one) for one in ids])
    for one in ids:
        row = ledger.find(project_id, one)
        if row is None:
            continue
        after_returned(row)
        item = ledger.post_system(row, SYSTEM, SystemNote("assigned"))
        returned = ConversationReturned(item, state_of(row))
        moved = ledger.moved(row)
        ledger.enter(row, "conversation_returned", SYSTEM, returned, pos=item.pos, seq=item.seq, team=moved)
    ledger.write()
    return len(ids)
