"""Following: which facts may free an agent or lengthen the queue, and the assigning that follows."""

import asyncio
from collections.abc import Sequence

import msgspec
import structlog

from deskbell.conversations import assign_waiting, load_of_agents, projects_with_queue, waiting_in_queue
from deskbell.eventlog import Fact
from deskbell.kit.db import Database, Tx
from deskbell.kit.errors import Unavailable
from deskbell.routing.rules import Candidate, choose
from deskbell.team import available_agents

log = structlog.get_logger()

_WAKES = frozenset(
    {"conversation_started", "conversation_reopened", "conversation_returned", "conversation_closed", "agent_changed"}
)
_AT_ONCE = 20
LOOK_AGAIN_S = 15


class Routing(msgspec.Struct, frozen=True):
    """The router, acting in one project."""

    project_id: str


class Router:
    """Assigns in every project that something wakes it for."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._woken: set[str] = set()
        self._wake = asyncio.Event()

    def committed(self, facts: Sequence[Fact]) -> None:
        for fact in facts:
            if fact.type in _WAKES:
                self.wake(fact.project_id)

    def wake(self, project_id: str) -> None:
        """Something may be assignable in this project."""
        self._woken.add(project_id)
        self._wake.set()

    async def run(self) -> None:
        """Assign until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            woken, self._woken = self._woken, set()
            for project_id in woken:
                await self._assign_all(project_id)

    async def look_again(self) -> None:
        """Wake for every queue there is, whatever wake-up was lost; called now and then, and first at the start."""
        for project_id in await self._db.read(projects_with_queue):
            self.wake(project_id)

    async def _assign_all(self, project_id: str) -> None:
        try:
            while await self._db.write(assign_next, Routing(project_id)):
                pass
        except Unavailable as unavailable:
            log.warning("routing waits for the database", error=repr(unavailable))
        except Exception:
            log.exception("routing failed", project=project_id)


def assign_next(tx: Tx, actor: Routing) -> int:
    """Give the head of the queue to whoever is free; answers how many, 0 when the queue or the agents are used up."""
    waiting = waiting_in_queue(tx, actor.project_id, limit=_AT_ONCE)
    if not waiting:
        return 0
    load = load_of_agents(tx, actor.project_id)
    free = {
        one.id: Candidate(one.id, one.name, load.get(one.id, 0), one.conversation_limit, one.last_assigned_at or 0)
        for one in available_agents(tx, actor.project_id)
    }
    given = 0
    for conversation in waiting:
        choice = choose(free.values(), conversation.last_agent_id)
        if choice is None:
            break
        agent = choice.agent
        assign_waiting(tx, actor.project_id, conversation_id=conversation.id, agent=agent, reason=choice.reason)
        free[agent.id] = agent._replace(load=agent.load + 1, last_assigned_at=tx.now)
        given += 1
    return given
