"""Giving a project another name."""

from sqlalchemy import update

from deskbell.eventlog import NewFact, append
from deskbell.kit.db import Tx
from deskbell.kit.texts import readable_name
from deskbell.projects.events import ProjectRenamed
from deskbell.projects.tables import Owner, project


def rename_project(tx: Tx, owner: Owner, *, name: str) -> None:
    """Change the name everywhere; nothing happens when it is the same."""
    name = readable_name(name)
    other = update(project).where(project.c.id == owner.project_id, project.c.name != name)
    if tx.execute(other.values(name=name)).rowcount:
        renamed = NewFact("project_renamed", owner.author, ProjectRenamed(name))
        append(tx, project_id=owner.project_id, new=[renamed])
