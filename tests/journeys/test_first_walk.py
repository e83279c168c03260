"""The main job over HTTP and sockets, without a browser: on both databases, against a running server."""

import httpx
import pytest

from tests.serving import Server
from tests.standing import Standing
from tests.walk import Owner, Socket, answered, client_id, new_browser


def test_from_signing_up_to_an_answered_and_closed_conversation(standing: Standing) -> None:
    owner = Owner.sign_up(standing.url)
    agent, visitor = owner.agent(), owner.visitor()
    with Socket.of_agent(agent) as at_desk, Socket.of_visitor(visitor) as on_site:
        ack = on_site.send("Do you sell lamps?")
        assert at_desk.event("message_posted")["data"]["message"]["text"] == "Do you sell lamps?"
        assigned = on_site.event("conversation_assigned")
        assert assigned["data"]["state"]["assignee"]["id"] == agent.id
        assert "team" not in assigned
        at_desk.say(t="typing", conv=ack["conv"])
        assert on_site.frame("eph", "typing")["conv"] == ack["conv"]
        marks = {"delivered": 2, "read": 2}
        at_desk.say(t="seen", conv={"0" * 16: marks, ack["conv"]: marks})
        assert at_desk.frame("nack")["code"] == "not_found"
        assert on_site.event("messages_seen")["data"]["state"]["team_read"] == 2
        at_desk.send("Many. Which room?", conv=ack["conv"])
        answered(httpx.get(f"{standing.url}/health/ready"))
        assert agent.post(f"/conversations/{ack['conv']}/close")["status"] == "closed"
        assert on_site.event("conversation_closed")["data"]["state"]["status"] == "closed"
    thread = agent.get(f"/conversations/{ack['conv']}/messages")
    assert [item["seq"] for item in thread["items"]] == [1, 2, 3, 4]
    details = agent.get(f"/conversations/{ack['conv']}")
    assert details["visitor"]["page_url"] == "https://shop.example/lamps"
    assert details["assigned_why"]["reason"] == "rounds"
    checklist = answered(owner.browser.get(f"/api/v1/console/projects/{owner.project['id']}"))["checklist"]
    assert all(checklist[step] for step in ("password_set", "workspace_entered", "first_message", "first_answer"))


def test_the_administrator_cannot_sign_in_before_a_password_is_set(standing: Standing) -> None:
    browser = new_browser(standing.url)
    form = {"email": f"{client_id()}@example.com", "password": "correct horse battery", "name": "Nia New"}
    answered(browser.post("/api/v1/console/accounts", json=form))
    answered(browser.post("/api/v1/console/projects", json={"client_id": client_id(), "name": "Shop"}))
    refused = browser.post("/api/v1/workspace/session", json={"email": form["email"], "password": form["password"]})
    assert (refused.status_code, refused.json()["code"]) == (401, "wrong_credentials")


def test_the_same_walk_without_sockets(standing: Standing) -> None:
    owner = Owner.sign_up(standing.url)
    agent, visitor = owner.agent(), owner.visitor()
    start = visitor.start()
    body = {"client_id": client_id(), "text": "Anybody?"}
    ack = answered(httpx.post(f"{standing.url}/api/v1/visitor/messages", headers=visitor.headers, json=body))
    again = answered(httpx.post(f"{standing.url}/api/v1/visitor/messages", headers=visitor.headers, json=body))
    assert (again["id"], again["duplicate"]) == (ack["id"], True)
    poll = agent.get("/events", epoch=start["epoch"], after=start["pos"], wait=0)
    facts = [frame["type"] for frame in poll["events"] if frame["t"] == "event"]
    assert facts[:2] == ["conversation_started", "message_posted"]
    where = f"/conversations/{ack['conversation_id']}"
    assert agent.post(f"{where}/claim")["assignee"]["id"] == agent.id
    agent.post(f"{where}/messages", {"client_id": client_id(), "text": "Yes"})
    query = {"epoch": start["epoch"], "after": start["pos"], "wait": 10}
    seen = answered(httpx.get(f"{standing.url}/api/v1/visitor/events", headers=visitor.headers, params=query))
    assert seen["recovered"]
    assert [frame["seq"] for frame in seen["events"] if frame["t"] == "event" and frame["seq"]] == [1, 2, 3]
    nothing_new = answered(
        httpx.get(
            f"{standing.url}/api/v1/visitor/events",
            headers=visitor.headers,
            params={"epoch": start["epoch"], "after": seen["pos"], "wait": 0},
        )
    )
    assert nothing_new["events"] == []
    foreign = answered(
        httpx.get(
            f"{standing.url}/api/v1/visitor/events",
            headers=visitor.headers,
            params={"epoch": "another", "after": 0, "wait": 0},
        )
    )
    assert (foreign["recovered"], foreign["epoch"]) == (False, start["epoch"])


@pytest.mark.parametrize("lost", ["nothing", "everything"])
def test_a_socket_resumes_exactly_where_it_was(standing: Standing, lost: str) -> None:
    owner = Owner.sign_up(standing.url)
    agent, visitor = owner.agent(), owner.visitor()
    with Socket.of_visitor(visitor) as on_site:
        acks = [on_site.send(f"Number {number}") for number in range(30)]
    start = agent.get("/me")
    after = 0 if lost == "everything" else acks[-1]["pos"]
    auth = {"project_id": agent.project_id, "resume": {"epoch": start["epoch"], "pos": after}}
    with Socket(agent.url, auth, agent.cookie) as at_desk:
        assert at_desk.ready["recovered"]
        end = at_desk.frame("replay_end")["pos"]
        expected = list(range(after + 1, end + 1))
        events = [at_desk.frame("event") for _ in expected]
        assert [event["pos"] for event in events] == expected
        assert [event["prev"] for event in events] == [pos - 1 for pos in expected]


def test_stopping_tells_every_socket_when_to_come_back(server: Server) -> None:
    owner = Owner.sign_up(server.url)
    with Socket.of_visitor(owner.visitor()) as on_site:
        server.stop()
        bye = on_site.frame("bye")
        assert (bye["code"], bye["resumable"]) == (1012, True)
        assert bye["reconnect_after_ms"] > 0
        assert on_site.closed() == 1012
