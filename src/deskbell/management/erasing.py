"""Erasing what was closed long enough ago: every row of the project, a few at a time, so that nobody waits for it.

It goes by the tables as they are declared, so that a new room's rows go too: whatever belongs to a project has a
`project_id`. Safe to run on several nodes at once, and to be broken off anywhere.
"""

import asyncio

import msgspec
import structlog
from sqlalchemy import Table, delete, select, tuple_

from deskbell.audit import By, note
from deskbell.kit.db import Database, Tx, metadata
from deskbell.projects import Project, projects_to_erase

log = structlog.get_logger()

BATCH = 500
_AT_ONCE = 5
_BREATH_S = 0.02
_SYSTEM = By("system", None, "Deskbell")


class Erasing(msgspec.Struct, frozen=True):
    """The eraser, at work in one project."""

    project_id: str


class Eraser:
    """Looks for projects whose time is over and erases them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def look(self) -> None:
        """Erase what is due; called every so often."""
        for project in await self._db.read(projects_to_erase, limit=_AT_ONCE):
            more = True
            while more:
                more = await self._db.write(erase_some, Erasing(project.id))
                await asyncio.sleep(_BREATH_S)
            log.info("a closed project was erased", project=project.id)


def erase_some(tx: Tx, actor: Erasing) -> bool:
    """Delete up to `BATCH` rows of the project; whether there may be more. With the last row it is noted."""
    due = {one.id: one for one in projects_to_erase(tx, limit=_AT_ONCE)}.get(actor.project_id)
    if due is None:
        return False
    for table in tables_of_projects():
        if table.name != "project_owner" and _delete_some(tx, table, actor.project_id):
            return True
    _bury(tx, due)
    return False


def tables_of_projects() -> list[Table]:
    """Every table whose rows belong to projects, what refers before what is referred to."""
    return [table for table in reversed(metadata.sorted_tables) if "project_id" in table.columns]


def _delete_some(tx: Tx, table: Table, project_id: str) -> int:
    keys = list(table.primary_key.columns)
    some = select(*keys).where(table.c.project_id == project_id).limit(BATCH)
    return tx.execute(delete(table).where(tuple_(*keys).in_(some))).rowcount


def _bury(tx: Tx, gone: Project) -> None:
    """The last rows, together: who owned it, and that it was."""
    owner = metadata.tables["project_owner"]
    theirs = owner.c.project_id == gone.id
    owners = tx.execute(select(owner.c.account_id).where(theirs)).scalars().all()
    tx.execute(delete(owner).where(theirs))
    project = metadata.tables["project"]
    tx.execute(delete(project).where(project.c.id == gone.id))
    note(tx, _SYSTEM, "project.deleted", target=gone.name)
    for account_id in owners:
        note(tx, _SYSTEM, "project.deleted", account_id=account_id, target=gone.name)
