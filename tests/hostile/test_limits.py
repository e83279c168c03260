"""Limits to the byte: what fits is taken, one more is refused in words, on every door and both databases."""

from collections.abc import Callable

import httpx
import pytest

from tests.hostile.refusals import refused
from tests.serving import Server
from tests.standing import Standing
from tests.tenancy.people import Somebody, Tenant, tenant
from tests.walk import Owner, client_id
from tests.wire import Wire

FITS = {
    "one byte each": "a" * 16_384,
    "three bytes each": "語" * 5_461 + "a",
    "four bytes each": "🔔" * 4_096,
    "escaped in JSON": '"' * 16_384,
}


def _send_over_http(wire: httpx.Client, who: Somebody, text: str) -> httpx.Response:
    body = {"client_id": client_id(), "text": text}
    if "cookie" in who.headers:
        conversation = f"/conversations/{who.ids['conversation_id']}/messages"
        return wire.post(f"/api/v1/workspace/{who.ids['project_id']}{conversation}", json=body, headers=who.headers)
    # By name: another test of this desk may have closed it, and then a message to nowhere begins a new one.
    body["conversation_id"] = who.ids["conversation_id"]
    return wire.post("/api/v1/visitor/messages", json=body, headers=who.headers)


@pytest.mark.parametrize("kind", FITS)
@pytest.mark.parametrize("scheme", ["visitor", "workspace"])
def test_a_message_of_16384_bytes_fits_and_one_more_does_not(
    desk: Standing, wire: httpx.Client, people: Tenant, scheme: str, kind: str
) -> None:
    who, text = people.of(scheme), FITS[kind]
    assert len(text.encode()) == 16_384
    assert _send_over_http(wire, who, text).status_code == 201
    refused(_send_over_http(wire, who, text + "a"), 400, "message_too_long")
    with Wire(desk.url, **who.headers) as socket:
        token = who.headers.get("authorization", "").removeprefix("Bearer ")
        socket.sign_in(**({"token": token} if token else {"project_id": who.ids["project_id"]}))
        mine = {"t": "send", "client_id": client_id(), "conv": who.ids["conversation_id"]}
        socket.say(**mine, text=text)
        assert socket.until("ack", "nack")[-1]["t"] == "ack"
        socket.say(**{**mine, "client_id": client_id()}, text=text + "a")
        assert socket.until("ack", "nack")[-1]["code"] == "message_too_long"
    page = wire.get(
        f"/api/v1/visitor/conversations/{who.ids['conversation_id']}/messages", headers=people.visitor.headers
    )
    assert page.json()["items"][-1]["text"] == text


def test_control_characters_are_cleaned_and_words_are_kept(wire: httpx.Client, people: Tenant) -> None:
    said = "\ufeff a\u0000b\u0007\u001b[31mc\r\nd\re\u2028\tf\u009f  \n"
    where = f"/api/v1/visitor/conversations/{people.visitor.ids['conversation_id']}/messages"
    assert _send_over_http(wire, people.visitor, said).status_code == 201
    kept = wire.get(where, headers=people.visitor.headers).json()["items"][-1]["text"]
    assert kept == "ab[31mc\nd\ne\tf"
    markup = "<img src=x onerror=alert(1)> **bold** {{7*7}} ${7*7} 'a' \"b\" \\ %s"
    assert _send_over_http(wire, people.visitor, markup).status_code == 201
    assert wire.get(where, headers=people.visitor.headers).json()["items"][-1]["text"] == markup


@pytest.mark.parametrize("name", ["x", "x" * 80, "語" * 80, "🔔" * 80, "  x  ", "O'Neil <b>"])
def test_a_name_has_1_to_80_characters(wire: httpx.Client, people: Tenant, name: str) -> None:
    for who, path in _where_names_are_given(people):
        answer = wire.patch(path, json={"name": name}, headers=who.headers)
        assert answer.status_code == 200, answer.text
        assert answer.json()["name"] == name.strip()


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "blank_name"), (" \t ", "blank_name"), ("\u0000\u200b", "blank_name"), ("\u202e", "blank_name"),
     ("x" * 81, "name_too_long"), ("🔔" * 81, "name_too_long")],
)  # fmt: skip
def test_any_other_name_is_refused_and_the_old_one_stays(
    wire: httpx.Client, people: Tenant, name: str, code: str
) -> None:
    for who, path in _where_names_are_given(people):
        before = wire.patch(path, json={}, headers=who.headers) if "projects" not in path else None
        refused(wire.patch(path, json={"name": name}, headers=who.headers), 400, code)
        if before is not None:
            assert wire.patch(path, json={}, headers=who.headers).json()["name"] == before.json()["name"]


def _where_names_are_given(people: Tenant) -> list[tuple[Somebody, str]]:
    return [
        (people.owner, "/api/v1/console/account"),
        (people.owner, f"/api/v1/console/projects/{people.owner.ids['project_id']}"),
        (people.agent, f"/api/v1/workspace/{people.agent.ids['project_id']}/me"),
        (people.visitor, "/api/v1/visitor/me"),
    ]


def test_rates_are_limited_in_words(new_server: Callable[..., Server], database_url: str) -> None:
    bounds = {"messages_per_minute": "4", "arrivals_per_minute": "4", "webhooks_allow_private": "true"}
    server = new_server(database_url, **bounds).start()
    with httpx.Client(base_url=server.url) as wire:
        people = tenant(server.url, "the slow")  # takes two arrivals, and a message of each
        assert _done_until_limited(lambda _: _send_over_http(wire, people.visitor, "Hello?")) >= 3
        assert _done_until_limited(lambda _: wire.post(f"/api/v1/widget/{people.site_key}/visitors", json={})) >= 2
        with Wire(server.url) as socket:
            socket.sign_in(token=people.tokens["visitor"])
            socket.say(t="send", client_id=client_id(), text="Hello?")
            nack = socket.until("ack", "nack")[-1]
            assert (nack["code"], nack["retryable"]) == ("rate_limited", True)
            assert 0 < nack["retry_after_ms"] <= 15_000


def test_one_network_and_one_visitor_do_so_much_whatever_they_call_themselves(
    new_server: Callable[..., Server],
) -> None:
    owner = Owner.sign_up(new_server(messages_per_minute="4", arrivals_per_minute="4").start().url)
    visitor = owner.visitor()
    with httpx.Client(base_url=visitor.url, headers=visitor.headers) as wire:
        # What visitors tell of themselves is limited as messages are.
        assert _done_until_limited(lambda n: wire.patch("/api/v1/visitor/me", json={"name": f"Name {n}"})) >= 4
    where = f"{owner.url}/api/v1/widget/{owner.project['site_key']}/visitors"
    from_there = _done_until_limited(
        lambda n: httpx.post(where, json={}, headers={"x-forwarded-for": f"2001:db8::{n}"})
    )
    assert from_there >= 4


def test_an_address_that_a_proxy_made_up_is_cut(wire: httpx.Client, people: Tenant) -> None:
    where = f"/api/v1/widget/{people.site_key}/visitors"
    assert wire.post(where, json={}, headers={"x-forwarded-for": "x" * 300}).status_code == 201


def test_guessing_passwords_is_limited_on_both_doors(new_server: Callable[..., Server]) -> None:
    with httpx.Client(base_url=new_server().start().url) as wire:
        for path in ("/api/v1/console/session", "/api/v1/workspace/session"):
            guesses = [{"email": "who@example.com", "password": f"guess number {n}"} for n in range(11)]
            if "workspace" in path:
                guesses = guesses[:1]  # each takes a second; the limit is the same one, tried in tests/team
            answers = [wire.post(path, json=one) for one in guesses]
            refused(answers[0], 401, "wrong_credentials")
            if len(answers) > 1:
                refused(answers[-1], 429, "rate_limited")
                _check_429(answers[-1])


def _done_until_limited(do: Callable[[int], httpx.Response]) -> int:
    """How often it could be done before it was refused; whoever is slow may meanwhile do one more, and another."""
    for done in range(100):
        answer = do(done)
        if not answer.is_success:
            _check_429(answer)
            return done
    raise AssertionError("it was never refused")


def _check_429(answer: httpx.Response) -> None:
    refused(answer, 429, "rate_limited")
    body = answer.json()
    assert body["retryable"] is True
    assert int(answer.headers["retry-after"]) == -(-body["retry_after_ms"] // 1000) > 0
