"""Finding projects: for the operators of the installation, who look for them by name, key or owner."""

from collections.abc import Collection

from sqlalchemy import func, or_, select

from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput
from deskbell.kit.ids import is_id
from deskbell.projects.queries import COLUMNS
from deskbell.projects.tables import Project, Show, project, project_owner


def find_projects(
    tx: Tx, *, words: str, owned_by: Collection[str], show: Show, after: str | None, limit: int
) -> tuple[list[Project], str | None]:
    """A page of projects that the words mean or that one of these accounts owns; newest first."""
    query = select(*COLUMNS).order_by(project.c.id.desc()).limit(limit + 1)
    if words:
        theirs = select(project_owner.c.project_id).where(project_owner.c.account_id.in_(owned_by))
        named = project.c.name.icontains(words, autoescape=True)
        query = query.where(
            or_(named, project.c.id == words, project.c.site_key == words, project.c.id.in_(theirs)),
        )
    if show != "all":
        query = query.where(project.c.closed_at.is_(None) if show == "open" else project.c.closed_at.is_not(None))
    if after is not None:
        if not is_id(after):
            raise BadInput("bad_cursor", field="after")
        query = query.where(project.c.id < after)
    found = [Project(*row) for row in tx.execute(query)]
    page = found[:limit]
    return page, page[-1].id if len(found) > limit else None


def owners_of(tx: Tx, project_ids: Collection[str]) -> dict[str, list[str]]:
    """The accounts that own these projects, in the order in which they came."""
    query = (
        select(project_owner.c.project_id, project_owner.c.account_id)
        .where(project_owner.c.project_id.in_(project_ids))
        .order_by(project_owner.c.since, project_owner.c.account_id)
    )
    owners: dict[str, list[str]] = {one: [] for one in project_ids}
    for row in tx.execute(query):
        owners[row.project_id].append(row.account_id)
    return owners


def projects_owned(tx: Tx, account_ids: Collection[str]) -> dict[str, int]:
    """How many projects each of these accounts owns; none where it is missing."""
    theirs = project_owner.c.account_id
    query = select(theirs, func.count().label("owned")).where(theirs.in_(account_ids)).group_by(theirs)
    return {row.account_id: row.owned for row in tx.execute(query)}


def project_total(tx: Tx) -> int:
    """How many projects there are."""
    return tx.execute(select(func.count()).select_from(project)).scalar_one()
