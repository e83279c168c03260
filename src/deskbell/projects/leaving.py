"""An account that leaves: which projects would be left without anybody, and giving up the others."""

from sqlalchemy import delete, exists, select, update

from deskbell.audit import By
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict
from deskbell.projects.closing import is_closed
from deskbell.projects.owning import how_many_own
from deskbell.projects.tables import owner_offer, project, project_owner


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


def ids_owned(tx: Tx, account_id: str) -> list[str]:
    """Every project that the account owns, open or closed."""
    query = select(project_owner.c.project_id).where(project_owner.c.account_id == account_id)
    return list(tx.execute(query).scalars())


def give_up_project(tx: Tx, project_id: str, account: By) -> None:
    """Own this project no longer: what was offered is off, and nothing in it says the name of whoever has gone.

    Of an open one `last_owner` is refused; a closed one waits to be erased with nobody.
    """
    closed = tx.execute(select(is_closed(project_id))).scalar_one()
    if not closed and how_many_own(tx, project_id) <= 1:
        raise Conflict("last_owner")
    theirs = (project_owner.c.project_id == project_id) & (project_owner.c.account_id == account.id)
    tx.execute(delete(project_owner).where(theirs))
    offered = (owner_offer.c.project_id == project_id) & (owner_offer.c.made_by == account.id)
    tx.execute(delete(owner_offer).where(offered))
    for column in (project.c.renamed_by, project.c.settings_changed_by, project.c.closed_by):
        named = update(project).where(project.c.id == project_id, column == account.name)
        tx.execute(named.values({column: None}))
