"""Tracing: the last pages on which a visitor was, from their first message on. Addresses are without their queries."""

from collections.abc import Collection

import msgspec
from sqlalchemy import delete, func, insert, select

from deskbell.kit.db import Tx
from deskbell.kit.ids import new_id
from deskbell.visitors.tables import visitor_page

KEPT_PAGES = 50
p = visitor_page.c


class PageVisited(msgspec.Struct, frozen=True):
    """A page, and when the visitor came to it."""

    url: str
    title: str | None
    at: int


def keep_page(tx: Tx, project_id: str, visitor_id: str, *, url: str, title: str | None) -> None:
    """They came to this page. The same again is no news; of too many the oldest are forgotten."""
    theirs = (p.project_id == project_id, p.visitor_id == visitor_id)
    kept = tx.execute(select(p.id, p.url).where(*theirs).order_by(p.id.desc()).limit(KEPT_PAGES)).all()
    if kept and kept[0].url == url:
        return
    new = {"project_id": project_id, "visitor_id": visitor_id, "id": new_id(), "url": url, "title": title}
    tx.execute(insert(visitor_page).values(at=tx.now, **new))
    if len(kept) == KEPT_PAGES:
        tx.execute(delete(visitor_page).where(*theirs, p.id <= kept[-1].id))


def on_page_since(tx: Tx, project_id: str, visitor_ids: Collection[str]) -> dict[str, int]:
    """When each of these came to the page where they were seen last."""
    theirs = (p.project_id == project_id) & p.visitor_id.in_(visitor_ids)
    newest = select(p.visitor_id, func.max(p.at).label("at")).where(theirs).group_by(p.visitor_id)
    return {row.visitor_id: row.at for row in tx.execute(newest)}


def pages_visited(tx: Tx, project_id: str, visitor_id: str) -> list[PageVisited]:
    """The newest first."""
    theirs = (p.project_id == project_id, p.visitor_id == visitor_id)
    rows = tx.execute(select(p.url, p.title, p.at).where(*theirs).order_by(p.id.desc()).limit(KEPT_PAGES))
    return [PageVisited(*row) for row in rows]
