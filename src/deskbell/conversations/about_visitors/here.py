"""Who is on the site now, of those who have written before: what the team sees of them, and what they talk about."""

from collections.abc import Collection

import msgspec
from sqlalchemy import func, select

from deskbell.conversations.events import AgentName
from deskbell.conversations.tables import Status, conversation
from deskbell.kit.clock import MINUTE
from deskbell.kit.db import Tx
from deskbell.presence import visitors_here
from deskbell.team import Agent
from deskbell.visitors import VisitorCard, on_page_since, visitor_cards

MOST = 200
# Who writes for the first time is known a moment before they are connected.
_FIRST_VISIT = MINUTE
c = conversation.c


class Talk(msgspec.Struct):
    """The conversation that a visitor began last."""

    id: str
    status: Status
    assignee: AgentName | None


class VisitorHere(msgspec.Struct):
    """A visitor with the site open, `since` when, and since when on the present page.

    `returning`: we knew them before this visit.
    """

    visitor: VisitorCard
    since: int
    page_since: int | None
    returning: bool
    conversation: Talk | None


class VisitorsHere(msgspec.Struct):
    """Those who came last stand first; `more`: so many are here that not all of them are told."""

    items: list[VisitorHere]
    more: bool


def who_is_here(tx: Tx, agent: Agent) -> VisitorsHere:
    """The visitors with an open widget now. Whoever has never written is not known and not among them."""
    found = visitors_here(tx, agent.project_id, limit=MOST + 1)
    ids = [one.holder_id for one in found[:MOST]]
    cards = visitor_cards(tx, agent.project_id, ids)
    pages, talks = on_page_since(tx, agent.project_id, ids), _talks(tx, agent.project_id, ids)
    items = [
        VisitorHere(card, since, pages.get(id_), card.created_at < since - _FIRST_VISIT, talks.get(id_))
        for id_, since in found[:MOST]
        if (card := cards.get(id_)) is not None
    ]
    return VisitorsHere(items, len(found) > MOST)


def _talks(tx: Tx, project_id: str, visitor_ids: Collection[str]) -> dict[str, Talk]:
    theirs = (c.project_id == project_id) & c.visitor_id.in_(visitor_ids)
    newest = select(func.max(c.id)).where(theirs).group_by(c.visitor_id)
    query = select(c.visitor_id, c.id, c.status, c.assignee_id, c.assignee_name)
    return {
        row.visitor_id: Talk(
            row.id, row.status, AgentName(row.assignee_id, row.assignee_name or "") if row.assignee_id else None
        )
        for row in tx.execute(query.where(c.project_id == project_id, c.id.in_(newest)))
    }
