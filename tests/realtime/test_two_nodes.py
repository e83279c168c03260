"""Two servers over one PostgreSQL: what one stores reaches the other's sockets, with NATS or by polling."""

from collections.abc import Callable

import pytest

from tests.services import Postgres, migrate
from tests.serving import Server
from tests.walk import Owner, Socket


@pytest.mark.parametrize("hints", ["NATS", "polling"])
def test_a_message_to_one_node_reaches_the_agent_on_the_other(
    request: pytest.FixtureRequest, postgres: Postgres, new_server: Callable[..., Server], hints: str
) -> None:
    nats = {"nats_url": request.getfixturevalue("nats_url")} if hints == "NATS" else {}
    with postgres.database(template=postgres.template("migrated", migrate)) as url:
        here, there = new_server(url, **nats).start(), new_server(url, **nats).start()
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
