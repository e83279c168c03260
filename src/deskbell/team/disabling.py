"""Disabling, enabling and removing an administrator. All of it may be repeated.

What they were answering goes back to the queue: by whoever calls this, in the same transaction, on a floor that knows
conversations.
"""

from typing import Any

from sqlalchemy import and_, update

from deskbell.audit import note
from deskbell.kit.db import Tx
from deskbell.kit.errors import NotFound
from deskbell.projects import Owner
from deskbell.subscriptions import require_free_seat
from deskbell.team.holding import settle_seats
from deskbell.team.linking import forget_link
from deskbell.team.queries import Administrator, administrator, administrator_row, other_administrators, seats_used
from deskbell.team.rules import require_another
from deskbell.team.sessions import end_sessions
from deskbell.team.stating import state_changed, state_left
from deskbell.team.tables import agent


def disable_administrator(tx: Tx, owner: Owner, *, agent_id: str) -> Administrator:
    """Until they are enabled again they cannot sign in and take no seat. Never the last one."""
    before = administrator_row(tx, owner.project_id, agent_id)
    if before.removed_at is not None:
        raise NotFound
    if before.disabled_at is None:
        _put_out(tx, owner, before, {"disabled_at": tx.now})
        note(tx, owner.by, "administrator.disabled", project_id=owner.project_id, target=before.email)
    return administrator(tx, owner.project_id, agent_id)


def enable_administrator(tx: Tx, owner: Owner, *, agent_id: str) -> Administrator:
    """They may sign in again, while there is a seat for them."""
    before = administrator_row(tx, owner.project_id, agent_id)
    if before.removed_at is not None:
        raise NotFound
    if before.disabled_at is not None:
        require_free_seat(tx, owner.project_id, seats_used(tx, owner.project_id))
        _change(tx, before, {"disabled_at": None, "suspended_at": None})
        state_changed(tx, owner.project_id, agent_id, by=owner.author)
        note(tx, owner.by, "administrator.enabled", project_id=owner.project_id, target=before.email)
    return administrator(tx, owner.project_id, agent_id)


def remove_administrator(tx: Tx, owner: Owner, *, agent_id: str) -> None:
    """Take them out of the project for good. Never the last one. Their e-mail address is free again."""
    before = administrator_row(tx, owner.project_id, agent_id)
    if before.removed_at is not None:
        return
    # No address has a key that begins with a space.
    gone = {"removed_at": tx.now, "password_hash": None, "email_key": f" removed {agent_id}"}
    if before.disabled_at is None:
        _put_out(tx, owner, before, {**gone, "disabled_at": tx.now})
    else:
        _change(tx, before, gone)
    note(tx, owner.by, "administrator.removed", project_id=owner.project_id, target=before.email)


def _put_out(tx: Tx, owner: Owner, before: Any, values: dict[str, Any]) -> None:  # noqa: ANN401 - a row: the driver's type
    require_another(other_administrators(tx, owner.project_id, before.id))
    _change(tx, before, values)
    forget_link(tx, owner.project_id, before.id)
    end_sessions(tx, owner.project_id, before.id, by=owner.author)
    state_left(tx, owner.project_id, before.id, by=owner.author)
    # There may be somebody who lost their seat and gets this one.
    settle_seats(tx, owner.project_id)


def _change(tx: Tx, before: Any, values: dict[str, Any]) -> None:  # noqa: ANN401 - as above
    this = and_(agent.c.project_id == before.project_id, agent.c.id == before.id)
    tx.execute(update(agent).where(this).values(version=agent.c.version + 1, **values))
