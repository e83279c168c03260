"""Somebody else's server that webhooks are sent to: it notes what it got, verifies it, and answers as it is told."""

import json
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from standardwebhooks import Webhook


class Got(NamedTuple):
    """One request."""

    path: str
    headers: dict[str, str]
    body: str

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def said(self) -> dict[str, Any]:
        return json.loads(self.body)

    def verified(self, secret: str) -> dict[str, Any]:
        """What it says, if it was signed with this secret."""
        return Webhook(secret).verify(self.body, self.headers)


class Receiver:
    """It answers 200 unless `answer` says otherwise: a status, and a body to send with it."""

    def __init__(self) -> None:
        self.got: list[Got] = []
        self.answer: Callable[[Got], tuple[int, bytes]] = lambda _: (200, b"thanks")
        self.let_go = threading.Event()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                one = Got(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
                receiver.got.append(one)
                status, answer = receiver.answer(one)
                self.send_response(status)
                if status in range(300, 400):
                    self.send_header("location", f"{receiver.url}/elsewhere")
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                if one.path == "/slow":
                    receiver.let_go.wait(30)
                try:
                    self.wfile.write(answer)
                except OSError:
                    """Whoever asked has heard enough."""

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has there
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def events(self) -> list[str]:
        return [one.said["type"] for one in self.got]

    def stop(self) -> None:
        self.let_go.set()
        self._server.shutdown()
        self._server.server_close()


@cache
def standing_receiver_url() -> str:
    """Of one that takes everything, for as long as the tests run."""
    return Receiver().url


@contextmanager
def receiver() -> Generator[Receiver]:
    one = Receiver()
    try:
        yield one
    finally:
        one.stop()
