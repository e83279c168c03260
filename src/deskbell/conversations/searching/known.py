"""Conversations by what they are known by: their visitor, their title, their tags."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

import msgspec
from sqlalchemy import and_, or_, select

from deskbell.conversations.listing import ConversationItem, listed
from deskbell.conversations.narrowing import active_in, conversations_with
from deskbell.conversations.searching.said import Asked, conditions_of
from deskbell.conversations.tables import conversation
from deskbell.conversations.tags.keeping import tags_of
from deskbell.eventlog import head
from deskbell.finding import Piece, Sought, known_with, marked, sought_in
from deskbell.kit.db import Tx
from deskbell.kit.texts import readable_words
from deskbell.team import Agent
from deskbell.visitors import visitor

Field: TypeAlias = Literal["name", "email", "phone", "remark", "customer_id", "title", "tag"]

c, v = conversation.c, visitor.c
# So many visitors and titles, the newest ones; whoever looks for more is told to say more.
_MOST = 300


class Known(msgspec.Struct):
    """What it is known by, with the words."""

    field: Field
    pieces: list[Piece]


class FoundConversation(msgspec.Struct):
    """A conversation, and why it was found."""

    conversation: ConversationItem
    known: list[Known]


class FoundConversations(msgspec.Struct):
    """The liveliest ones, as the log stood at `pos`; `more`: there are others."""

    items: list[FoundConversation]
    more: bool
    epoch: str
    pos: int


def found_conversations(tx: Tx, agent: Agent, asked: Asked, *, limit: int) -> FoundConversations:
    """The conversations that are known by all the words. Whoever is blocked is not found."""
    end, sought = head(tx, agent.project_id), sought_in(readable_words(asked.words))
    conditions = [v.blocked_at.is_(None), *conditions_of(tx, agent, asked), *active_in(asked.narrowed)]
    if not sought.words:
        return FoundConversations([], more=False, epoch=end.epoch, pos=end.pos)
    rows = known_with(tx, agent.project_id, sought, want=_MOST)
    tags = [one for one in tags_of(tx, agent.project_id) if sought.all_in(one.name)]
    by_tag = _tagged(tx, agent, [label for one in tags for label in (one.id, *one.was)])
    ids = {row.conversation_id for row in rows.rows if row.conversation_id} | {*by_tag}
    visitors = {row.visitor_id for row in rows.rows if not row.conversation_id}
    if not ids and not visitors:
        return FoundConversations([], more=False, epoch=end.epoch, pos=end.pos)
    these = or_(c.id.in_(ids), c.visitor_id.in_(visitors))
    items = listed(tx, agent, [these, *conditions], limit=limit + 1)
    named = {one.id: one.name for one in tags} | {gone: one.name for one in tags for gone in one.was}
    known = _known_by(tx, agent, items, sought)
    found = [
        FoundConversation(
            one,
            known[one.visitor.id]
            + _told("title", one.team.title, sought)
            + [told for tag in one.team.tags for told in _told("tag", named.get(tag), sought)],
        )
        for one in items[:limit]
    ]
    more = len(items) > limit or rows.reached is not None
    return FoundConversations(found, more, end.epoch, end.pos)


def _tagged(tx: Tx, agent: Agent, labels: list[str]) -> list[str]:
    if not labels:
        return []
    few = conversations_with(tx, agent.project_id, labels, at_most=_MOST)
    if few is not None:
        return few
    # Too many to look at each: those that were written in last.
    newest = (
        select(c.id, c.tags).where(c.project_id == agent.project_id).order_by(c.last_message_at.desc(), c.id.desc())
    )
    wanted = {*labels}
    return [row.id for row in tx.execute(newest.limit(_MOST * 10)) if wanted & {*row.tags.split()}][:_MOST]


def _known_by(tx: Tx, agent: Agent, items: Sequence[ConversationItem], sought: Sought) -> dict[str, list[Known]]:
    fields: tuple[Field, ...] = ("name", "email", "phone", "remark", "customer_id")
    ids = {one.visitor.id for one in items}
    query = select(v.id, *(v[name] for name in fields)).where(and_(v.project_id == agent.project_id, v.id.in_(ids)))
    rows = tx.execute(query).all()
    return {row.id: [told for name in fields for told in _told(name, getattr(row, name), sought)] for row in rows}


def _told(field: Field, text: str | None, sought: Sought) -> list[Known]:
    pieces = marked(text or "", sought)
    return [Known(field, pieces)] if any(one.hit for one in pieces) else []
