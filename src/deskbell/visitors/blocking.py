"""Blocking: somebody who only troubles the team is kept out, for now or for good. Both may be repeated."""

from typing import Protocol

from sqlalchemy import select, update

from deskbell.audit import By, note
from deskbell.eventlog import Author, NewFact, append
from deskbell.kit.db import Tx
from deskbell.kit.errors import NotFound
from deskbell.visitors.events import Nothing, VisitorBlocked, VisitorChanged
from deskbell.visitors.queries import visitor_card
from deskbell.visitors.tables import visitor


class Guard(Protocol):
    """Somebody of the team."""

    @property
    def project_id(self) -> str: ...
    @property
    def author(self) -> Author: ...
    @property
    def by(self) -> By: ...


def block_visitor(tx: Tx, who: Guard, *, visitor_id: str) -> None:
    """From now on whatever they ask is refused by name, and their connections end."""
    if _set(tx, who, visitor_id, blocked=True):
        blocked = NewFact("visitor_blocked", who.author, Nothing(), VisitorBlocked(visitor_id))
        append(tx, project_id=who.project_id, new=[blocked])


def unblock_visitor(tx: Tx, who: Guard, *, visitor_id: str) -> None:
    """They may write again, in the same conversations."""
    _set(tx, who, visitor_id, blocked=False)


def _set(tx: Tx, who: Guard, visitor_id: str, *, blocked: bool) -> bool:
    this = (visitor.c.project_id == who.project_id) & (visitor.c.id == visitor_id)
    before = tx.execute(select(visitor.c.name, visitor.c.blocked_at).where(this)).one_or_none()
    if before is None:
        raise NotFound
    if (before.blocked_at is not None) == blocked:
        return False
    tx.execute(update(visitor).where(this).values(blocked_at=tx.now if blocked else None))
    action = "visitor.blocked" if blocked else "visitor.unblocked"
    note(tx, who.by, action, project_id=who.project_id, target=before.name)
    changed = VisitorChanged(visitor_card(tx, who.project_id, visitor_id))
    append(tx, project_id=who.project_id, new=[NewFact("visitor_changed", who.author, Nothing(), changed)])
    return True
