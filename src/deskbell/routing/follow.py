"""Following: which facts may free an agent or lengthen the queue, and the assigning that follows."""

import asyncio
from collections.abc import Awaitable, Sequence

import msgspec
import structlog

from deskbell.conversations import (
    Given,
    absent_with_unanswered,
    busy_agents,
    give_conversation,
    given_unanswered,
    keep_conversation,
    projects_to_route,
    return_unanswered,
    waiting_in_queue,
)
from deskbell.eventlog import Fact
from deskbell.kit.clock import SECOND
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import Unavailable
from deskbell.routing.rules import Candidate, Desk, Give, decide
from deskbell.service import opening_now, routing_settings, settled_hours
from deskbell.team import available_agents, group_members

log = structlog.get_logger()

_WAKES = frozenset(
    {
        "conversation_started", "conversation_reopened", "conversation_returned", "conversation_closed",
        "conversation_transferred", "conversation_snoozed", "agent_changed", "group_changed", "group_removed",
        "routing_changed", "hours_changed",
    }
)  # fmt: skip
_AT_ONCE = 20
_LOOKED_AT = 200
LOOK_AGAIN_S = 5
_GONE_MS = 30 * SECOND


class Routing(msgspec.Struct, frozen=True):
    """The router, acting in one project."""

    project_id: str


class Left(msgspec.Struct, frozen=True):
    """The router, acting in one project for an agent who has gone."""

    project_id: str
    agent_id: str


class Router:
    """Assigns in every project that something wakes it for."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._woken: set[str] = set()
        self._left: set[Left] = set()
        # Who has not answered and is not here, and since when as far as this node has seen: a restart is no goodbye.
        self._absent: dict[tuple[str, str], int] = {}
        self._wake = asyncio.Event()

    def committed(self, facts: Sequence[Fact]) -> None:
        for fact in facts:
            if fact.type in _WAKES:
                self.wake(fact.project_id)

    def wake(self, project_id: str) -> None:
        """Something may be assignable in this project."""
        self._woken.add(project_id)
        self._wake.set()

    def left(self, project_id: str, agent_id: str) -> None:
        """An agent's last connection is gone, and the grace is over."""
        self._left.add(Left(project_id, agent_id))
        self._wake.set()

    async def run(self) -> None:
        """Assign until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            left, self._left = self._left, set()
            for one in left:
                await self._try(self._db.write(agent_left, one), one.project_id)
            woken, self._woken = self._woken, set()
            for project_id in woken:
                await self._assign_all(project_id)

    async def look_again(self) -> None:
        """Wake for every queue there is, whatever wake-up was lost; called now and then, and first at the start."""
        for project_id in await self._db.read(projects_to_route):
            self.wake(project_id)
        now, absent = await self._db.read(absent_with_unanswered)
        self._absent = {one: self._absent.get(one, now) for one in absent}
        for (project_id, agent_id), since in self._absent.items():
            if now - since >= _GONE_MS:
                self.left(project_id, agent_id)

    async def _assign_all(self, project_id: str) -> None:
        while await self._try(self._db.write(assign_next, Routing(project_id)), project_id):
            pass

    async def _try(self, writing: Awaitable[int], project_id: str) -> int:
        try:
            return await writing
        except Unavailable as unavailable:
            log.warning("routing waits for the database", error=repr(unavailable))
        except Exception:
            log.exception("routing failed", project=project_id)
        return 0


def assign_next(tx: Tx, actor: Routing) -> int:
    """Take the next steps in this project; answers how many, 0 when there is nothing to be done now."""
    project_id = actor.project_id
    desk = _look(tx, project_id)
    steps = decide(desk) if desk else []
    for step in steps:
        if isinstance(step, Give):
            given = Given(step.agent.load, step.agent.limit, step.minutes)
            give_conversation(
                tx, project_id,
                conversation_id=step.conversation_id, agent=step.agent, reason=step.reason, given=given,
            )  # fmt: skip
        else:
            keep_conversation(tx, project_id, conversation_id=step.conversation_id, minutes=step.minutes)
    return len(steps)


def agent_left(tx: Tx, actor: Left) -> int:
    """Hand back what an agent who has gone has not answered."""
    return return_unanswered(tx, actor.project_id, agent_id=actor.agent_id)


def _look(tx: Tx, project_id: str) -> Desk | None:
    """Everything that is decided by; None where nothing waits for anybody."""
    settings = routing_settings(tx, project_id)
    busy = busy_agents(tx, project_id, idle_before=tx.now - settings.idle_ms if settings.idle_ms else None)
    free = [
        Candidate(one.id, one.name, busy.get(one.id, 0), one.conversation_limit, one.last_assigned_at or 0)
        for one in available_agents(tx, project_id)
    ]
    groups = group_members(tx, project_id)
    with_room = {one.id for one in free if one.load < one.limit}
    # Whoever waits for a group of which nobody is here, or has room, does not stand in the way of those behind.
    taken = [group for group, inside in groups.items() if with_room.isdisjoint(inside)]
    waiting = waiting_in_queue(tx, project_id, limit=_AT_ONCE, but_for=taken)
    given = given_unanswered(tx, project_id, limit=_LOOKED_AT)
    if not waiting and not given:
        return None
    hours, now = settled_hours(tx, project_id).value, opening_now(tx, project_id)
    resting = now is not None and not now.open and not hours.assign_outside
    return Desk(tx.now, settings, free, waiting, given, resting, groups)
