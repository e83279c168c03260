"""Who is here, over two nodes: somebody is gone when no node has them any more."""

import asyncio

from deskbell.kit.clock import HOUR
from deskbell.kit.db import Database
from deskbell.presence import LEASE_MS, agents_here
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


def test_of_a_killed_node_the_others_tell_who_is_gone(db: Database, other_node: Database, clock: Clock) -> None:
    """I17: its people get no conversations any more, and whoever came back to another node is not taken for gone."""
    desk = new_desk(db)
    told: list[tuple[str, str, bool]] = []

    def hear(project_id: str, kind: Kind, holder_id: str, *, online: bool) -> None:
        assert project_id == desk.owner.project_id
        told.append((kind, holder_id, online))

    async def kill_one() -> None:
        killed, survivor = Presence(db, clock, "killed"), Presence(other_node, clock, "survivor")
        killed.came(desk.owner.project_id, "agent", desk.agent.id)
        killed.came(desk.owner.project_id, "visitor", desk.visitor.id)
        await killed.tick()
        survivor.listen(hear)
        survivor.came(desk.owner.project_id, "visitor", desk.visitor.id)
        clock.now += LEASE_MS - 10_000
        await survivor.tick()
        assert told == [("visitor", desk.visitor.id, True)]
        assert db.read_now(agents_here, desk.owner.project_id) == {desk.agent.id}
        clock.now += 20_000
        assert db.read_now(agents_here, desk.owner.project_id) == set()
        await survivor.tick()
        assert told[1:] == [("agent", desk.agent.id, False)]
        for step in (10_000, -HOUR, 10_000):
            clock.now += step
            await survivor.tick()
        assert told[2:] == [], "once, whatever the clock does"

    asyncio.run(kill_one())
