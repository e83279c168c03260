"""One conversation opened: what it is, and its messages page by page, for either side."""

from typing import Any

import msgspec
from sqlalchemy import and_, select

from deskbell.conversations.assigning import AssignedWhy
from deskbell.conversations.events import Message, State, SystemNote
from deskbell.conversations.ledger import state_of
from deskbell.conversations.listing import ConversationItem, item_of
from deskbell.conversations.noting import attachments_of, with_notes
from deskbell.conversations.tables import ConversationRow, conversation, message
from deskbell.eventlog import Author, head
from deskbell.kit.db import Tx
from deskbell.kit.errors import NotFound
from deskbell.team import Agent
from deskbell.visitors import Visitor, VisitorCard, visitor_card

c = conversation.c
m = message.c
MAX_PAGE = 100


class ConversationDetails(msgspec.Struct):
    """What the details pane shows."""

    conversation: ConversationItem
    visitor: VisitorCard
    assigned_why: AssignedWhy | None
    epoch: str
    pos: int


class MessagePage(msgspec.Struct):
    """Thread items in ascending order; `head` is the newest seq, `has_more` whether the page's end is not the last.

    Each item is followed by its notes, where the team reads; they do not count for `limit`.
    """

    items: list[Message]
    head: int
    has_more: bool


class VisitorConversation(State):
    """A conversation as its visitor sees it: its `State`, and how much of it the visitor has not read."""

    id: str
    created_at: int
    unread: int


class VisitorView(msgspec.Struct):
    """Everything a visitor's widget starts from, as the log stood at `pos`."""

    conversations: list[VisitorConversation]
    epoch: str
    pos: int


def conversation_details(tx: Tx, agent: Agent, *, conversation_id: str) -> ConversationDetails:
    end = head(tx, agent.project_id)
    item = item_of(tx, agent, conversation_id)
    if item is None:
        raise NotFound
    why = tx.execute(
        select(c.assigned_why).where(c.project_id == agent.project_id, c.id == conversation_id)
    ).scalar_one()
    return ConversationDetails(
        item,
        visitor_card(tx, agent.project_id, item.visitor.id),
        None if why is None else msgspec.json.decode(why, type=AssignedWhy),
        end.epoch,
        end.pos,
    )


def messages_page(
    tx: Tx,
    reader: Agent | Visitor,
    *,
    conversation_id: str,
    before: int | None = None,
    after: int | None = None,
    limit: int,
) -> MessagePage:
    """The items before or after a seq, or the newest ones; `NotFound` unless the reader may read the conversation."""
    last_seq = _readable(tx, reader, conversation_id)
    query = select(message).where(m.project_id == reader.project_id, m.conversation_id == conversation_id)
    if after is not None:
        rows = tx.execute(query.where(m.seq > after).order_by(m.seq).limit(limit)).all()
        more = bool(rows) and rows[-1].seq < last_seq
    else:
        if before is not None:
            query = query.where(m.seq < before)
        rows = tx.execute(query.order_by(m.seq.desc()).limit(limit)).all()[::-1]
        more = bool(rows) and rows[0].seq > 1
    items = [message_of(row) for row in rows]
    if isinstance(reader, Agent):
        items, cut = with_notes(tx, reader.project_id, conversation_id, items, backwards=after is None)
        more = more or cut
    return MessagePage(items, last_seq, more)


def require_readable(tx: Tx, reader: Agent | Visitor, *, conversation_id: str) -> str:
    """The visitor's id of a conversation that the reader may read, or `NotFound`."""
    query = select(c.visitor_id).where(c.project_id == reader.project_id, c.id == conversation_id)
    visitor_id = tx.execute(query).scalar_one_or_none()
    if visitor_id is None or (isinstance(reader, Visitor) and visitor_id != reader.id):
        raise NotFound
    return visitor_id


def visitor_view(tx: Tx, visitor: Visitor) -> VisitorView:
    """The visitor's newest conversations. The position is taken before the rows."""
    end = head(tx, visitor.project_id)
    mine = and_(c.project_id == visitor.project_id, c.visitor_id == visitor.id)
    rows = tx.execute(select(conversation).where(mine).order_by(c.id.desc()).limit(MAX_PAGE))
    return VisitorView([_as_visitor_sees(ConversationRow(*row)) for row in rows], end.epoch, end.pos)


def visitors_conversation(tx: Tx, visitor: Visitor, *, conversation_id: str) -> VisitorConversation:
    require_readable(tx, visitor, conversation_id=conversation_id)
    row = tx.execute(select(conversation).where(c.project_id == visitor.project_id, c.id == conversation_id)).one()
    return _as_visitor_sees(ConversationRow(*row))


def _as_visitor_sees(row: ConversationRow) -> VisitorConversation:
    state = msgspec.structs.asdict(state_of(row))
    return VisitorConversation(
        **state, id=row.id, created_at=row.created_at, unread=row.message_count - row.visitor_read_count
    )


def _readable(tx: Tx, reader: Agent | Visitor, conversation_id: str) -> int:
    require_readable(tx, reader, conversation_id=conversation_id)
    query = select(c.last_seq).where(c.project_id == reader.project_id, c.id == conversation_id)
    return tx.execute(query).scalar_one()


def message_of(row: Any) -> Message:  # noqa: ANN401 - a row: the driver's type
    """A numbered item as it is stored."""
    note = None if row.system is None else msgspec.json.decode(row.system, type=SystemNote)
    author = Author(row.author_kind, row.author_id, row.author_name)
    return Message(
        row.id,
        row.conversation_id,
        row.seq,
        row.pos,
        row.ts,
        author,
        row.kind,
        row.text,
        row.client_id,
        note,
        attachments=attachments_of(row),
        revision=row.revision,
        edited_at=row.edited_at,
        recalled_at=row.recalled_at,
    )
