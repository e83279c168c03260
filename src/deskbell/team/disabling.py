"""Disabling, enabling and removing somebody of the team. All of it may be repeated.

What they were answering goes back to the queue: by whoever calls this, in the same transaction, on a floor that knows
conversations.
"""

from typing import Any, TypeAlias

from sqlalchemy import Row, and_, update

from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.kit.errors import NotFound
from deskbell.projects import Owner
from deskbell.subscriptions import require_free_seat
from deskbell.team.holding import settle_seats
from deskbell.team.invitations.pending import seats_pending
from deskbell.team.linking import forget_link
from deskbell.team.queries import (
    Administrator,
    administrator,
    administrator_row,
    agent_row,
    other_administrators,
    seats_used,
)
from deskbell.team.rules import require_another
from deskbell.team.sessions import end_sessions
from deskbell.team.stating import state_changed, state_left
from deskbell.team.tables import Agent, agent

Manager: TypeAlias = Owner | Agent
"""Who looks after the team: an owner, after the administrators; an administrator, after everybody."""


def disable_administrator(tx: Tx, owner: Owner, *, agent_id: str) -> Administrator:
    """Until they are enabled again they cannot sign in and take no seat. Never the last one."""
    disable_agent(tx, owner, agent_id=agent_id)
    return administrator(tx, owner.project_id, agent_id)


def enable_administrator(tx: Tx, owner: Owner, *, agent_id: str) -> Administrator:
    """They may sign in again, while there is a seat for them."""
    enable_agent(tx, owner, agent_id=agent_id)
    return administrator(tx, owner.project_id, agent_id)


def disable_agent(tx: Tx, who: Manager, *, agent_id: str) -> None:
    """The same for anybody whom they look after. Never the last administrator."""
    before = _row(tx, who, agent_id)
    if before.removed_at is not None:
        raise NotFound
    if before.disabled_at is None:
        _put_out(tx, who, before, {"disabled_at": tx.now})
        note(tx, who.by, f"{before.role}.disabled", project_id=who.project_id, target=before.email)


def enable_agent(tx: Tx, who: Manager, *, agent_id: str) -> None:
    """The same for anybody whom they look after."""
    before = _row(tx, who, agent_id)
    if before.removed_at is not None:
        raise NotFound
    if before.disabled_at is not None:
        pending = seats_pending(tx, who.project_id)
        require_free_seat(tx, who.project_id, seats_used(tx, who.project_id), pending=pending)
        _change(tx, before, {"disabled_at": None, "suspended_at": None})
        state_changed(tx, who.project_id, agent_id, by=who.author)
        note(tx, who.by, f"{before.role}.enabled", project_id=who.project_id, target=before.email)


def remove_agent(tx: Tx, who: Manager, *, agent_id: str) -> None:
    """Take them out of the project for good. Never the last administrator. Their e-mail address is free again."""
    before = _row(tx, who, agent_id)
    if before.removed_at is not None:
        return
    # No address has a key that begins with a space.
    gone = {"removed_at": tx.now, "password_hash": None, "email_key": f" removed {agent_id}"}
    if before.disabled_at is None:
        _put_out(tx, who, before, {**gone, "disabled_at": tx.now})
    else:
        _change(tx, before, gone)
    note(tx, who.by, f"{before.role}.removed", project_id=who.project_id, target=before.email)


def _row(tx: Tx, who: Manager, agent_id: str) -> Row[Any]:
    look_up = administrator_row if isinstance(who, Owner) else agent_row
    return look_up(tx, who.project_id, agent_id)


def _put_out(tx: Tx, who: Manager, before: Row[Any], values: dict[str, Any]) -> None:
    if before.role == "administrator":
        require_another(other_administrators(tx, who.project_id, before.id))
    _change(tx, before, values)
    forget_link(tx, who.project_id, before.id)
    end_sessions(tx, who.project_id, before.id, by=who.author)
    state_left(tx, who.project_id, before.id, by=who.author)
    # There may be somebody who lost their seat and gets this one.
    settle_seats(tx, who.project_id)


def _change(tx: Tx, before: Row[Any], values: dict[str, Any]) -> None:
    this = and_(agent.c.project_id == before.project_id, agent.c.id == before.id)
    tx.execute(update(agent).where(this).values(version=agent.c.version + 1, **values))
