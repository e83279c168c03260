"""Sessions of the Workspace: who holds one, whether it still holds, and its end."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, select, update

from deskbell.audit import note
from deskbell.eventlog import Author
from deskbell.kit.db import Tx
from deskbell.kit.ids import is_id, token_hash
from deskbell.kit.sessions import LASTS_MS, is_due
from deskbell.team.stating import state_sessions_ended
from deskbell.team.tables import Agent, AgentProfile, agent, agent_session

PROFILE = tuple(agent.c[name] for name in AgentProfile.__struct_fields__)


class Known(NamedTuple):
    """Whose session it is, and whether its use is to be noted."""

    agent: Agent
    due: bool


def agent_by_session(tx: Tx, project_id: str, token: str) -> Agent | None:
    """The agent of this project who holds the token; None for a wrong, ended, expired or foreign one."""
    known = find_session(tx, project_id, token)
    return None if known is None else known.agent


def find_session(tx: Tx, project_id: str, token: str) -> Known | None:
    """The same, with what the web needs to keep the session alive."""
    if not token or not is_id(project_id):
        return None
    query = (
        select(*PROFILE, agent_session.c.id.label("session_id"), agent_session.c.last_seen_at)
        .join(
            agent,
            and_(agent.c.project_id == agent_session.c.project_id, agent.c.id == agent_session.c.agent_id),
        )
        .where(
            agent_session.c.project_id == project_id,
            agent_session.c.token_hash == token_hash(token),
            agent.c.disabled_at.is_(None),
            agent.c.suspended_at.is_(None),
            _holds(tx),
        )
    )
    row = tx.execute(query).one_or_none()
    if row is None:
        return None
    profile = AgentProfile(*row[: len(PROFILE)])
    return Known(Agent(project_id, row.session_id, profile), is_due(row.last_seen_at, tx.now))


def session_still_valid(tx: Tx, project_id: str, session_id: str) -> bool:
    """Whether an open connection may go on: the session holds and its agent is enabled."""
    query = (
        select(agent_session.c.id)
        .join(
            agent,
            and_(agent.c.project_id == agent_session.c.project_id, agent.c.id == agent_session.c.agent_id),
        )
        .where(
            agent_session.c.project_id == project_id,
            agent_session.c.id == session_id,
            agent.c.disabled_at.is_(None),
            agent.c.suspended_at.is_(None),
            _holds(tx),
        )
    )
    return tx.execute(query).first() is not None


def note_use(tx: Tx, actor: Agent) -> None:
    """Have the session last from now on again."""
    this = and_(agent_session.c.project_id == actor.project_id, agent_session.c.id == actor.session_id)
    tx.execute(update(agent_session).where(this, _holds(tx)).values(last_seen_at=tx.now, expires_at=tx.now + LASTS_MS))


def sign_out(tx: Tx, actor: Agent) -> None:
    """End the session that the agent is signed in with."""
    end_sessions(tx, actor.project_id, actor.id, by=actor.author, session_id=actor.session_id)
    note(tx, actor.by, "agent.signed_out", project_id=actor.project_id, target=actor.profile.email)


def end_sessions(tx: Tx, project_id: str, agent_id: str, *, by: Author, session_id: str | None = None) -> None:
    """End one session of an agent, or all; their sockets are closed by whoever follows the fact."""
    theirs = and_(
        agent_session.c.project_id == project_id,
        agent_session.c.agent_id == agent_id,
        agent_session.c.ended_at.is_(None),
    )
    if session_id is not None:
        theirs = and_(theirs, agent_session.c.id == session_id)
    tx.execute(update(agent_session).where(theirs).values(ended_at=tx.now))
    state_sessions_ended(tx, project_id, agent_id, by=by, session_id=session_id)


def end_all_sessions(tx: Tx, project_id: str) -> None:
    """End every session of a project that is being closed, whose fact closes the sockets."""
    theirs = and_(agent_session.c.project_id == project_id, agent_session.c.ended_at.is_(None))
    tx.execute(update(agent_session).where(theirs).values(ended_at=tx.now))


def _holds(tx: Tx) -> ColumnElement[Any]:
    return and_(agent_session.c.ended_at.is_(None), agent_session.c.expires_at > tx.now)
