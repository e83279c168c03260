"""Holding a seat: who does while there are fewer seats than people, and who comes back when there are more.

First administrators, then agents, each in the order in which they joined: so the first administrator always stays. Who
has no seat cannot sign in and is given nothing; they are not disabled, and come back by themselves.
"""

from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Select, and_, case, select, update

from deskbell.audit import By, note
from deskbell.eventlog import Author
from deskbell.kit.db import Tx
from deskbell.kit.errors import Forbidden
from deskbell.subscriptions import limits_of
from deskbell.team.sessions import end_sessions
from deskbell.team.stating import state_changed, state_left
from deskbell.team.tables import Role, agent

_SYSTEM = Author("system", None, "")
_BY = By("system", None, "")


class SeatHolder(msgspec.Struct, frozen=True):
    """Somebody enabled, in the order in which seats are given. `suspended_at`: since when there is none for them."""

    id: str
    name: str
    email: str
    role: Role
    created_at: int
    suspended_at: int | None


class Settled(NamedTuple):
    """Who has lost their seat just now, and who has one again."""

    lost: list[str]
    returned: list[str]


def seat_holders(tx: Tx, project_id: str) -> list[SeatHolder]:
    """Everybody enabled, those with a seat first: the first as many as there are seats."""
    return [SeatHolder(*row) for row in tx.execute(_in_order(project_id))]


def take_seat(tx: Tx, project_id: str, agent_id: str) -> None:
    """Let an enabled agent in who has a seat at this very moment; refuse anybody else, whatever was settled before."""
    seats = limits_of(tx, project_id).seats
    one = next((one for one in seat_holders(tx, project_id)[:seats] if one.id == agent_id), None)
    if one is None:
        raise Forbidden("no_seat_for_you")
    if one.suspended_at is not None:
        _give_back(tx, project_id, one)


def settle_seats(tx: Tx, project_id: str) -> Settled:
    """Give the seats that there are to whom they belong now. Whoever loses one is signed out everywhere.

    What they were answering is returned by whoever calls this, in the same transaction, on a floor that knows
    conversations. Doing it again changes nothing.
    """
    seats = limits_of(tx, project_id).seats
    people = seat_holders(tx, project_id)
    lost = [one for one in people[seats:] if one.suspended_at is None]
    returned = [one for one in people[:seats] if one.suspended_at is not None]
    for one in lost:
        _set(tx, project_id, one, tx.now)
        end_sessions(tx, project_id, one.id, by=_SYSTEM)
        state_left(tx, project_id, one.id, by=_SYSTEM)
        note(tx, _BY, "agent.seat_lost", project_id=project_id, target=one.email)
    for one in returned:
        _give_back(tx, project_id, one)
    return Settled([one.id for one in lost], [one.id for one in returned])


def _give_back(tx: Tx, project_id: str, one: SeatHolder) -> None:
    _set(tx, project_id, one, None)
    state_changed(tx, project_id, one.id, by=_SYSTEM)
    note(tx, _BY, "agent.seat_returned", project_id=project_id, target=one.email)


def _set(tx: Tx, project_id: str, one: SeatHolder, at: int | None) -> None:
    this = and_(agent.c.project_id == project_id, agent.c.id == one.id)
    tx.execute(update(agent).where(this).values(suspended_at=at))


def _in_order(project_id: str) -> Select[Any]:
    columns = (agent.c[name] for name in SeatHolder.__struct_fields__)
    administrators_first = case((agent.c.role == "administrator", 0), else_=1)
    return (
        select(*columns)
        .where(agent.c.project_id == project_id, agent.c.disabled_at.is_(None))
        .order_by(administrators_first, agent.c.created_at, agent.c.id)
    )
