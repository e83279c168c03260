"""Managing: an administrator decides what somebody of the team may do, and how much they are given."""

from typing import Any

import msgspec
from sqlalchemy import and_, update

from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.kit.errors import NotFound
from deskbell.team.queries import agent_row, other_administrators
from deskbell.team.rules import readable_conversation_limit, require_another, require_same
from deskbell.team.stating import state_changed
from deskbell.team.tables import Agent, Role, agent


class AgentChange(msgspec.Struct, frozen=True):
    """What to change of an agent, together; what is None stays. `version`: what it began from, where that matters."""

    role: Role | None = None
    conversation_limit: int | None = None
    version: int | None = None


def change_agent(tx: Tx, who: Agent, *, agent_id: str, change: AgentChange) -> None:
    """Change it. Whoever is an administrator stays one while there is no other.

    Administrators are given seats first: seats are settled by whoever calls this, in the same transaction, on a floor
    that knows conversations.
    """
    before = agent_row(tx, who.project_id, agent_id)
    if before.removed_at is not None:
        raise NotFound
    require_same(before.version, began_from=change.version)
    values: dict[str, Any] = {}
    if change.role not in {None, before.role}:
        if before.role == "administrator" and before.disabled_at is None:
            require_another(other_administrators(tx, who.project_id, agent_id))
        values["role"] = change.role
        action = "agent.made_administrator" if change.role == "administrator" else "administrator.made_agent"
        note(tx, who.by, action, project_id=who.project_id, target=before.email)
    if change.conversation_limit not in {None, before.conversation_limit}:
        limit = values["conversation_limit"] = readable_conversation_limit(change.conversation_limit or 0)
        note(tx, who.by, "agent.limit_changed", project_id=who.project_id, target=before.email, limit=limit)
    if not values:
        return
    this = and_(agent.c.project_id == who.project_id, agent.c.id == agent_id)
    tx.execute(update(agent).where(this).values(version=agent.c.version + 1, **values))
    if before.disabled_at is None and before.suspended_at is None:
        state_changed(tx, who.project_id, agent_id, by=who.author)
