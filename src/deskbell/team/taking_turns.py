"""Taking turns: who was given a conversation waits until the others have had one."""

from sqlalchemy import and_, update

from deskbell.kit.db import Tx
from deskbell.team.tables import agent


def note_assignment(tx: Tx, project_id: str, agent_id: str) -> None:
    """The agent was given a conversation now."""
    this = and_(agent.c.project_id == project_id, agent.c.id == agent_id)
    tx.execute(update(agent).where(this).values(last_assigned_at=tx.now))
