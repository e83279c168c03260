"""Amending: what was told is taken back. The only thing that ever changes a stated fact, and never its place."""

from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy import select

from deskbell.eventlog.tables import fact
from deskbell.kit.db import Tx


def amend(tx: Tx, project_id: str, *, pos: int, visitor_id: str | None, change: Callable[[Any], bool]) -> None:
    """Let `change` mend the data of the fact at a position and of what its visitor was told since; it says if it did.

    Who was told already is told by a new fact; this is for those who read the log later.
    """
    told = fact.c.pos == pos if visitor_id is None else (fact.c.pos >= pos) & (fact.c.visitor_id == visitor_id)
    query = select(fact.c.pos, fact.c.body).where(fact.c.project_id == project_id, told)
    amended: list[tuple[object, ...]] = []
    for row in tx.execute(query):
        body = msgspec.json.decode(row.body)
        if change(body["data"]):
            amended.append((msgspec.json.encode(body).decode(), project_id, row.pos))
    tx.update_many(fact, ("project_id", "pos"), ("body",), amended)
