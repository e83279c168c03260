"""Requests to other machines: not redirected, short, small; by no name into our own network."""

import asyncio
import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from deskbell.kit.errors import Unavailable
from deskbell.kit.outgoing import MAX_ANSWER_BYTES, fetch, is_public


class Machine:
    """Another machine, which notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.enough = threading.Event()
        machine = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                machine.asked.append(self.path)
                answers = {"/redirect": self._redirect, "/slow": self._slow, "/bomb": self._bomb}
                answers.get(self.path, self._large if self.path == "/large" else self._exact)()

            def _redirect(self) -> None:
                self.send_response(302)
                self.send_header("Location", f"{machine.url}/exact")
                self.end_headers()

            def _slow(self) -> None:
                self.send_response(200)
                self.end_headers()
                machine.enough.wait(10)

            def _exact(self) -> None:
                self._send(b"a" * MAX_ANSWER_BYTES)

            def _large(self) -> None:
                self._send(b"a" * (MAX_ANSWER_BYTES + 1))

            def _bomb(self) -> None:
                self._send(gzip.compress(b"a" * 50_000_000), "gzip")

            def _send(self, body: bytes, encoding: str = "identity") -> None:
                self.send_response(200)
                self.send_header("Content-Encoding", encoding)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has there
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def stop(self) -> None:
        self.enough.set()
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    running = Machine()
    yield running
    running.stop()


def test_an_answer_is_small_and_comes_from_where_it_was_asked_for(machine: Machine) -> None:
    assert len(asyncio.run(fetch(f"{machine.url}/exact", trusted=True)).body) == MAX_ANSWER_BYTES
    machine.asked.clear()
    assert asyncio.run(fetch(f"{machine.url}/redirect", trusted=True)).status == 302
    with pytest.raises(Unavailable):
        asyncio.run(fetch(f"{machine.url}/large", trusted=True))
    # What is small on the way is not unpacked here.
    assert len(asyncio.run(fetch(f"{machine.url}/bomb", trusted=True)).body) < MAX_ANSWER_BYTES
    assert machine.asked == ["/redirect", "/large", "/bomb"]


def test_whoever_answers_slowly_is_not_waited_for(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskbell.kit.outgoing._PATIENCE_S", 0.2)
    with pytest.raises(Unavailable):
        asyncio.run(fetch(f"{machine.url}/slow", trusted=True))


def test_no_name_leads_into_our_own_network(machine: Machine) -> None:
    machine.asked.clear()
    port = machine.url.rpartition(":")[2]
    hosts = ("localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]", "[::7f00:1]")
    for host in hosts:
        for scheme in ("http", "https"):
            with pytest.raises(Unavailable):
                asyncio.run(fetch(f"{scheme}://{host}:{port}/exact"))
    odd_ones = ["", "file:///etc/passwd", "gopher://127.0.0.1/", "https://", "https:///x", "//x", "javascript:1"]
    for odd in [*odd_ones, "https://[", "https://x:99999999/", "https://x\x00y/", "https://\ud800/"]:
        with pytest.raises(Unavailable):
            asyncio.run(fetch(odd, trusted=True))
    assert machine.asked == []
    assert not is_public("::7f00:1")
