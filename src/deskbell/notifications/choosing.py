"""Choosing: an agent settles of what they hear. It is theirs on every computer."""

from collections.abc import Collection

import msgspec
from sqlalchemy import select

from deskbell.kit.db import Tx
from deskbell.notifications.rules import USUAL, NotificationChoices
from deskbell.notifications.tables import notification_choice
from deskbell.team import Agent

_KEYS = ("project_id", "agent_id")
c = notification_choice.c


def choices_of(tx: Tx, agent: Agent) -> NotificationChoices:
    """What the agent has chosen, or what everybody begins with."""
    return chosen_by(tx, agent.project_id, [agent.id])[agent.id]


def choose(tx: Tx, agent: Agent, *, choices: NotificationChoices) -> NotificationChoices:
    """Choose all of it anew."""
    row = (agent.project_id, agent.id, msgspec.json.encode(choices).decode())
    tx.upsert_many(notification_choice, _KEYS, ("choices",), [row], on="choices = excluded.choices")
    return choices


def chosen_by(tx: Tx, project_id: str, agent_ids: Collection[str]) -> dict[str, NotificationChoices]:
    """What each of these has chosen."""
    query = select(c.agent_id, c.choices).where(c.project_id == project_id, c.agent_id.in_(agent_ids))
    kept = {row.agent_id: row.choices for row in tx.execute(query)}
    return {one: _with_usual(kept.get(one)) for one in agent_ids}


def _with_usual(kept: str | None) -> NotificationChoices:
    """What has been added since they chose is as it is for everybody."""
    if kept is None:
        return USUAL
    return msgspec.convert(msgspec.to_builtins(USUAL) | msgspec.json.decode(kept), NotificationChoices)
