"""One connection for each device: a newer one takes the place of an older one that may be half-open."""

from contextlib import ExitStack

import httpx

from deskbell.realtime.presence import MAX_CONNECTIONS
from tests.walk import Owner, Socket, Visitor
from tests.wire import Wire


def _on(visitor: Visitor, device: str) -> Socket:
    return Socket(visitor.url, {"token": visitor.token, "device_id": device})


def test_a_newer_connection_of_a_device_takes_over(standing_url: str) -> None:
    visitor = Owner.sign_up(standing_url).visitor()
    with _on(visitor, "telephone") as old, _on(visitor, "telephone") as new:
        assert old.closed() == 4409
        new.say(t="ping")
        assert new.frame("pong")


def test_other_devices_and_other_people_are_left_alone(standing_url: str) -> None:
    owner = Owner.sign_up(standing_url)
    anna, ben = owner.visitor(), owner.visitor()
    with _on(anna, "telephone") as one, _on(anna, "laptop") as two, _on(ben, "telephone") as three:
        for socket in (one, two, three):
            socket.say(t="ping")
            assert socket.frame("pong")


def test_one_person_holds_so_many_connections_and_keeps_nobody_else_out(standing_url: str) -> None:
    owner = Owner.sign_up(standing_url)
    many, other = owner.visitor(), owner.visitor()
    with ExitStack() as open_ones:
        for _ in range(MAX_CONNECTIONS):
            open_ones.enter_context(Socket(many.url, {"token": many.token}))
        with Wire(many.url) as one_more:
            one_more.say(t="auth", token=many.token)
            assert one_more.until("nack")[-1]["code"] == "rate_limited"
        place = {"epoch": "x", "after": 0, "wait": 0}
        polled = httpx.get(f"{many.url}/api/v1/visitor/events", params=place, headers=many.headers)
        assert polled.status_code == 429
        with Socket(other.url, {"token": other.token}) as socket:
            assert socket.ready


def test_cookies_of_other_programs_on_this_host_keep_nobody_out(standing_url: str) -> None:
    agent = Owner.sign_up(standing_url).agent()
    others = 'settings={"dark":true}; path=/x; bare'
    with Socket(agent.url, {"project_id": agent.project_id}, f"{others}; {agent.cookie}") as at_desk:
        assert at_desk.ready["principal"]["id"] == agent.id
