"""Choosing: an agent settles of what they hear. It is theirs on every computer."""

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
    query = select(c.choices).where(c.project_id == agent.project_id, c.agent_id == agent.id)
    kept = tx.execute(query).scalar_one_or_none()
    # What has been added since they chose is as it is for everybody.
    return (
        USUAL
        if kept is None
        else msgspec.convert(msgspec.to_builtins(USUAL) | msgspec.json.decode(kept), NotificationChoices)
    )


def choose(tx: Tx, agent: Agent, *, choices: NotificationChoices) -> NotificationChoices:
    """Choose all of it anew."""
    row = (agent.project_id, agent.id, msgspec.json.encode(choices).decode())
    tx.upsert_many(notification_choice, _KEYS, ("choices",), [row], on="choices = excluded.choices")
    return choices
