"""R-30 as others see it: what changes here is told to the servers that an administrator named, by a real server."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

from deskbell.kit.clock import system_clock
from deskbell.kit.db import Database
from deskbell.settings import Settings, prepare_data_folder
from deskbell.webhooks import WebhookRoom
from deskbell.webhooks.claiming import LEASE_MS
from tests.receiver import Got, receiver
from tests.services import wait_until
from tests.serving import Server
from tests.walk import Agent, Owner, Socket, answered, client_id


def test_r30_a_new_name_reaches_the_workspace_and_webhooks_and_a_killed_server_sends_again_under_the_same_id(
    new_server: Callable[..., Server], database_url: str
) -> None:
    server = new_server(database_url, webhooks_allow_private="true").start()
    owner = Owner.sign_up(server.url)
    agent = owner.agent()
    with receiver() as hooks:
        secret = _add(agent, hooks.url)["secret"]
        with Socket.of_agent(agent) as workspace:
            _rename(owner, "Lamps & more")
            assert workspace.event("project_renamed")["data"]["name"] == "Lamps & more"
        wait_until(lambda: hooks.events() == ["project_renamed"], "the receiver to be told")
        said = hooks.got[0].verified(secret)
        assert (said["data"]["name"], said["actor"]["kind"]) == ("Lamps & more", "owner")
        assert said["project_id"] == owner.project["id"]

        # Killed between the receiver's hearing of it and our hearing back: it is sent again under the same id.
        killed = threading.Event()

        def kill(_: Got) -> tuple[int, bytes]:
            server.kill()
            killed.set()
            return 200, b""

        hooks.answer = kill
        _rename(owner, "Lamps")
        wait_until(killed.is_set, "the receiver to hear of it")
        hooks.answer = lambda _: (200, b"")
        _send_later(server, database_url)
        assert hooks.got[1].id == hooks.got[2].id != hooks.got[0].id
        assert hooks.got[2].verified(secret) == hooks.got[1].said
        server.start()
        again = Agent(server.url, owner.project["id"], owner.email)
        assert _states(again) == ["delivered"] * 2


def _send_later(server: Server, database_url: str) -> None:
    """What another node does once the lease of the one that died is over."""
    settings = prepare_data_folder(Settings(data=str(server.data), webhooks_allow_private=True))

    def later() -> int:
        return system_clock() + LEASE_MS

    db = Database(database_url, clock=later)
    try:
        asyncio.run(WebhookRoom(db, settings, clock=later, node="another").settle())
    finally:
        db.close()


def _add(agent: Agent, url: str) -> dict[str, Any]:
    return agent.post("/webhooks", {"client_id": client_id(), "url": url, "events": ["project_renamed"]})


def _rename(owner: Owner, name: str) -> None:
    where = f"/api/v1/console/projects/{owner.project['id']}"
    answered(owner.browser.patch(where, json={"name": name}))


def _states(agent: Agent) -> list[str]:
    (one,) = agent.get("/webhooks")["items"]
    return [each["state"] for each in agent.get(f"/webhooks/{one['id']}/deliveries")["items"]]
