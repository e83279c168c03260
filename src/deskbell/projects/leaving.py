"""An account that leaves: which projects would be left without anybody, and giving up the others."""

from sqlalchemy import delete, exists, select

from deskbell.kit.db import Tx
from deskbell.projects.tables import project, project_owner


def owned_alone(tx: Tx, account_id: str) -> list[str]:
    """The names of the open projects that nobody else owns, in the order they were made."""
    other = project_owner.alias()
    shared = exists(
        select(other.c.account_id).where(
            other.c.project_id == project_owner.c.project_id, other.c.account_id != account_id
        )
    )
    query = (
        select(project.c.name)
        .join(project_owner, project_owner.c.project_id == project.c.id)
        .where(project_owner.c.account_id == account_id, project.c.closed_at.is_(None), ~shared)
        .order_by(project.c.id)
    )
    return list(tx.execute(query).scalars())


def give_up_projects(tx: Tx, account_id: str) -> None:
    """Own nothing any more."""
    tx.execute(delete(project_owner).where(project_owner.c.account_id == account_id))
