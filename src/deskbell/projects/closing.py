"""Closing a project, to be erased when its time to think is over; and opening it again before."""

from typing import Any

from sqlalchemy import ColumnElement, exists, select, update

from deskbell.audit import note
from deskbell.eventlog import NewFact, append
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict
from deskbell.kit.texts import short
from deskbell.projects.events import ProjectClosed, ProjectRestored
from deskbell.projects.rules import GRACE_MS
from deskbell.projects.tables import Owner, project

_MAX_TYPED = 200


def close_project(tx: Tx, owner: Owner, *, typed_name: str) -> None:
    """Turn the project off at once. The name must be typed as it is now, so that nobody closes another one."""
    this = project.c.id == owner.project_id
    name = tx.execute(select(project.c.name).where(this)).scalar_one()
    if " ".join(short(typed_name, _MAX_TYPED).split()) != name:
        raise Conflict("name_differs", field="name", name=name)
    tx.execute(update(project).where(this).values(closed_at=tx.now, closed_by=owner.name))
    append(tx, project_id=owner.project_id, new=[NewFact("project_closed", owner.author, ProjectClosed())])
    note(
        tx, owner.by, "project.deletion_requested",
        project_id=owner.project_id, account_id=owner.account_id, target=name,
    )  # fmt: skip


def restore_project(tx: Tx, owner: Owner) -> None:
    """Open it again as it was; nothing happens when it is open."""
    still = update(project).where(project.c.id == owner.project_id, project.c.closed_at > tx.now - GRACE_MS)
    reopened = tx.execute(still.values(closed_at=None, closed_by=None).returning(project.c.name)).one_or_none()
    if reopened is None:
        if tx.execute(select(is_closed(owner.project_id))).scalar_one():
            raise Conflict("project_erased")
        return
    append(tx, project_id=owner.project_id, new=[NewFact("project_restored", owner.author, ProjectRestored())])
    note(
        tx, owner.by, "project.restored",
        project_id=owner.project_id, account_id=owner.account_id, target=reopened.name,
    )  # fmt: skip


def is_closed(project_id: str | ColumnElement[str]) -> ColumnElement[Any]:
    """Whether a project is closed, as part of a query: nobody is let into one, by whatever door."""
    asked = project.alias("asked_project")  # a query may speak of projects itself
    return exists(select(asked.c.id).where(asked.c.id == project_id, asked.c.closed_at.is_not(None)))
