"""Administering: an owner adds administrators to a project and changes what they sign in with."""

from typing import Any

import msgspec
from sqlalchemy import select, update

from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, Conflict, NotFound
from deskbell.kit.ids import request_digest
from deskbell.kit.texts import email_key, readable_client_id, readable_email, readable_name
from deskbell.projects import Owner, project_by_id
from deskbell.subscriptions import require_free_seat
from deskbell.team.admitting import Newcomer, admit
from deskbell.team.invitations.pending import end_invitation_of, seats_pending
from deskbell.team.invitations.sending import state_invitation
from deskbell.team.linking import LinkWanted, forget_link, send_link
from deskbell.team.queries import Administrator, administrator, administrator_row, seats_used
from deskbell.team.rules import require_same
from deskbell.team.sessions import end_sessions
from deskbell.team.stating import state_changed
from deskbell.team.tables import agent


class NewAdministrator(msgspec.Struct, frozen=True):
    """Whom to add. Without a name the e-mail's first part is it; without a password nobody signs in yet."""

    client_id: str
    email: str
    name: str | None
    password_hash: str | None


class AdministratorChange(msgspec.Struct, frozen=True):
    """What to change, together; what is None stays. `version`: what it began from, where that matters."""

    email: str | None = None
    name: str | None = None
    password_hash: str | None = None
    version: int | None = None


def add_administrator(
    tx: Tx, owner: Owner, *, wanted: NewAdministrator, language: str, link: LinkWanted | None = None
) -> Administrator:
    """Add an administrator while there is a seat; the same request again finds the same one."""
    client_id = readable_client_id(wanted.client_id)
    email = readable_email(wanted.email)
    # The password is not part of the digest: a quick digest of one could be guessed back.
    digest = request_digest(email, wanted.name)
    mine = agent.c.project_id == owner.project_id
    before = tx.execute(select(agent).where(mine, agent.c.client_id == client_id)).one_or_none()
    if before is not None:
        if before.request_digest != digest:
            raise Conflict("client_id_reused", field="client_id")
        return administrator(tx, owner.project_id, before.id)
    name = _name_in(email) if wanted.name is None else readable_name(wanted.name)
    newcomer = Newcomer(email, name, "administrator", language, wanted.password_hash, client_id, digest)
    made = _admit(tx, owner, newcomer)
    if link is None:
        return made
    return send_link(tx, owner, administrator_row(tx, owner.project_id, made.id), link)


def admit_owner(tx: Tx, owner: Owner, *, email: str, language: str) -> Administrator:
    """The owner as the first administrator of a new project: without a password until one is set."""
    return _admit(tx, owner, Newcomer(email, owner.name, "administrator", language))


def modify_administrator(
    tx: Tx, owner: Owner, *, agent_id: str, change: AdministratorChange, link: LinkWanted | None = None
) -> Administrator:
    """Change e-mail, name and password together. A new e-mail or password ends their sessions and any link sent."""
    before = administrator_row(tx, owner.project_id, agent_id)
    if before.removed_at is not None:
        raise NotFound
    require_same(before.version, began_from=change.version)
    values: dict[str, Any] = {}
    if change.email is not None and (email := readable_email(change.email)) != before.email:
        _require_new(tx, owner, email, besides=agent_id)
        _need_no_invitation(tx, owner, email)
        values |= {"email": email, "email_key": email_key(email)}
    if change.password_hash is not None:
        values |= {"password_hash": change.password_hash, "password_changed_at": tx.now}
    new_credentials = bool(values)
    if change.name is not None and (name := readable_name(change.name)) != before.name:
        values["name"] = name
    if values:
        this = (agent.c.project_id == owner.project_id) & (agent.c.id == agent_id)
        tx.execute(update(agent).where(this).values(version=agent.c.version + 1, **values))
        _note_change(tx, owner, before, values)
    if "name" in values and before.disabled_at is None:
        state_changed(tx, owner.project_id, agent_id, by=owner.author)
    if new_credentials:
        forget_link(tx, owner.project_id, agent_id)
        end_sessions(tx, owner.project_id, agent_id, by=owner.author)
    if link is None:
        return administrator(tx, owner.project_id, agent_id)
    return send_link(tx, owner, administrator_row(tx, owner.project_id, agent_id), link)


def _note_change(tx: Tx, owner: Owner, before: Any, values: dict[str, Any]) -> None:  # noqa: ANN401 - a row: the driver's type
    now, project_id = values.get("email", before.email), owner.project_id
    if "email" in values:
        note(tx, owner.by, "administrator.email_changed", project_id=project_id, target=now, before=before.email)
    if "name" in values:
        note(tx, owner.by, "administrator.renamed", project_id=project_id, target=now)
    if "password_hash" in values:
        note(tx, owner.by, "administrator.password_changed", project_id=project_id, target=now)


def words_about(tx: Tx, owner: Owner, agent_id: str | None) -> list[str]:
    """What a guesser of an administrator's password would know; `NotFound` where there is no such administrator."""
    known = [project_by_id(tx, owner.project_id).name, owner.name]
    if agent_id is None:
        return known
    row = administrator_row(tx, owner.project_id, agent_id)
    return [row.email, row.name, *known]


def _admit(tx: Tx, owner: Owner, newcomer: Newcomer) -> Administrator:
    _require_new(tx, owner, newcomer.email)
    _need_no_invitation(tx, owner, newcomer.email)
    pending = seats_pending(tx, owner.project_id)
    require_free_seat(tx, owner.project_id, seats_used(tx, owner.project_id), pending=pending)
    agent_id = admit(tx, owner.project_id, newcomer, by=owner.author)
    note(tx, owner.by, "administrator.added", project_id=owner.project_id, target=newcomer.email)
    return administrator(tx, owner.project_id, agent_id)


def _need_no_invitation(tx: Tx, owner: Owner, email: str) -> None:
    """Whoever was invited is in the team without it; the seat that it kept is theirs."""
    ended = end_invitation_of(tx, owner.project_id, email_key(email), "needless")
    if ended is not None:
        state_invitation(tx, owner.project_id, ended, "needless", by=owner.author)


def _require_new(tx: Tx, owner: Owner, email: str, *, besides: str = "") -> None:
    same = (agent.c.project_id == owner.project_id) & (agent.c.email_key == email_key(email))
    if tx.execute(select(agent.c.id).where(same, agent.c.id != besides)).first() is not None:
        raise Conflict("administrator_exists", field="email")


def _name_in(email: str) -> str:
    try:
        return readable_name(email.rpartition("@")[0])
    except BadInput:
        return "Administrator"
