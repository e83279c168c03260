"""Giving a project another name."""

from sqlalchemy import select, update

from deskbell.audit import note
from deskbell.eventlog import NewFact, append
from deskbell.kit.db import Tx
from deskbell.kit.freshness import require_fresh
from deskbell.kit.texts import readable_name
from deskbell.projects.events import ProjectRenamed
from deskbell.projects.rules import name_key
from deskbell.projects.tables import Owner, project


def rename_project(tx: Tx, owner: Owner, *, name: str, began_from: str | None = None) -> None:
    """Change the name everywhere; nothing happens when it is the same.

    `began_from`: the name that stood in the form; `stale` is refused when it has another one by now.
    """
    name = readable_name(name)
    this = project.c.id == owner.project_id
    before = tx.execute(select(project.c.name, project.c.renamed_by).where(this)).one()
    require_fresh(before.name, began_from, name, field="name", by=before.renamed_by)
    if before.name == name:
        return
    tx.execute(update(project).where(this).values(name=name, name_key=name_key(name), renamed_by=owner.name))
    append(tx, project_id=owner.project_id, new=[NewFact("project_renamed", owner.author, ProjectRenamed(name))])
    note(tx, owner.by, "project.renamed", project_id=owner.project_id, target=name, before=before.name)
