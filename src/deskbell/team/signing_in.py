"""Signing in to the Workspace: an e-mail address and a password, in whichever project they belong to."""

from typing import NamedTuple

import msgspec
from sqlalchemy import and_, delete, insert, select, update

from deskbell.audit import By, note
from deskbell.kit.db import Tx
from deskbell.kit.errors import Forbidden, NotSignedIn
from deskbell.kit.ids import is_id, new_id, token_hash
from deskbell.kit.passwords import matches
from deskbell.kit.sessions import LASTS_MS
from deskbell.kit.texts import short
from deskbell.projects import project_is_open
from deskbell.team.holding import take_seat
from deskbell.team.sessions import PROFILE
from deskbell.team.tables import Agent, AgentProfile, agent, agent_session

MAX_CANDIDATES = 10
USUAL_CANDIDATES = 3
"""In how many projects one person may be before signing in without naming one takes noticeably longer."""


class Candidate(NamedTuple):
    """An agent whom somebody may be, and what would prove it."""

    project_id: str
    agent_id: str
    password_hash: str


def candidates(tx: Tx, email_key: str, project_id: str | None) -> list[Candidate]:
    """The enabled agents with this e-mail and a password, oldest first: nobody can crowd them out later."""
    query = (
        select(agent.c.project_id, agent.c.id, agent.c.password_hash)
        .where(agent.c.email_key == email_key, agent.c.disabled_at.is_(None), agent.c.password_hash.is_not(None))
        .order_by(agent.c.created_at, agent.c.id)
        .limit(MAX_CANDIDATES)
    )
    if project_id is not None:
        if not is_id(project_id):
            return []
        query = query.where(agent.c.project_id == project_id)
    return [Candidate(*row) for row in tx.execute(query)]


async def proved(found: list[Candidate], password: str, *, at_least: int) -> list[Candidate]:
    """Those of them whose password it is.

    As many comparisons as `at_least` are made, so that the time does not tell how many there were to find.
    """
    right = [one for one in found if await matches(password, one.password_hash)]
    for _ in range(len(found), at_least):
        await matches(password, None)
    return right


def sign_in(tx: Tx, who: Candidate, *, token: str, user_agent: str, ip: str) -> Agent:
    """Begin a session of somebody who proved to be this agent, unless the password has changed since."""
    this = and_(agent.c.project_id == who.project_id, agent.c.id == who.agent_id)
    still = and_(this, agent.c.password_hash == who.password_hash, agent.c.disabled_at.is_(None))
    row = tx.execute(select(*PROFILE).where(still)).one_or_none()
    if row is None:
        raise NotSignedIn("wrong_credentials")
    if not project_is_open(tx, who.project_id):
        raise Forbidden("project_closed")
    take_seat(tx, who.project_id, who.agent_id)
    theirs = and_(agent_session.c.project_id == who.project_id, agent_session.c.agent_id == who.agent_id)
    tx.execute(delete(agent_session).where(theirs, agent_session.c.expires_at <= tx.now))
    session_id = new_id()
    tx.execute(
        insert(agent_session).values(
            project_id=who.project_id,
            id=session_id,
            token_hash=token_hash(token),
            agent_id=who.agent_id,
            created_at=tx.now,
            last_seen_at=tx.now,
            expires_at=tx.now + LASTS_MS,
            user_agent=short(user_agent, 400),
            ip=short(ip, 45),
        )
    )
    tx.execute(update(agent).where(this).values(last_sign_in_at=tx.now))
    signed_in = Agent(who.project_id, session_id, AgentProfile(*row))
    note(tx, signed_in.by, "agent.signed_in", project_id=who.project_id, target=signed_in.profile.email)
    return signed_in


class Sought(msgspec.Struct, frozen=True):
    """Somebody unknown, who tried to be one of this project's agents."""

    project_id: str


def note_failure(tx: Tx, sought: Sought, *, email: str) -> None:
    """Somebody gave a wrong password for this address."""
    by = By("stranger", None, email)
    note(tx, by, "agent.sign_in_failed", project_id=sought.project_id, target=email)
