"""Whoever holds the link that was mailed sets the password it is for, and is signed in."""

from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Row, and_, delete, select, update

from deskbell.audit import By, note
from deskbell.eventlog import Author
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput
from deskbell.kit.ids import token_hash
from deskbell.projects import project_by_id
from deskbell.team.sessions import end_sessions
from deskbell.team.signing_in import Candidate, sign_in
from deskbell.team.tables import Agent, agent, password_link


class LinkHolder(msgspec.Struct, frozen=True):
    """Whoever holds a link that works: no agent yet, but about to sign in as one."""

    project_id: str
    token: str


class LinkShown(NamedTuple):
    """Whose password a link sets, and where."""

    project_id: str
    project: str
    email: str
    name: str
    expires_at: int


class Browser(NamedTuple):
    """The one that will be signed in."""

    token: str
    user_agent: str
    ip: str


def open_link(tx: Tx, token: str) -> LinkShown:
    """What the link is for. Unknown, used, replaced, revoked and expired ones are refused alike."""
    row = _usable(tx, token)
    return LinkShown(row.project_id, project_by_id(tx, row.project_id).name, row.email, row.name, row.expires_at)


def set_password(tx: Tx, holder: LinkHolder, *, password_hash: str, browser: Browser) -> Agent:
    """Set it, once: the link goes, whoever was signed in with the old one is out, and this browser is in."""
    row = _usable(tx, holder.token)
    this = and_(agent.c.project_id == row.project_id, agent.c.id == row.id)
    change = {"password_hash": password_hash, "password_changed_at": tx.now, "version": agent.c.version + 1}
    tx.execute(update(agent).where(this).values(**change))
    tx.execute(delete(password_link).where(password_link.c.token_hash == token_hash(holder.token)))
    end_sessions(tx, row.project_id, row.id, by=Author("agent", row.id, row.name))
    by = By("agent", row.id, row.name)
    note(tx, by, "administrator.password_set", project_id=row.project_id, target=row.email)
    who = Candidate(row.project_id, row.id, password_hash)
    return sign_in(tx, who, token=browser.token, user_agent=browser.user_agent, ip=browser.ip)


def _usable(tx: Tx, token: str) -> Row[Any]:
    query = (
        select(agent.c.project_id, agent.c.id, agent.c.email, agent.c.name, password_link.c.expires_at)
        .join(agent, and_(agent.c.project_id == password_link.c.project_id, agent.c.id == password_link.c.agent_id))
        .where(
            password_link.c.token_hash == token_hash(token),
            password_link.c.expires_at > tx.now,
            agent.c.disabled_at.is_(None),
        )
    )
    row = tx.execute(query).one_or_none()
    if row is None:
        raise BadInput("bad_link")
    return row
