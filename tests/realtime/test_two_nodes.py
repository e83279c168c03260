"""Two servers over one PostgreSQL: what one stores reaches the other's sockets, with NATS or by polling."""

import asyncio
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from deskbell.realtime import NatsWaker
from deskbell.realtime.ephemerals import Passing
from deskbell.realtime.frames import Close
from tests.services import PATIENCE, Postgres, migrate, nats_server
from tests.serving import Server, free_port
from tests.walk import PASSWORD, Owner, Socket, answered, client_id


class Nodes(NamedTuple):
    """Two servers that share a database, and whether they have NATS between them."""

    here: Server
    there: Server
    hints: str


@pytest.fixture(scope="module", params=["NATS", "polling"])
def nodes(
    request: pytest.FixtureRequest, postgres: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Nodes]:
    settings = {"nats_url": request.getfixturevalue("nats_url")} if request.param == "NATS" else {}
    with postgres.database(template=postgres.template("migrated", migrate)) as url:
        pair = [Server(tmp_path_factory.mktemp(name), url, settings) for name in ("here", "there")]
        try:
            yield Nodes(pair[0].start(), pair[1].start(), request.param)
        finally:
            for server in pair:
                server.kill()


def test_a_message_to_one_node_reaches_the_agent_on_the_other(nodes: Nodes) -> None:
    here, there, hints = nodes
    owner = Owner.sign_up(here.url)
    agent, visitor = owner.agent(there.url), owner.visitor(here.url)
    with Socket.of_agent(agent) as at_desk, Socket.of_visitor(visitor) as on_site:
        ack = on_site.send("Hello from here")
        posted = at_desk.event("message_posted")
        assert (posted["pos"], posted["data"]["message"]["text"]) == (ack["pos"], "Hello from here")
        # The router of either node may assign it; both sides hear of it.
        assert at_desk.event("conversation_assigned")["team"]["why"]["reason"] == "rounds"
        at_desk.say(t="typing", conv=ack["conv"])
        if hints == "NATS":
            assert on_site.frame("eph", "typing")["actor"]["kind"] == "agent"
        at_desk.send("Hello from there", conv=ack["conv"])
        while (answer := on_site.event("message_posted"))["actor"]["kind"] != "agent":
            pass
        assert answer["data"]["message"]["text"] == "Hello from there"


def test_whoever_is_put_out_on_one_node_is_out_on_the_other_at_once(nodes: Nodes) -> None:
    here, there, _ = nodes
    owner = Owner.sign_up(here.url)
    where = f"/api/v1/console/projects/{owner.project['id']}/administrators"
    other = {"client_id": client_id(), "email": "other@example.com"}
    answered(owner.browser.post(where, json=other))
    agent = owner.agent(there.url)
    for method, rest in (("PATCH", ""), ("POST", "/disable"), ("DELETE", "")):
        with Socket.of_agent(agent) as at_desk:
            body = {"password": "another horse battery"} if method == "PATCH" else None
            answered(owner.browser.request(method, f"{where}/{agent.id}{rest}", json=body))
            assert at_desk.closed() == Close.REVOKED
        if method != "DELETE":
            answered(owner.browser.post(f"{where}/{agent.id}/enable"))
            answered(owner.browser.patch(f"{where}/{agent.id}", json={"password": PASSWORD}))
            agent = owner.agent(there.url)


def test_nats_is_no_reason_to_wait(new_server: Callable[..., Server]) -> None:
    server = new_server(nats_url="nats://127.0.0.1:1").start()
    owner = Owner.sign_up(server.url)
    with Socket.of_agent(owner.agent()) as at_desk, Socket.of_visitor(owner.visitor()) as on_site:
        on_site.send("Hello")
        assert at_desk.event("message_posted")
    assert server.stop() in {0, -15}


def test_nats_may_come_later() -> None:
    url = f"nats://127.0.0.1:{free_port()}"
    here, there = NatsWaker(url, "here"), NatsWaker(url, "there")
    passing = Passing("project", "{}", team=True)
    arrived: list[Passing] = []

    async def joined() -> None:
        for waker in (here, there):
            waker.join(hinted=lambda _project, _pos: None, arrived=arrived.append)
        await asyncio.sleep(0.2)
        here.pass_on(passing)
        with nats_server(int(url.rpartition(":")[2])):
            async with asyncio.timeout(PATIENCE):
                while not arrived:
                    here.pass_on(passing)
                    await asyncio.sleep(0.1)
            await here.close()
            await there.close()

    asyncio.run(joined())
    assert passing in arrived
