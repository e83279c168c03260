"""Keeping up with time: at the moment a subscription changes, seats are given anew, and owners are told beforehand.

Runs on every node; whoever is first does it, in one transaction, and the others find nothing left to do.
"""

import asyncio
from collections.abc import Sequence

import msgspec
import structlog

from deskbell.eventlog import Fact
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import Unavailable
from deskbell.management.seating import give_seats
from deskbell.management.subscription.reminding import remind_owners
from deskbell.subscriptions import projects_due, turn

log = structlog.get_logger()

_WAKES = frozenset({"subscription_changed", "agent_left"})
_LOOK_S = 0.5
_AT_ONCE = 100


class KeepingUp(msgspec.Struct, frozen=True):
    """Time, at work in one project."""

    project_id: str


class SeatKeeper:
    """Looks twice a second where something is due, and at once where something has changed."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._woken: set[str] = set()
        self._wake = asyncio.Event()

    def committed(self, facts: Sequence[Fact]) -> None:
        """Facts of this process, as they become durable."""
        woken = {fact.project_id for fact in facts if fact.type in _WAKES}
        if woken:
            self._woken |= woken
            self._wake.set()

    async def look(self) -> None:
        """Wait a moment, or until something changes, and do what is due."""
        try:
            async with asyncio.timeout(_LOOK_S):
                await self._wake.wait()
        except TimeoutError:
            pass
        self._wake.clear()
        woken, self._woken = self._woken, set()
        for project_id in woken.union(await self._db.read(projects_due, _AT_ONCE)):
            await self._keep_up(project_id)

    async def _keep_up(self, project_id: str) -> None:
        try:
            await self._db.write(keep_up, KeepingUp(project_id))
        except Unavailable as unavailable:
            log.warning("seats wait for the database", error=repr(unavailable))
        except Exception:
            log.exception("a subscription could not be looked after", project=project_id)


def keep_up(tx: Tx, actor: KeepingUp) -> None:
    """Everything that time or a change brought to this project: its history, its seats, its owners' reminder."""
    turned = turn(tx, actor.project_id)
    give_seats(tx, actor.project_id)
    if turned.remind is not None:
        remind_owners(tx, turned.subscription, days=turned.remind)
