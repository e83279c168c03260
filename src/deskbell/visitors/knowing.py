"""Knowing: what a visitor is found by, kept with every change of it."""

from sqlalchemy import select

from deskbell.finding import keep_known
from deskbell.kit.db import Tx
from deskbell.visitors.tables import visitor

_KNOWN_BY = (visitor.c.name, visitor.c.email, visitor.c.phone, visitor.c.remark, visitor.c.customer_id)


def keep_found(tx: Tx, project_id: str, visitor_id: str) -> None:
    """Have the visitor found by what is known of them now."""
    this = (visitor.c.project_id == project_id, visitor.c.id == visitor_id)
    keep_known(tx, project_id, visitor_id=visitor_id, texts=list(tx.execute(select(*_KNOWN_BY).where(*this)).one()))
