"""Editing: the team keeps what it knows of a visitor. Nobody overwrites what a colleague has just changed, unseen."""

from typing import Protocol

import msgspec
from sqlalchemy import select, update

from deskbell.eventlog import Author, NewFact, append
from deskbell.kit.db import Tx
from deskbell.kit.errors import NotFound
from deskbell.kit.freshness import require_fresh
from deskbell.kit.texts import readable_email, readable_line, readable_name
from deskbell.visitors.events import Nothing, VisitorChanged
from deskbell.visitors.knowing import keep_found
from deskbell.visitors.queries import visitor_card
from deskbell.visitors.tables import visitor

MAX_PHONE = 40
MAX_REMARK = 200
MAX_CUSTOMER_ID = 80


class Editor(Protocol):
    """Somebody of the team."""

    @property
    def project_id(self) -> str: ...
    @property
    def author(self) -> Author: ...


class VisitorFields(msgspec.Struct, frozen=True):
    """What the team can change of a visitor. Nothing is said by an empty text; only a name must be there."""

    name: str
    email: str = ""
    phone: str = ""
    remark: str = ""
    customer_id: str = ""


def edit_visitor(tx: Tx, actor: Editor, *, visitor_id: str, now: VisitorFields, was: VisitorFields | None) -> None:
    """Change what is known of a visitor. `was`: what stood in the form before; a field that is as it was stays."""
    this = (visitor.c.project_id == actor.project_id) & (visitor.c.id == visitor_id)
    row = tx.execute(select(visitor).where(this)).one_or_none()
    if row is None:
        raise NotFound
    values: dict[str, str | None] = {}
    for field, wanted in msgspec.structs.asdict(_readable(now)).items():
        present, before = getattr(row, field) or "", None if was is None else getattr(was, field)
        if wanted in {present, before}:
            continue
        require_fresh(present, before, wanted, field=field, by=None)
        values[field] = wanted or None
    if not values:
        return
    tx.execute(update(visitor).where(this).values(**values))
    keep_found(tx, actor.project_id, visitor_id)
    changed = VisitorChanged(visitor_card(tx, actor.project_id, visitor_id))
    append(tx, project_id=actor.project_id, new=[NewFact("visitor_changed", actor.author, Nothing(), changed)])


def _readable(fields: VisitorFields) -> VisitorFields:
    return VisitorFields(
        name=readable_name(fields.name),
        email=readable_email(fields.email) if fields.email.strip() else "",
        phone=readable_line(fields.phone, field="phone", limit=MAX_PHONE),
        remark=readable_line(fields.remark, field="remark", limit=MAX_REMARK),
        customer_id=readable_line(fields.customer_id, field="customer_id", limit=MAX_CUSTOMER_ID),
    )
