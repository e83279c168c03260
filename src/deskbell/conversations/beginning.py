"""Beginning: a visitor's first message opens a conversation, or an agent writes first to a visitor who is known."""

from sqlalchemy import select

from deskbell.conversations.events import ConversationStarted, ConversationStartedTeam
from deskbell.conversations.ledger import Ledger, state_of
from deskbell.conversations.tables import ConversationRow, conversation
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict
from deskbell.team import Agent
from deskbell.visitors import Visitor, visitor_card

c = conversation.c


def open_conversation(tx: Tx, ledger: Ledger, project_id: str, visitor_id: str) -> ConversationRow | None:
    """The visitor's open conversation, if there is one."""
    begun = ledger.open_of_visitor(project_id, visitor_id)
    if begun is not None:
        return begun
    theirs = (c.project_id == project_id) & (c.visitor_id == visitor_id)
    newest_open = select(c.id).where(theirs, c.closed_at.is_(None)).order_by(c.id.desc()).limit(1)
    found = tx.execute(newest_open).scalar_one_or_none()
    if found is None:
        return None
    if ledger.find(project_id, found) is None:
        ledger.load([(project_id, found)])
    return ledger.find(project_id, found)


def begin_with(tx: Tx, ledger: Ledger, agent: Agent, visitor_id: str) -> ConversationRow:
    """An agent begins; not where one is open already, or where the visitor would never see it."""
    present = open_conversation(tx, ledger, agent.project_id, visitor_id)
    if present is not None:
        raise Conflict("visitor_is_talking", conversation_id=present.id)
    return begin(tx, ledger, agent, visitor_id)


def begin(tx: Tx, ledger: Ledger, author: Visitor | Agent, visitor_id: str) -> ConversationRow:
    """A new conversation with the visitor; `NotFound` for a stranger."""
    card = visitor_card(tx, author.project_id, visitor_id)
    if card.blocked_at is not None:
        raise Conflict("visitor_is_blocked")
    row = ledger.begin(author.project_id, card.id)
    team = ConversationStartedTeam(card, row.created_at, ledger.moved(row).state)
    started = ConversationStarted(state_of(row))
    ledger.enter(row, "conversation_started", author.author, started, pos=ledger.next_pos(row), team=team)
    return row


def is_with(tx: Tx, project_id: str, conversation_id: str, visitor_id: str | None) -> bool:
    """Whether the conversation is this visitor's; None: anybody's."""
    if visitor_id is None:
        return True
    theirs = select(c.visitor_id).where(c.project_id == project_id, c.id == conversation_id)
    return tx.execute(theirs).scalar_one() == visitor_id
