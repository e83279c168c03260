"""Who is here, over two nodes: somebody is gone when no node has them any more."""

import asyncio

from deskbell.kit.db import Database
from deskbell.realtime import Kind, Presence
from tests.desk import new_desk
from tests.rooms import Clock


def test_who_leaves_one_node_and_stays_at_another_is_not_gone(db: Database, other_node: Database, clock: Clock) -> None:
    agent = new_desk(db).agent
    told: list[tuple[str, bool]] = []

    def hear(project_id: str, kind: Kind, holder_id: str, *, online: bool) -> None:
        assert (project_id, kind) == (agent.project_id, "agent")
        told.append((holder_id, online))

    async def leave_one_after_the_other() -> None:
        here, there = Presence(db, clock, "here"), Presence(other_node, clock, "there")
        for node in (here, there):
            node.listen(hear)
            node.came(agent.project_id, "agent", agent.id)
            await node.tick()
        for node in (here, there):
            node.went(agent.id)
            await node.tick()
            clock.now += 16_000
            await node.tick()
            told.append(("", False))

    asyncio.run(leave_one_after_the_other())
    assert told == [(agent.id, True), (agent.id, True), ("", False), (agent.id, False), ("", False)]
