"""Snoozing: a conversation is set aside until a time, or until its visitor writes, and comes back by itself."""

from typing import NamedTuple

from sqlalchemy import select

from deskbell.conversations.assigning import SYSTEM, assign_in_ledger, opened
from deskbell.conversations.events import ConversationSnoozed, ConversationWoken, SystemNote
from deskbell.conversations.ledger import Ledger, state_of
from deskbell.conversations.rules import after_snoozed, after_woken, readable_snooze
from deskbell.conversations.tables import ConversationRow, conversation
from deskbell.eventlog import Author
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict
from deskbell.team import Agent

c = conversation.c


class Due(NamedTuple):
    """A conversation whose time has come."""

    project_id: str
    id: str


def snooze_conversation(tx: Tx, agent: Agent, *, conversation_id: str, until: int) -> None:
    """Set it aside. Who sets aside what nobody has takes it. Again with another time changes the time."""
    ledger, row = opened(tx, agent.project_id, conversation_id)
    if row.closed_at is not None:
        raise Conflict("conversation_closed")
    if row.snoozed_until == until:
        return
    readable_snooze(until, tx.now)
    if row.assignee_id is None:
        assign_in_ledger(tx, ledger, row, agent, "claimed", by=agent.author)
    item = ledger.post_system(row, agent.author, SystemNote("snoozed"))
    after_snoozed(row, until)
    moved = ledger.moved(row)
    snoozed = ConversationSnoozed(item, state_of(row))
    ledger.enter(row, "conversation_snoozed", agent.author, snoozed, pos=item.pos, seq=item.seq, team=moved)
    ledger.write()


def wake_conversation(tx: Tx, agent: Agent, *, conversation_id: str) -> None:
    """Take it up before its time. Repeating it is fine."""
    ledger, row = opened(tx, agent.project_id, conversation_id)
    if row.snoozed_until is not None:
        wake_in_ledger(ledger, row, agent.author)
        ledger.write()


def due_conversations(tx: Tx, limit: int) -> list[Due]:
    """What was set aside until now, in any project."""
    query = (
        select(c.project_id, c.id)
        .where(c.snoozed_until.is_not(None), c.snoozed_until <= tx.now)
        .order_by(c.snoozed_until)
        .limit(limit)
    )
    return [Due(*row) for row in tx.execute(query)]


def wake_due(tx: Tx, due: Due) -> bool:
    """Bring it back, unless somebody was quicker: another node, or an agent who chose another time."""
    ledger, row = opened(tx, due.project_id, due.id)
    if row.snoozed_until is None or row.snoozed_until > tx.now:
        return False
    wake_in_ledger(ledger, row, SYSTEM)
    ledger.write()
    return True


def wake_in_ledger(ledger: Ledger, row: ConversationRow, by: Author) -> None:
    """The line in the thread that says so, and the status that asks for somebody."""
    item = ledger.post_system(row, by, SystemNote("woken"))
    after_woken(row, item.ts)
    woken = ConversationWoken(item, state_of(row))
    moved = ledger.moved(row)
    ledger.enter(row, "conversation_woken", by, woken, pos=item.pos, seq=item.seq, team=moved)
