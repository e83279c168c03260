"""Somebody leaves the desk, for a while or for good; what they were answering goes back to the team.

Their seat goes to whoever has none for now.
"""

from deskbell.conversations import return_conversations
from deskbell.kit.db import Tx
from deskbell.management.seating import give_seats
from deskbell.projects import Owner
from deskbell.team import Administrator, Manager, disable_administrator, disable_agent, remove_agent


def send_away(tx: Tx, owner: Owner, *, agent_id: str) -> Administrator:
    """Disable an administrator, whom nobody shall wait for meanwhile."""
    disabled = disable_administrator(tx, owner, agent_id=agent_id)
    _hand_on(tx, owner.project_id, agent_id)
    return disabled


def put_aside(tx: Tx, who: Manager, *, agent_id: str) -> None:
    """The same for anybody of the team."""
    disable_agent(tx, who, agent_id=agent_id)
    _hand_on(tx, who.project_id, agent_id)


def dismiss(tx: Tx, who: Manager, *, agent_id: str) -> None:
    """Remove somebody of the team."""
    remove_agent(tx, who, agent_id=agent_id)
    _hand_on(tx, who.project_id, agent_id)


def _hand_on(tx: Tx, project_id: str, agent_id: str) -> None:
    return_conversations(tx, project_id, agent_id=agent_id)
    give_seats(tx, project_id)
