"""What can be asked about projects."""

import re
from collections.abc import Collection

from sqlalchemy import select

from deskbell.accounts import Account, Correspondent, correspondents
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, Conflict, NotFound
from deskbell.kit.ids import is_id
from deskbell.kit.texts import cleaned
from deskbell.projects.closing import is_closed
from deskbell.projects.rules import GRACE_MS, name_key
from deskbell.projects.tables import Owner, Project, Show, project, project_owner

_SITE_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
COLUMNS = tuple(project.c[name] for name in Project.__struct_fields__)


def owner_of(tx: Tx, account: Account, project_id: str, *, closed: bool = False) -> Owner:
    """The account as the owner of a project of its own; `NotFound` for any other.

    One that is closed is refused by name, unless it may be (`closed`): nothing is changed in it but that.
    """
    mine = (project_owner.c.project_id == project_id) & (project_owner.c.account_id == account.id)
    query = select(project.c.name, project.c.closed_at).join(project_owner, project_owner.c.project_id == project.c.id)
    row = tx.execute(query.where(mine)).one_or_none() if is_id(project_id) else None
    if row is None:
        raise NotFound
    if row.closed_at is not None and not closed:
        raise Conflict("project_closed", name=row.name)
    return Owner(project_id, account.id, account.name)


def owners_to_write_to(tx: Tx, project_id: str) -> list[Correspondent]:
    """Everybody who owns the project, as the receivers of letters."""
    theirs = select(project_owner.c.account_id).where(project_owner.c.project_id == project_id)
    return correspondents(tx, list(tx.execute(theirs).scalars()))


def project_by_id(tx: Tx, project_id: str) -> Project:
    """One project, open or closed, or `NotFound`."""
    found = projects_by_id(tx, [project_id])
    if project_id not in found:
        raise NotFound
    return found[project_id]


def project_is_open(tx: Tx, project_id: str) -> bool:
    """Whether nobody has closed this project."""
    return not tx.execute(select(is_closed(project_id))).scalar_one()


def projects_by_id(tx: Tx, project_ids: Collection[str]) -> dict[str, Project]:
    """Those of these projects that exist."""
    rows = tx.execute(select(*COLUMNS).where(project.c.id.in_([one for one in project_ids if is_id(one)])))
    return {row.id: Project(*row) for row in rows}


def project_by_site_key(tx: Tx, site_key: str) -> Project:
    """The open project whose widget has this key, or `NotFound`."""
    found = projects_by_site_key(tx, {site_key})
    if not found:
        raise NotFound
    return found[0]


def projects_by_site_key(tx: Tx, site_keys: Collection[str]) -> list[Project]:
    """The open projects whose widgets have these keys."""
    known = project.c.site_key.in_([one for one in site_keys if is_site_key(one)])
    return [Project(*row) for row in tx.execute(select(*COLUMNS).where(known, project.c.closed_at.is_(None)))]


def is_site_key(text: str) -> bool:
    """Whether this could be the public key of a widget."""
    return _SITE_KEY.fullmatch(text) is not None


def newest_site_key(tx: Tx) -> str | None:
    """The site key of the newest project, for whoever has just started the server."""
    return tx.execute(
        select(project.c.site_key).where(project.c.closed_at.is_(None)).order_by(project.c.id.desc()).limit(1)
    ).scalar_one_or_none()


def projects_of(
    tx: Tx, account: Account, *, after: str | None, limit: int, search: str = "", show: Show = "all"
) -> tuple[list[Project], str | None]:
    """A page of the account's projects, newest first, and where the next page begins.

    `search`: a part of the name.
    """
    query = (
        select(*COLUMNS)
        .join(project_owner, project_owner.c.project_id == project.c.id)
        .where(project_owner.c.account_id == account.id)
        .order_by(project_owner.c.project_id.desc())
        .limit(limit + 1)
    )
    if after is not None:
        if not is_id(after):
            raise BadInput("bad_cursor", field="after")
        query = query.where(project_owner.c.project_id < after)
    if wanted := name_key(cleaned(search, field="search")):
        query = query.where(project.c.name_key.contains(wanted, autoescape=True))
    if show != "all":
        query = query.where(project.c.closed_at.is_(None) if show == "open" else project.c.closed_at.is_not(None))
    found = [Project(*row) for row in tx.execute(query)]
    page = found[:limit]
    return page, page[-1].id if len(found) > limit else None


def projects_to_erase(tx: Tx, *, limit: int) -> list[Project]:
    """Closed projects whose time is over, the oldest first."""
    due = select(*COLUMNS).where(project.c.closed_at <= tx.now - GRACE_MS).order_by(project.c.closed_at).limit(limit)
    return [Project(*row) for row in tx.execute(due)]
