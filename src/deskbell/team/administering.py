"""Administering: an owner adds administrators to a project and changes what they sign in with."""

from typing import Any

import msgspec
from sqlalchemy import Row, insert, select, update

from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, Conflict, NotFound
from deskbell.kit.ids import is_id, new_id, request_digest
from deskbell.kit.preferences import readable_language
from deskbell.kit.texts import email_key, readable_client_id, readable_email, readable_name
from deskbell.projects import Owner
from deskbell.subscriptions import require_free_seat
from deskbell.team.queries import Administrator, administrator_of, seats_used
from deskbell.team.sessions import end_sessions
from deskbell.team.stating import state_changed
from deskbell.team.tables import DEFAULT_CONVERSATION_LIMIT, agent


class NewAdministrator(msgspec.Struct, frozen=True):
    """Whom to add. Without a name the e-mail's first part is it; without a password nobody signs in yet."""

    client_id: str
    email: str
    name: str | None
    password_hash: str | None


class AdministratorChange(msgspec.Struct, frozen=True):
    """What to change, together; what is None stays."""

    email: str | None = None
    name: str | None = None
    password_hash: str | None = None


def add_administrator(tx: Tx, owner: Owner, *, wanted: NewAdministrator, language: str) -> Administrator:
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
        return administrator_of(before)
    name = _name_in(email) if wanted.name is None else readable_name(wanted.name)
    return _admit(
        tx,
        owner,
        email=email,
        name=name,
        language=language,
        password_hash=wanted.password_hash,
        client_id=client_id,
        request_digest=digest,
    )


def admit_owner(tx: Tx, owner: Owner, *, email: str, language: str) -> Administrator:
    """The owner as the first administrator of a new project: without a password until one is set."""
    return _admit(tx, owner, email=email, name=owner.name, language=language)


def modify_administrator(tx: Tx, owner: Owner, *, agent_id: str, change: AdministratorChange) -> Administrator:
    """Change e-mail, name and password together. A new e-mail or password ends their sessions."""
    before = _administrator(tx, owner, agent_id)
    values: dict[str, Any] = {}
    if change.email is not None and (email := readable_email(change.email)) != before.email:
        _require_new(tx, owner, email, besides=agent_id)
        values |= {"email": email, "email_key": email_key(email)}
    if change.password_hash is not None:
        values |= {"password_hash": change.password_hash, "password_changed_at": tx.now}
    new_credentials = bool(values)
    if change.name is not None and (name := readable_name(change.name)) != before.name:
        values["name"] = name
    if not values:
        return administrator_of(before)

    this = (agent.c.project_id == owner.project_id) & (agent.c.id == agent_id)
    tx.execute(update(agent).where(this).values(**values))
    if "name" in values:
        state_changed(tx, owner.project_id, agent_id, by=owner.author)
    if new_credentials:
        end_sessions(tx, owner.project_id, agent_id, by=owner.author)
    return administrator_of(_administrator(tx, owner, agent_id))


def _admit(  # noqa: PLR0913 - the columns of a new row
    tx: Tx,
    owner: Owner,
    *,
    email: str,
    name: str,
    language: str,
    password_hash: str | None = None,
    client_id: str | None = None,
    request_digest: str | None = None,
) -> Administrator:
    _require_new(tx, owner, email)
    require_free_seat(tx, owner.project_id, seats_used(tx, owner.project_id))
    agent_id = new_id()
    tx.execute(
        insert(agent).values(
            project_id=owner.project_id,
            id=agent_id,
            email=email,
            email_key=email_key(email),
            name=name,
            role="administrator",
            password_hash=password_hash,
            password_changed_at=None if password_hash is None else tx.now,
            language=readable_language(language),
            availability="online",
            conversation_limit=DEFAULT_CONVERSATION_LIMIT,
            created_at=tx.now,
            client_id=client_id,
            request_digest=request_digest,
        )
    )
    state_changed(tx, owner.project_id, agent_id, by=owner.author)
    return administrator_of(_administrator(tx, owner, agent_id))


def _administrator(tx: Tx, owner: Owner, agent_id: str) -> Row[Any]:
    this = (agent.c.project_id == owner.project_id) & (agent.c.id == agent_id)
    row = None
    if is_id(agent_id):
        row = tx.execute(select(agent).where(this, agent.c.role == "administrator")).one_or_none()
    if row is None:
        raise NotFound
    return row


def _require_new(tx: Tx, owner: Owner, email: str, *, besides: str = "") -> None:
    same = (agent.c.project_id == owner.project_id) & (agent.c.email_key == email_key(email))
    if tx.execute(select(agent.c.id).where(same, agent.c.id != besides)).first() is not None:
        raise Conflict("administrator_exists", field="email")


def _name_in(email: str) -> str:
    try:
        return readable_name(email.rpartition("@")[0])
    except BadInput:
        return "Administrator"
