"""Creating a project, once for each request however often it arrives."""

import secrets
from typing import NamedTuple

import msgspec
from sqlalchemy import exists, insert, select

from deskbell.accounts import Account
from deskbell.audit import note
from deskbell.eventlog import open_log
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict
from deskbell.kit.ids import new_id, request_digest
from deskbell.kit.preferences import readable_language, readable_time_zone
from deskbell.kit.texts import readable_client_id, readable_name
from deskbell.projects.rules import name_key
from deskbell.projects.tables import Owner, project, project_owner


class NewProject(msgspec.Struct, frozen=True):
    """What somebody asks for. Language and time zone are the account's own where they are None."""

    client_id: str
    name: str
    default_language: str | None = None
    time_zone: str | None = None


class Created(NamedTuple):
    """The project's owner; whether it was made just now; whether it is the first that the account made."""

    owner: Owner
    fresh: bool
    first: bool


def create_project(tx: Tx, account: Account, *, wanted: NewProject) -> Created:
    """Make a project that the account owns, or find the one that the same request made before."""
    client_id = readable_client_id(wanted.client_id)
    name = readable_name(wanted.name)
    digest = request_digest(name, wanted.default_language, wanted.time_zone)
    mine = project.c.created_by == account.id
    same = select(project.c.id, project.c.request_digest).where(mine, project.c.client_id == client_id)
    before = tx.execute(same).one_or_none()
    if before is not None:
        if before.request_digest != digest:
            raise Conflict("client_id_reused", field="client_id")
        return Created(Owner(before.id, account.id, account.name), fresh=False, first=False)

    first = not tx.execute(select(exists(select(project.c.id).where(mine)))).scalar_one()
    owner = Owner(new_id(), account.id, account.name)
    tx.execute(
        insert(project).values(
            id=owner.project_id,
            site_key=secrets.token_urlsafe(16),
            name=name,
            name_key=name_key(name),
            default_language=readable_language(wanted.default_language or account.language, field="default_language"),
            time_zone=readable_time_zone(wanted.time_zone or account.time_zone),
            created_at=tx.now,
            created_by=account.id,
            client_id=client_id,
            request_digest=digest,
        )
    )
    tx.execute(insert(project_owner).values(project_id=owner.project_id, account_id=account.id, since=tx.now))
    open_log(tx, owner.project_id)
    note(tx, account.by, "project.created", project_id=owner.project_id, account_id=account.id, target=name)
    return Created(owner, fresh=True, first=first)
