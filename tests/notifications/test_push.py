"""Push: a device is told of what its agent has not seen, by a real push service that opens what it is sent."""

import base64
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwt
from joserfc.jwk import ECKey

from deskbell.conversations import Standing
from deskbell.notifications.push.rules import MOST_TRIES, is_needed, pause_after
from tests.services import wait_until
from tests.serving import Server
from tests.walk import Owner, answered, client_id


class Service:
    """A browser's push service, and the browser that has the keys."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.status = 201
        self._key = ec.generate_private_key(ec.SECP256R1())
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                opened = service.opened(body)
                service.headers.append({name.lower(): value for name, value in self.headers.items()})
                service.heard.append(json.loads(opened))
                self.send_response(service.status)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's own name
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def subscription(self, name: str) -> dict[str, str]:
        """What the browser gives to the page."""
        point = self._key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return {"endpoint": f"{self.origin}/{name}", "p256dh": _text(point), "auth": _text(b"0" * 16)}

    def opened(self, body: bytes) -> bytes:
        """What only this browser can read."""
        decrypt = import_module("http_ece").decrypt
        return decrypt(body, private_key=self._key, auth_secret=b"0" * 16, version="aes128gcm")

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()
    yield service
    service.close()


def test_a_closed_workspace_is_reached_once_and_a_device_that_is_gone_is_forgotten(
    new_server: Callable[..., Server], database_url: str, service: Service
) -> None:
    server = new_server(database_url, push_allow_private="true").start()
    owner = Owner.sign_up(server.url)
    agent = owner.agent()
    devices = agent.post("/notifications/devices", service.subscription("one"))
    assert len(devices["items"]) == 1

    # Seen elsewhere before it is due: nothing is sent of it.
    read = _write(owner, "Never mind")
    agent.post(f"/conversations/{read}/seen", {"delivered": 99, "read": 99})
    waits = _write(owner, "Do you ship to Norway?")
    wait_until(lambda: bool(service.heard), "a push")
    assert [(one["tag"], one["body"]) for one in service.heard] == [(waits, "Do you ship to Norway?")]
    assert service.heard[0]["path"] == f"/workspace/{owner.project['id']}/all/{waits}"
    headers = service.headers[0]
    assert (headers["content-encoding"], headers["topic"]) == ("aes128gcm", waits)
    token, key = (part.partition("=")[2] for part in headers["authorization"].removeprefix("vapid ").split(", "))
    assert key == devices["key"]
    point = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
    pem = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point).public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    assert jwt.decode(token, ECKey.import_key(pem)).claims["aud"] == service.origin

    # The browser has forgotten us.
    service.status = 410
    _write(owner, "Hello?")
    wait_until(lambda: agent.get("/notifications/devices")["items"] == [], "the device to be forgotten")


def test_what_is_no_subscription_is_refused_and_nobody_reaches_into_our_network(
    new_server: Callable[..., Server], service: Service
) -> None:
    server = new_server().start()
    agent = Owner.sign_up(server.url).agent()
    good = service.subscription("one")
    for bad in ({"endpoint": good["endpoint"]}, {"p256dh": "AAAA"}, {"auth": "not base64!"}, {"endpoint": "file:///x"}):
        body = {**good, "endpoint": "https://push.example/one", **bad}
        with pytest.raises(AssertionError, match="bad_push_subscription"):
            agent.post("/notifications/devices", body)


@pytest.mark.parametrize(
    ("kind", "standing", "needed"),
    [
        ("queue", Standing("queuing", None, 0, None), True),
        ("queue", Standing("awaiting_reply", "b", 0, None), False),
        ("message", Standing("awaiting_reply", "a", 4, None), True),
        ("message", Standing("awaiting_reply", "a", 5, None), False),
        ("message", Standing("replied", "a", 0, None), False),
        ("assigned", Standing("awaiting_reply", "b", 0, None), False),
        ("mention", Standing("replied", "b", 9, 5), True),
        ("mention", Standing("replied", "b", 9, None), False),
        ("queue", None, False),
    ],
)
def test_only_what_nobody_has_seen_or_answered_is_sent(*, kind: str, standing: Standing | None, needed: bool) -> None:
    assert is_needed(standing, kind=kind, agent_id="a", until=5) is needed


def test_trying_again_ends() -> None:
    assert sum(pause_after(attempt) for attempt in range(MOST_TRIES)) < 10 * 60_000


def _write(owner: Owner, text: str) -> str:
    """Somebody new writes; the conversation's id."""
    visitor = owner.visitor()
    body = {"client_id": client_id(), "conversation_id": None, "text": text}
    sent = httpx.post(f"{visitor.url}/api/v1/visitor/messages", headers=visitor.headers, json=body)
    return answered(sent)["conversation_id"]
