"""What can be asked about a team."""

from collections.abc import Collection
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Row, and_, func, select

from deskbell.kit.db import Tx
from deskbell.kit.errors import NotFound
from deskbell.kit.ids import is_id
from deskbell.presence import agents_here, here
from deskbell.team.events import AgentCard
from deskbell.team.tables import agent, password_link


class PasswordLink(msgspec.Struct, frozen=True):
    """A mailed link to set one's password. `link` is in the answer to whoever had it sent, and nowhere else ever."""

    sent_at: int
    expires_at: int
    link: str | None = None


class Administrator(msgspec.Struct, frozen=True):
    """An administrator as the owner sees one. A password is never shown, only whether there is one.

    A change that names the `version` it began from is refused as `stale` once there is a newer one.
    """

    id: str
    version: int
    email: str
    name: str
    has_password: bool
    password_changed_at: int | None
    password_link: PasswordLink | None
    last_sign_in_at: int | None
    has_seat: bool
    disabled_at: int | None
    created_at: int


class Available(NamedTuple):
    """An agent who may be given conversations now, up to a limit."""

    id: str
    name: str
    conversation_limit: int
    last_assigned_at: int | None


class Addressee(NamedTuple):
    """Somebody of the team as the receiver of a letter."""

    id: str
    email: str
    language: str


def administrators_to_write_to(tx: Tx, project_id: str) -> list[Addressee]:
    """The administrators who can sign in."""
    theirs = and_(agent.c.project_id == project_id, agent.c.role == "administrator", agent.c.disabled_at.is_(None))
    query = select(agent.c.id, agent.c.email, agent.c.language).where(theirs).order_by(agent.c.created_at, agent.c.id)
    return [Addressee(*row) for row in tx.execute(query)]


class Reachable(NamedTuple):
    """An agent who may be told of something, and in which language."""

    id: str
    language: str
    availability: str


def administrators(tx: Tx, project_id: str) -> list[Administrator]:
    """The project's administrators, in the order in which they came."""
    here = and_(agent.c.project_id == project_id, agent.c.role == "administrator", agent.c.removed_at.is_(None))
    query = _WITH_LINKS.where(here).order_by(agent.c.created_at, agent.c.id)
    return [_administrator_of(row) for row in tx.execute(query)]


def administrator_row(tx: Tx, project_id: str, agent_id: str) -> Row[Any]:
    """The row of one of them, or of one who was removed; `NotFound` for anybody else."""
    this = and_(agent.c.project_id == project_id, agent.c.id == agent_id, agent.c.role == "administrator")
    row = tx.execute(select(agent).where(this)).one_or_none() if is_id(agent_id) else None
    if row is None:
        raise NotFound
    return row


def agent_row(tx: Tx, project_id: str, agent_id: str) -> Row[Any]:
    """The row of anybody of the team, or of one who was removed; `NotFound` for anybody else."""
    this = and_(agent.c.project_id == project_id, agent.c.id == agent_id)
    row = tx.execute(select(agent).where(this)).one_or_none() if is_id(agent_id) else None
    if row is None:
        raise NotFound
    return row


def administrator(tx: Tx, project_id: str, agent_id: str) -> Administrator:
    """One of them as the owner sees them, also one who was removed."""
    this = and_(agent.c.project_id == project_id, agent.c.id == agent_id)
    return _administrator_of(tx.execute(_WITH_LINKS.where(this)).one())


def other_administrators(tx: Tx, project_id: str, agent_id: str) -> int:
    """How many enabled administrators there are besides this one."""
    query = select(func.count()).where(
        agent.c.project_id == project_id,
        agent.c.role == "administrator",
        agent.c.disabled_at.is_(None),
        agent.c.id != agent_id,
    )
    return tx.execute(query).scalar_one()


def seats_used(tx: Tx, project_id: str) -> int:
    """How many seats are wanted: one by each enabled agent, administrators and those without one for now included."""
    query = select(func.count()).where(agent.c.project_id == project_id, agent.c.disabled_at.is_(None))
    return tx.execute(query).scalar_one()


def seats_used_in(tx: Tx, project_ids: Collection[str]) -> dict[str, int]:
    """How many seats are taken in each of these projects; none where it is missing."""
    theirs = (agent.c.project_id.in_(project_ids)) & agent.c.disabled_at.is_(None)
    query = select(agent.c.project_id, func.count().label("used")).where(theirs).group_by(agent.c.project_id)
    return {row.project_id: row.used for row in tx.execute(query)}


def seats_used_everywhere(tx: Tx) -> int:
    """How many seats are taken in the whole installation."""
    return tx.execute(select(func.count()).where(agent.c.disabled_at.is_(None))).scalar_one()


def agent_cards(tx: Tx, project_id: str) -> list[AgentCard]:
    """The agents of a project who have a seat, by name. Their load is for whoever counts conversations to fill in."""
    query = (
        select(agent)
        .where(agent.c.project_id == project_id, agent.c.disabled_at.is_(None), agent.c.suspended_at.is_(None))
        .order_by(agent.c.name, agent.c.id)
    )
    online = agents_here(tx, project_id)
    return [_card_of(row, online=row.id in online) for row in tx.execute(query)]


def agent_names(tx: Tx, project_id: str, ids: Collection[str]) -> dict[str, str]:
    """The names of those among these who are enabled agents of the project."""
    theirs = and_(agent.c.project_id == project_id, agent.c.id.in_(ids), agent.c.disabled_at.is_(None))
    return {row.id: row.name for row in tx.execute(select(agent.c.id, agent.c.name).where(theirs))}


def agent_names_ever(tx: Tx, project_id: str) -> dict[str, str]:
    """The names of everybody who is or was an agent of the project."""
    return {
        row.id: row.name for row in tx.execute(select(agent.c.id, agent.c.name).where(agent.c.project_id == project_id))
    }


def known_agent(tx: Tx, project_id: str, agent_id: str) -> bool:
    """Whether the project has, or had, such an agent."""
    this = and_(agent.c.project_id == project_id, agent.c.id == agent_id)
    return tx.execute(select(agent.c.id).where(this)).first() is not None


def agent_card(tx: Tx, project_id: str, agent_id: str) -> AgentCard:
    """One agent of the project."""
    query = select(agent).where(agent.c.project_id == project_id, agent.c.id == agent_id)
    row = tx.execute(query).one_or_none()
    if row is None:
        raise NotFound
    return _card_of(row, online=bool(here(tx, [agent_id])))


def reachable_agents(tx: Tx, project_id: str, ids: Collection[str]) -> list[Reachable]:
    """Those of these who have a seat."""
    theirs = and_(agent.c.project_id == project_id, agent.c.id.in_(ids))
    seated = and_(agent.c.disabled_at.is_(None), agent.c.suspended_at.is_(None))
    query = select(agent.c.id, agent.c.language, agent.c.availability).where(theirs, seated)
    return [Reachable(*row) for row in tx.execute(query)]


def assignable_agent(tx: Tx, project_id: str, agent_id: str) -> Available:
    """Somebody to whom a colleague may give a conversation, here or not: anybody with a seat, else `NotFound`."""
    query = select(agent.c.id, agent.c.name, agent.c.conversation_limit, agent.c.last_assigned_at).where(
        agent.c.project_id == project_id,
        agent.c.id == agent_id,
        agent.c.disabled_at.is_(None),
        agent.c.suspended_at.is_(None),
    )
    row = tx.execute(query).one_or_none() if is_id(agent_id) else None
    if row is None:
        raise NotFound
    return Available(*row)


def available_agents(tx: Tx, project_id: str) -> list[Available]:
    """Who takes new conversations: with a seat, *online* by choice, and here. Who waited longest comes first."""
    online = agents_here(tx, project_id)
    if not online:
        return []
    query = (
        select(agent.c.id, agent.c.name, agent.c.conversation_limit, agent.c.last_assigned_at)
        .where(
            agent.c.project_id == project_id,
            agent.c.disabled_at.is_(None),
            agent.c.suspended_at.is_(None),
            agent.c.availability == "online",
        )
        .order_by(func.coalesce(agent.c.last_assigned_at, 0), agent.c.id)
    )
    return [Available(*row) for row in tx.execute(query) if row.id in online]


_WITH_LINKS = select(agent, password_link.c.sent_at, password_link.c.expires_at).outerjoin(
    password_link,
    and_(password_link.c.project_id == agent.c.project_id, password_link.c.agent_id == agent.c.id),
)


def _administrator_of(row: Row[Any]) -> Administrator:
    return Administrator(
        id=row.id,
        version=row.version,
        email=row.email,
        name=row.name,
        has_password=row.password_hash is not None,
        password_changed_at=row.password_changed_at,
        password_link=None if row.sent_at is None else PasswordLink(row.sent_at, row.expires_at),
        last_sign_in_at=row.last_sign_in_at,
        has_seat=row.disabled_at is None and row.suspended_at is None,
        disabled_at=row.disabled_at,
        created_at=row.created_at,
    )


def _card_of(row: Row[Any], *, online: bool) -> AgentCard:
    return AgentCard(row.id, row.name, row.role, row.availability, online, row.conversation_limit)
