"""What can be asked about visitors."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, select

from deskbell.kit.browsers import read_user_agent
from deskbell.kit.db import Tx
from deskbell.kit.errors import Forbidden, NotFound
from deskbell.kit.ids import token_hash
from deskbell.presence import here
from deskbell.projects import is_closed
from deskbell.visitors.events import VisitorCard
from deskbell.visitors.tables import Visitor, visitor


def visitor_by_token(tx: Tx, token: str) -> Visitor | None:
    """Who holds this token; None for a wrong, cut or foreign one.

    A closed project's is refused by name, and so is whoever was blocked.
    """
    columns = (visitor.c.project_id, visitor.c.id, visitor.c.name, visitor.c.email, visitor.c.blocked_at)
    closed = is_closed(visitor.c.project_id)
    row = tx.execute(select(*columns, closed).where(visitor.c.token_hash == token_hash(token))).one_or_none()
    if row is None:
        return None
    if row[-1]:
        raise Forbidden("project_closed")
    if row.blocked_at is not None:
        raise Forbidden("visitor_blocked")
    return Visitor(row.project_id, row.id, row.name, row.email)


def visitor_by_id(tx: Tx, project_id: str, visitor_id: str) -> Visitor | None:
    """A visitor whom an address of ours names; None of whoever was blocked, and where the project is closed."""
    one = (visitor.c.project_id == project_id, visitor.c.id == visitor_id, visitor.c.blocked_at.is_(None))
    query = select(visitor.c.name, visitor.c.email).where(*one, ~is_closed(visitor.c.project_id))
    row = tx.execute(query).one_or_none()
    return None if row is None else Visitor(project_id, visitor_id, row.name, row.email)


def visitor_card(tx: Tx, project_id: str, visitor_id: str) -> VisitorCard:
    query = select(visitor).where(visitor.c.project_id == project_id, visitor.c.id == visitor_id)
    row = tx.execute(query).one_or_none()
    if row is None:
        raise NotFound
    return card_of(row, online=bool(here(tx, [visitor_id])))


def visitor_cards(tx: Tx, project_id: str, visitor_ids: Collection[str]) -> dict[str, VisitorCard]:
    """Those of these who are visitors of the project, as they are while they are here."""
    theirs = (visitor.c.project_id == project_id) & visitor.c.id.in_(visitor_ids)
    return {row.id: card_of(row, online=True) for row in tx.execute(select(visitor).where(theirs))}


def card_of(row: Row[Any], *, online: bool) -> VisitorCard:
    browser, system, device = read_user_agent(row.user_agent)
    return VisitorCard(
        id=row.id,
        name=row.name,
        email=row.email,
        phone=row.phone,
        language=row.language,
        time_zone=row.time_zone,
        page_url=row.page_url,
        page_title=row.page_title,
        referrer=row.referrer,
        browser=browser,
        os=system,
        device=device,
        ip=row.ip,
        user_agent=row.user_agent,
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
        online=online,
        blocked_at=row.blocked_at,
        remark=row.remark,
        customer_id=row.customer_id,
    )
