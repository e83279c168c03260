"""A forgotten password: whoever has the address in a team gets a link, for each project in which they are."""

from typing import NamedTuple

from sqlalchemy import and_, select

from deskbell.audit import By, note
from deskbell.kit.db import Tx
from deskbell.kit.ids import token_hash
from deskbell.mail import Letter, post_letter
from deskbell.projects import project_by_id, project_is_open
from deskbell.team.linking import new_link, path_of
from deskbell.team.signing_in import MAX_CANDIDATES
from deskbell.team.tables import agent

VALID_HOURS = 1


class Forgetful(NamedTuple):
    """Somebody unknown, who says that they are this agent."""

    project_id: str
    agent_id: str


def known_by(tx: Tx, email_key: str) -> list[Forgetful]:
    """The enabled agents with this address, oldest first."""
    query = (
        select(agent.c.project_id, agent.c.id)
        .where(agent.c.email_key == email_key, agent.c.disabled_at.is_(None))
        .order_by(agent.c.created_at, agent.c.id)
        .limit(MAX_CANDIDATES)
    )
    return [Forgetful(*row) for row in tx.execute(query)]


def mail_link(tx: Tx, who: Forgetful) -> None:
    """Mail one of them a link; the password stays as it is until it is used. Of a closed project there is none."""
    this = and_(agent.c.project_id == who.project_id, agent.c.id == who.agent_id, agent.c.disabled_at.is_(None))
    row = tx.execute(select(agent.c.email, agent.c.language).where(this)).one_or_none()
    if row is None or not project_is_open(tx, who.project_id):
        return
    token = new_link(tx, who.project_id, who.agent_id, hours=VALID_HOURS)
    params: dict[str, str | int] = {"project": project_by_id(tx, who.project_id).name, "email": row.email}
    key = f"forgotten_password {token_hash(token)}"
    post_letter(tx, Letter(row.email, row.language, "forgotten_password", path_of(token), params, key))
    by = By("stranger", None, row.email)
    note(tx, by, "agent.password_link_requested", project_id=who.project_id, target=row.email)
