"""Returning: what somebody was responsible for goes back to the team when they leave the desk."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from deskbell.conversations.assigning import SYSTEM
from deskbell.conversations.events import ConversationReturned, SystemNote
from deskbell.conversations.ledger import Ledger, state_of
from deskbell.conversations.rules import after_returned
from deskbell.conversations.tables import conversation
from deskbell.kit.db import Tx
from deskbell.presence import here


def return_conversations(tx: Tx, project_id: str, *, agent_id: str) -> int:
    """Hand an agent's open conversations back to the queue, and answer how many."""
    return _hand_back(
        tx, project_id, conversation_ids=_ids_of(tx, project_id, agent_id, conversation.c.closed_at.is_(None))
    )


def return_unanswered(tx: Tx, project_id: str, *, agent_id: str) -> int:
    """Hand back those of an agent's conversations in which somebody waits, unless the agent is here after all."""
    if here(tx, [agent_id]):
        return 0
    waits = conversation.c.status == "awaiting_reply"
    return _hand_back(tx, project_id, conversation_ids=_ids_of(tx, project_id, agent_id, waits))


def _hand_back(tx: Tx, project_id: str, *, conversation_ids: Sequence[str]) -> int:
    """Put these open conversations into the queue, and answer how many."""
    ledger = Ledger(tx)
    ledger.load([(project_id, one) for one in conversation_ids])
    for one in conversation_ids:
        row = ledger.find(project_id, one)
        if row is None:
            continue
        after_returned(row)
        item = ledger.post_system(row, SYSTEM, SystemNote("assigned"))
        returned = ConversationReturned(item, state_of(row))
        moved = ledger.moved(row)
        ledger.enter(row, "conversation_returned", SYSTEM, returned, pos=item.pos, seq=item.seq, team=moved)
    ledger.write()
    return len(conversation_ids)


def _ids_of(tx: Tx, project_id: str, agent_id: str, which: ColumnElement[bool]) -> list[str]:
    mine = (conversation.c.project_id == project_id, conversation.c.assignee_id == agent_id)
    return list(tx.execute(select(conversation.c.id).where(*mine, which)).scalars())
