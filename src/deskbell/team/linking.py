"""A link by mail with which a member of a team sets their own password: for a while, once, and only the newest."""

from typing import Any, NamedTuple

import msgspec
from sqlalchemy import and_, delete, insert, select

from deskbell.audit import note
from deskbell.kit.clock import HOUR
from deskbell.kit.db import Tx
from deskbell.kit.errors import Conflict, NotFound
from deskbell.kit.ids import new_token, token_hash
from deskbell.kit.texts import readable_client_id
from deskbell.mail import Letter, post_letter
from deskbell.projects import Owner, project_by_id
from deskbell.team.queries import Administrator, PasswordLink, administrator, administrator_row
from deskbell.team.tables import password_link

VALID_HOURS = 72


class LinkWanted(NamedTuple):
    """Where the reader of the link reaches this server, and which request asks for it."""

    address: str
    client_id: str | None = None


def send_password_link(tx: Tx, owner: Owner, *, agent_id: str, wanted: LinkWanted) -> Administrator:
    """Mail a new link; earlier ones stop working. The same request again sends nothing more, and shows no link."""
    client_id = readable_client_id(wanted.client_id or "")
    row = administrator_row(tx, owner.project_id, agent_id)
    if row.removed_at is not None:
        raise NotFound
    if row.disabled_at is not None:
        raise Conflict("administrator_disabled")
    mine = and_(password_link.c.project_id == owner.project_id, password_link.c.agent_id == agent_id)
    sent_before = select(password_link.c.sent_at).where(mine, password_link.c.client_id == client_id)
    if tx.execute(sent_before).first() is not None:
        return administrator(tx, owner.project_id, agent_id)
    return send_link(tx, owner, row, wanted)


def revoke_password_link(tx: Tx, owner: Owner, *, agent_id: str) -> Administrator:
    """Let a link that was sent open nothing any more; there may be none."""
    row = administrator_row(tx, owner.project_id, agent_id)
    if row.removed_at is not None:
        raise NotFound
    if forget_link(tx, owner.project_id, agent_id):
        note(tx, owner.by, "administrator.password_link_revoked", project_id=owner.project_id, target=row.email)
    return administrator(tx, owner.project_id, agent_id)


def send_link(tx: Tx, owner: Owner, row: Any, wanted: LinkWanted) -> Administrator:  # noqa: ANN401 - a row: the driver's type
    """Make the link and post the letter, in the transaction of the change that it belongs to."""
    token = new_link(tx, owner.project_id, row.id, hours=VALID_HOURS, client_id=wanted.client_id)
    path = path_of(token)
    sent = PasswordLink(tx.now, tx.now + VALID_HOURS * HOUR, wanted.address + path)
    params: dict[str, str | int] = {
        "project": project_by_id(tx, owner.project_id).name,
        "by": owner.name,
        "email": row.email,
        "hours": VALID_HOURS,
    }
    key = f"set_password {token_hash(token)}"
    post_letter(tx, Letter(row.email, row.language, "set_password", path, params, key))
    note(tx, owner.by, "administrator.password_link_sent", project_id=owner.project_id, target=row.email)
    return msgspec.structs.replace(administrator(tx, owner.project_id, row.id), password_link=sent)


def new_link(tx: Tx, project_id: str, agent_id: str, *, hours: int, client_id: str | None = None) -> str:
    """The token of a new link; earlier ones stop working."""
    forget_link(tx, project_id, agent_id)
    token = new_token()
    tx.execute(
        insert(password_link).values(
            project_id=project_id,
            agent_id=agent_id,
            token_hash=token_hash(token),
            sent_at=tx.now,
            expires_at=tx.now + hours * HOUR,
            client_id=client_id,
        )
    )
    return token


def path_of(token: str) -> str:
    """Where the link leads. The token stands behind the `#`, so that no log has it."""
    return f"/workspace/set-password#{token}"


def forget_link(tx: Tx, project_id: str, agent_id: str) -> bool:
    """Whether there was one."""
    mine = and_(password_link.c.project_id == project_id, password_link.c.agent_id == agent_id)
    return tx.execute(delete(password_link).where(mine)).rowcount > 0
