"""Giving seats anew, with what follows from it: whoever loses one hands their conversations back to the team."""

from deskbell.conversations import return_conversations
from deskbell.kit.db import Tx
from deskbell.team import settle_seats


def give_seats(tx: Tx, project_id: str) -> None:
    """After there are more or fewer seats, or people. Doing it again changes nothing."""
    for agent_id in settle_seats(tx, project_id).lost:
        return_conversations(tx, project_id, agent_id=agent_id)
