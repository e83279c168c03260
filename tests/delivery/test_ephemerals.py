"""Typing and presence are told to whoever is here, and to nobody afterwards (I18)."""

from collections.abc import Iterator

import pytest

from tests.delivery.client import Client
from tests.delivery.people import Tenant
from tests.delivery.truth import Truth
from tests.delivery.world import World


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    world = World(database_url)
    yield world
    world.end()


def test_typing_is_told_now_and_never_again(world: World) -> None:
    world.run(_type(world, world.new_tenant(agents=1, visitors=1)))


async def _type(world: World, house: Tenant) -> None:
    here, there = world.nodes[0], world.nodes[-1]
    visitor, agent, late = (
        Client(house.visitors[0], here),
        Client(house.agents[0], here),
        Client(house.agents[0], there),
    )
    truth = Truth(here.server.db, house.id)
    await late.refetch()
    await visitor.connect()
    await agent.connect()
    visitor.say("hello")
    await agent.until(lambda: bool(agent.view.conversations), "the conversation")
    conv = next(iter(agent.view.conversations))

    await visitor.tell({"t": "typing", "conv": conv, "on": True})
    await agent.tell({"t": "typing", "conv": conv, "on": True})
    for client in (agent, visitor):
        await client.until(lambda client=client: _typing(client) == 1, "typing")
    # Nobody is told that they type themselves.
    assert [frame["actor"]["id"] for frame in agent.heard["eph"] if frame["type"] == "typing"] == [visitor.person.id]

    page = await agent.ask("GET", f"/conversations/{conv}/messages")
    assert {item["kind"] for item in page["items"]} <= {"text", "system"}
    # The log holds none: `look` knows every kind of fact.
    truth.look()
    await late.connect()
    assert late.recovered
    assert (_typing(late), len(late.replays[-1].positions) > 1) == (0, True)
    polled = await late.ask("GET", f"/events?epoch={late.place.epoch}&after=0&wait=0")
    # Somebody may come or go just now, but nobody types.
    assert "typing" not in {frame["type"] for frame in polled["events"]}
    for client in (visitor, agent, late):
        await client.leave()


def _typing(client: Client) -> int:
    return sum(frame["type"] == "typing" for frame in client.heard["eph"])
