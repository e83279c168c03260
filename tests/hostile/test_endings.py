"""When a session ends, everything it opened ends at once: sockets with 4403, long-polls with an answer."""

import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.hostile.refusals import refused
from tests.services import PATIENCE
from tests.standing import Standing
from tests.tenancy.people import Tenant, tenant
from tests.walk import PASSWORD, client_id
from tests.wire import Wire

SOON_S = 10.0
"""Long before a heartbeat or the end of a long-poll. Two seconds are promised; `bench` measures them."""
OTHER_PASSWORD = "another horse battery"


@pytest.fixture
def desk_people(desk: Standing) -> Tenant:
    return tenant(desk.url, "those who leave")


def _change_password(wire: httpx.Client, people: Tenant) -> httpx.Response:
    ids = people.owner.ids
    where = f"/api/v1/console/projects/{ids['project_id']}/administrators/{ids['agent_id']}"
    return wire.patch(where, json={"password": OTHER_PASSWORD}, headers=people.owner.headers)


def _sign_out(wire: httpx.Client, people: Tenant) -> httpx.Response:
    return wire.delete(f"/api/v1/workspace/{people.agent.ids['project_id']}/session", headers=people.agent.headers)


def _away(wire: httpx.Client, people: Tenant, method: str, rest: str = "") -> httpx.Response:
    """Put them out, which nobody does to the last administrator."""
    where = f"/api/v1/console/projects/{people.owner.ids['project_id']}/administrators"
    other = {"client_id": client_id(), "email": f"{client_id()}@example.com"}
    assert wire.post(where, json=other, headers=people.owner.headers).is_success
    return wire.request(method, f"{where}/{people.owner.ids['agent_id']}{rest}", headers=people.owner.headers)


def _disable(wire: httpx.Client, people: Tenant) -> httpx.Response:
    return _away(wire, people, "POST", "/disable")


def _remove(wire: httpx.Client, people: Tenant) -> httpx.Response:
    return _away(wire, people, "DELETE")


def _use_a_link(wire: httpx.Client, people: Tenant) -> httpx.Response:
    ids = people.owner.ids
    where = f"/api/v1/console/projects/{ids['project_id']}/administrators/{ids['agent_id']}/password-link"
    sent = wire.post(where, json={"client_id": client_id()}, headers=people.owner.headers).json()
    token = sent["password_link"]["link"].partition("#")[2]
    used = wire.post("/api/v1/workspace/password", json={"token": token, "password": OTHER_PASSWORD})
    wire.cookies.clear()
    return used


ENDINGS = {
    "the password is changed": _change_password,
    "they sign out": _sign_out,
    "they are disabled": _disable,
    "they are removed": _remove,
    "the password is set by a link": _use_a_link,
}


@pytest.mark.parametrize("how", ENDINGS)
def test_open_sockets_end(desk: Standing, wire: httpx.Client, desk_people: Tenant, how: str) -> None:
    with Wire(desk.url, **desk_people.agent.headers) as agent, Wire(desk.url) as visitor:
        project_id = desk_people.agent.ids["project_id"]
        ready = agent.sign_in(project_id=project_id)
        agent.say(t="resume", epoch=ready["epoch"], pos=ready["head_pos"])
        visitor.sign_in(token=desk_people.tokens["visitor"])
        assert ENDINGS[how](wire, desk_people).is_success
        assert agent.rest()[-1]["code"] == 4403
        assert agent.close_code == 4403
        visitor.say(t="ping")
        visitor.until("pong")
    refused(wire.get(f"/api/v1/workspace/{project_id}/me", headers=desk_people.agent.headers), 401, "not_signed_in")
    with Wire(desk.url, **desk_people.agent.headers) as again:
        again.say(t="auth", project_id=project_id)
        assert [one.get("code") for one in again.rest()] == ["not_signed_in", 4401]


@pytest.mark.parametrize("how", ENDINGS)
def test_a_waiting_long_poll_ends(desk: Standing, wire: httpx.Client, desk_people: Tenant, how: str) -> None:
    base = f"/api/v1/workspace/{desk_people.agent.ids['project_id']}"
    place = wire.get(f"{base}/me", headers=desk_people.agent.headers).json()
    query = {"epoch": place["epoch"], "after": place["pos"], "wait": 25}
    with ThreadPoolExecutor(1) as waiting:
        poll = waiting.submit(httpx.get, f"{desk.url}{base}/events", params=query, headers=desk_people.agent.headers)
        # Its lease says that the server has it: from then on it waits.
        while not _is_here(wire, desk_people):
            time.sleep(0.02)
        assert ENDINGS[how](wire, desk_people).is_success
        poll.result(timeout=SOON_S)
    refused(wire.get(f"{base}/events", params=query, headers=desk_people.agent.headers), 401, "not_signed_in")


def test_a_deleted_project_ends_everybodys(desk: Standing, wire: httpx.Client, desk_people: Tenant) -> None:
    project_id = desk_people.agent.ids["project_id"]
    with Wire(desk.url, **desk_people.agent.headers) as agent, Wire(desk.url) as visitor:
        agent.sign_in(project_id=project_id)
        visitor.sign_in(token=desk_people.tokens["visitor"])
        where = f"/api/v1/console/projects/{project_id}/deletion"
        assert wire.post(where, json={"name": "Shop"}, headers=desk_people.owner.headers).is_success
        for socket in (agent, visitor):
            socket.rest()
            assert socket.close_code == 4403


def test_one_sign_out_ends_one_session_and_a_password_ends_all(
    desk: Standing, wire: httpx.Client, desk_people: Tenant
) -> None:
    form = {"email": desk_people.email, "password": PASSWORD}
    project_id = desk_people.agent.ids["project_id"]
    other = wire.post("/api/v1/workspace/session", json=form).headers["set-cookie"].partition(";")[0]
    wire.cookies.clear()
    with Wire(desk.url, cookie=other) as stays:
        stays.sign_in(project_id=project_id)
        assert _sign_out(wire, desk_people).status_code == 204
        assert wire.get(f"/api/v1/workspace/{project_id}/me", headers={"cookie": other}).status_code == 200
        assert _change_password(wire, desk_people).status_code == 200
        stays.rest()
        assert stays.close_code == 4403
    refused(wire.post("/api/v1/workspace/session", json=form), 401, "wrong_credentials")
    assert wire.post("/api/v1/workspace/session", json={**form, "password": OTHER_PASSWORD}).status_code == 200


def test_a_socket_that_opens_while_its_session_ends_does_not_stay(
    desk: Standing, wire: httpx.Client, desk_people: Tenant
) -> None:
    """The session is looked up before the socket listens: what ends in between must be noticed all the same."""
    project_id = desk_people.agent.ids["project_id"]
    form = {"email": desk_people.email, "password": PASSWORD}
    for _ in range(8):
        cookie = wire.post("/api/v1/workspace/session", json=form).headers["set-cookie"].partition(";")[0]
        wire.cookies.clear()
        sockets = [Wire(desk.url, cookie=cookie) for _ in range(6)]
        with ThreadPoolExecutor(1) as leaving:
            for socket in sockets[:3]:
                socket.say(t="auth", project_id=project_id)
            ending = leaving.submit(wire.delete, f"/api/v1/workspace/{project_id}/session", headers={"cookie": cookie})
            for socket in sockets[3:]:
                socket.say(t="auth", project_id=project_id)
            assert ending.result(timeout=PATIENCE).status_code == 204
        for socket in sockets:
            socket.rest()
            assert socket.close_code in {4401, 4403}


def _is_here(wire: httpx.Client, people: Tenant) -> bool:
    """Seen by themselves: an agent is online while anything of theirs listens."""
    me = wire.get(f"/api/v1/workspace/{people.agent.ids['project_id']}/me", headers=people.agent.headers).json()
    return any(card["online"] for card in me["agents"])
