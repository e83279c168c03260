"""Open sockets of whoever loses the seat end at the moment itself; everybody else notices nothing."""

from collections.abc import Callable

import httpx
import pytest

from deskbell.audit import By
from deskbell.kit.clock import HOUR, system_clock
from deskbell.kit.db import Database, Tx
from deskbell.projects import Owner as Owning
from deskbell.settings import Settings
from deskbell.subscriptions import grant, suspend
from tests.hosting import hosted
from tests.walk import PASSWORD, Agent, Owner, answered, client_id
from tests.wire import Wire

OPERATOR = By("operator", None, "Opal")


class MovedClock:
    """The clock of the machine, moved forward by hand."""

    def __init__(self) -> None:
        self.ahead = 0

    def __call__(self) -> int:
        return system_clock() + self.ahead


@pytest.mark.parametrize("way", ["the period ends", "an operator suspends"])
def test_sockets_end_within_two_seconds_of_the_moment(database_url: str, way: str) -> None:
    clock = MovedClock()
    with hosted(Settings(database_url=database_url), clock=clock) as (server, url):
        owner = Owner.sign_up(url)
        project_id = owner.project["id"]
        path = f"/api/v1/console/projects/{project_id}/administrators"
        form = {"client_id": client_id(), "email": "bob@example.com", "password": PASSWORD}
        answered(owner.browser.post(path, json=form))
        write(server.db, project_id, lambda tx: grant(
            tx, OPERATOR, project_id=project_id, plan="standard", seats=2, valid_until=tx.now + HOUR, grace_days=0,
        ))  # fmt: skip
        visitor = owner.visitor()
        agents = owner.agent(), Agent(url, project_id, "bob@example.com")
        with Wire(url, cookie=agents[0].cookie) as first, Wire(url, cookie=agents[1].cookie) as second:
            for wire in (first, second):
                wire.sign_in(project_id=project_id)
            if way == "the period ends":
                clock.ahead = HOUR
            else:
                write(server.db, project_id, lambda tx: suspend(tx, OPERATOR, project_id=project_id, reason="Unpaid"))
            told = second.rest()
            assert second.close_code == 4403
            assert [one["t"] for one in told][-1] == "bye"
            assert agents[1].browser.get(f"/api/v1/workspace/{project_id}/me").status_code == 401
            refused = agents[1].browser.post(
                "/api/v1/workspace/session", json={"email": "bob@example.com", "password": PASSWORD}
            )
            assert (refused.status_code, refused.json()["code"]) == (403, "no_seat_for_you")
            # The first administrator answers on, and the visitor is heard.
            body = {"client_id": client_id(), "text": "Anybody there?"}
            answered(httpx.post(f"{url}/api/v1/visitor/messages", headers=visitor.headers, json=body))
            first.say(t="ping")
            first.until("pong")
            assert len(agents[0].get("/conversations")["items"]) == 1


def write(db: Database, project_id: str, change: Callable[[Tx], object]) -> None:
    db.write_now(lambda tx, _: change(tx), Owning(project_id, "", ""))
