"""An administrator leaves the desk, for a while or for good; what they were answering goes back to the team.

Their seat goes to whoever has none for now.
"""

from deskbell.conversations import return_conversations
from deskbell.kit.db import Tx
from deskbell.management.seating import give_seats
from deskbell.projects import Owner
from deskbell.team import Administrator, disable_administrator, remove_administrator


def send_away(tx: Tx, owner: Owner, *, agent_id: str) -> Administrator:
    """Disable an administrator, whom nobody shall wait for meanwhile."""
    disabled = disable_administrator(tx, owner, agent_id=agent_id)
    return_conversations(tx, owner.project_id, agent_id=agent_id)
    give_seats(tx, owner.project_id)
    return disabled


def let_go(tx: Tx, owner: Owner, *, agent_id: str) -> None:
    """Remove an administrator."""
    remove_administrator(tx, owner, agent_id=agent_id)
    return_conversations(tx, owner.project_id, agent_id=agent_id)
    give_seats(tx, owner.project_id)
