"""One connection for each device: a newer one takes the place of an older one that may be half-open."""

from collections.abc import Callable

from tests.serving import Server
from tests.walk import Owner, Socket, Visitor


def _on(visitor: Visitor, device: str) -> Socket:
    return Socket(visitor.url, {"token": visitor.token, "device_id": device})


def test_a_newer_connection_of_a_device_takes_over(new_server: Callable[..., Server]) -> None:
    visitor = Owner.sign_up(new_server().start().url).visitor()
    with _on(visitor, "telephone") as old, _on(visitor, "telephone") as new:
        assert old.closed() == 4409
        new.say(t="ping")
        assert new.frame("pong")


def test_other_devices_and_other_people_are_left_alone(new_server: Callable[..., Server]) -> None:
    owner = Owner.sign_up(new_server().start().url)
    anna, ben = owner.visitor(), owner.visitor()
    with _on(anna, "telephone") as one, _on(anna, "laptop") as two, _on(ben, "telephone") as three:
        for socket in (one, two, three):
            socket.say(t="ping")
            assert socket.frame("pong")


def test_cookies_of_other_programs_on_this_host_keep_nobody_out(new_server: Callable[..., Server]) -> None:
    agent = Owner.sign_up(new_server().start().url).agent()
    others = 'settings={"dark":true}; path=/x; bare'
    with Socket(agent.url, {"project_id": agent.project_id}, f"{others}; {agent.cookie}") as at_desk:
        assert at_desk.ready["principal"]["id"] == agent.id
