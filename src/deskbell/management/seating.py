"""Giving seats anew, with what follows from it: whoever loses one hands their conversations back to the team."""

from deskbell.conversations import return_conversations
from deskbell.kit.db import Tx
from deskbell.subscriptions import Seats, plans_now, seats_at, subscription_of
from deskbell.team import Agent, AgentChange, change_agent, seats_pending, seats_used, settle_seats


def give_seats(tx: Tx, project_id: str) -> None:
    """After there are more or fewer seats, or people. Doing it again changes nothing."""
    for agent_id in settle_seats(tx, project_id).lost:
        return_conversations(tx, project_id, agent_id=agent_id)


def change_member(tx: Tx, who: Agent, *, agent_id: str, change: AgentChange) -> None:
    """Change somebody's role or limit; administrators are given seats first."""
    change_agent(tx, who, agent_id=agent_id, change=change)
    give_seats(tx, who.project_id)


def seats_of(tx: Tx, project_id: str) -> Seats:
    """How many seats a project has now, and what becomes of them."""
    return seats_at(
        subscription_of(tx, project_id),
        tx.now,
        used=seats_used(tx, project_id),
        pending=seats_pending(tx, project_id),
        free_seats=plans_now().free.seats,
    )
