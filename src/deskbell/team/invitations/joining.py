"""Joining: whoever has an invitation's link takes a name and a password, and is in. Of many at once, one is."""

from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Row, and_, select, update

from deskbell.audit import By, note
from deskbell.eventlog import Author
from deskbell.kit.db import Tx
from deskbell.kit.errors import BadInput, Conflict
from deskbell.kit.ids import token_hash
from deskbell.kit.texts import readable_name
from deskbell.projects import Project, avatar_path, project_by_id
from deskbell.subscriptions import limits_of
from deskbell.team.admitting import Newcomer, admit
from deskbell.team.invitations.sending import state_invitation
from deskbell.team.invitations.tables import Ending, invitation
from deskbell.team.queries import seats_used
from deskbell.team.setting_password import Browser
from deskbell.team.signing_in import Candidate, sign_in
from deskbell.team.tables import Agent, Role, agent

c = invitation.c


class InvitationShown(NamedTuple):
    """What whoever has the link is shown before they join."""

    project: Project
    avatar: str | None
    email: str
    role: Role
    invited_by: str
    expires_at: int


class Joiner(msgspec.Struct, frozen=True):
    """Whoever holds a link into this project: no agent yet, but about to become one."""

    project_id: str
    token: str


class Self(NamedTuple):
    """What whoever joins says of themselves."""

    name: str
    password_hash: str
    language: str


def look_at_invitation(tx: Tx, token: str) -> InvitationShown:
    """Who is invited to what. Each reason why it cannot be is said: whoever has the link was meant to have it."""
    row, project = _usable(tx, token)
    return InvitationShown(
        project, avatar_path(project.avatar), row.email, row.role, row.invited_by_name, row.expires_at
    )


def join(tx: Tx, joiner: Joiner, *, myself: Self, browser: Browser) -> Agent:
    """Become an agent, once, while there is a seat, and begin a session in this browser."""
    row, project = _usable(tx, joiner.token)
    if row.project_id != joiner.project_id:
        raise BadInput("bad_link")
    name = readable_name(myself.name)
    seats = limits_of(tx, project.id).seats
    if seats_used(tx, project.id) >= seats:
        # The seat that was kept for them may be gone: there are fewer than there were when they were invited.
        raise Conflict("no_seat_left", said="no_seat_to_join", seats=seats, project=project.name)
    this = and_(c.project_id == project.id, c.id == row.id)
    ending: Ending = "accepted"
    tx.execute(update(invitation).where(this).values(ended_at=tx.now, ending=ending))
    agent_id = admit(tx, project.id, Newcomer(row.email, name, row.role, myself.language, myself.password_hash))
    state_invitation(tx, project.id, row.id, ending, by=Author("agent", agent_id, name))
    note(tx, By("agent", agent_id, name), f"{row.role}.joined", project_id=project.id, target=row.email)
    who = Candidate(project.id, agent_id, myself.password_hash)
    return sign_in(tx, who, token=browser.token, user_agent=browser.user_agent, ip=browser.ip)


def _usable(tx: Tx, token: str) -> tuple[Row[Any], Project]:
    row = tx.execute(select(invitation).where(c.token_hash == token_hash(token))).one_or_none()
    if row is None:
        raise BadInput("bad_link")
    project = project_by_id(tx, row.project_id)
    if project.closed_at is not None or row.ending == "revoked":
        raise Conflict("invitation_revoked")
    if row.ending == "accepted":
        raise Conflict("invitation_used")
    same = and_(agent.c.project_id == row.project_id, agent.c.email_key == row.email_key)
    if row.ending == "needless" or tx.execute(select(agent.c.id).where(same)).first() is not None:
        raise Conflict("already_in_team", email=row.email, project=project.name)
    if row.expires_at <= tx.now:
        raise Conflict("invitation_expired")
    return row, project
