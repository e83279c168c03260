"""A node of Deskbell in this process, reached through ASGI itself: the real server, and a network that does as told."""

import asyncio
import json
import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from deskbell.app import Server, create_app
from deskbell.settings import Settings
from tests.delivery.doors import Answer, Closed, Frame, read_json
from tests.services import PATIENCE


class Node:
    """One server with everything that runs beside it."""

    def __init__(self, settings: Settings, clock: Callable[[], int]) -> None:
        self.server: Server = create_app(settings, clock=clock)
        self._inward: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._outward: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._life: asyncio.Task[None] | None = None

    async def start(self) -> "Node":
        """Begin to serve."""
        scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
        self._life = asyncio.create_task(self.server(scope, self._inward.get, self._outward.put))
        await self._say("lifespan.startup")
        return self

    async def stop(self) -> None:
        """Stop as `deskbell serve` does: clients are told to come back, then everything ends."""
        assert self._life is not None
        await self.server.gateway.stop()
        await self._say("lifespan.shutdown")
        await self._life

    async def open_socket(self, headers: Mapping[str, str]) -> "WildSocket":
        """Connect to `/ws`."""
        return WildSocket(self.server, headers)

    async def ask(self, method: str, path: str, headers: Mapping[str, str], body: Any = None) -> Answer:
        """Ask over HTTP."""
        sent = b"" if body is None else json.dumps(body).encode()
        given = {**headers, "host": "desk.test", "content-length": str(len(sent))}
        if sent:
            given["content-type"] = "application/json"
        status, answered = await self._request(method, path, given, sent)
        return Answer(status, read_json(answered))

    async def upload(self, path: str, headers: Mapping[str, str], content: bytes, *, cut: bool = False) -> Answer:
        """Send a file, or only half of it."""
        given = {**headers, "host": "desk.test", "content-type": "application/octet-stream"}
        given |= {"content-length": str(len(content)), "x-file-name": "words.txt"}
        status, answered = await self._request("POST", path, given, content, cut=cut)
        return Answer(status, read_json(answered))

    async def fetch(self, path: str, headers: Mapping[str, str]) -> tuple[int, bytes]:
        """Get what is no JSON."""
        return await self._request("GET", path, {**headers, "host": "desk.test"}, b"")

    async def _request(
        self, method: str, path: str, headers: Mapping[str, str], sent: bytes, *, cut: bool = False
    ) -> tuple[int, bytes]:
        asked = asyncio.Queue[dict[str, Any]]()
        if cut:
            asked.put_nowait({"type": "http.request", "body": sent[: len(sent) // 2], "more_body": True})
            asked.put_nowait({"type": "http.disconnect"})
        else:
            asked.put_nowait({"type": "http.request", "body": sent, "more_body": False})
        said: list[dict[str, Any]] = []

        async def hear(message: dict[str, Any]) -> None:
            said.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                # As a server says it: who streams an answer listens until then.
                asked.put_nowait({"type": "http.disconnect"})

        await self.server({**_scope("http", path, headers), "method": method}, asked.get, hear)
        answered = b"".join(one.get("body", b"") for one in said if one["type"] == "http.response.body")
        return said[0]["status"], answered

    async def _say(self, what: str) -> None:
        await self._inward.put({"type": what})
        answer = await asyncio.wait_for(self._outward.get(), 20)
        assert answer["type"] == f"{what}.complete", answer


class WildSocket:
    """A socket over a network that can be told to misbehave; unless told, every frame comes once and in order."""

    def __init__(self, server: Server, headers: Mapping[str, str]) -> None:
        self._inward: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._outward: asyncio.Queue[str | int] = asyncio.Queue()
        self._reading = asyncio.Event()
        self._reading.set()
        self._held: list[str] | None = None
        self._twice = False
        self._to_lose = 0
        self._replaying = False
        self.mangled = False
        self.deaf = False
        self.swallowed: list[Frame] = []
        self.lost = 0
        self.news = asyncio.Event()
        self._inward.put_nowait({"type": "websocket.connect"})
        self._task = asyncio.create_task(server(_scope("websocket", "/ws", headers), self._inward.get, self._sent))

    async def send(self, text: str) -> None:
        """Give the server a message."""
        self._inward.put_nowait({"type": "websocket.receive", "text": text})

    async def receive(self) -> str:
        """The next message that the network lets through."""
        message = await self._outward.get()
        if isinstance(message, int):
            raise Closed(message)
        return message

    async def close(self) -> None:
        """Be gone, and wait until the server has noticed."""
        self._reading.set()
        self._inward.put_nowait({"type": "websocket.disconnect", "code": 1005})
        self._outward.put_nowait(1006)
        await asyncio.wait_for(self._task, 20)

    def stop_reading(self) -> None:
        """Leave what the server sends in its hands."""
        self._reading.clear()

    def read_again(self) -> None:
        """Take it after all."""
        self._reading.set()

    def hold_events(self) -> None:
        """Keep events back until `release`."""
        self.mangled = True
        self._held = self._held or []

    def send_twice(self) -> None:
        """Hand on each event twice, until `release`."""
        self.mangled = self._twice = True

    def lose_one(self) -> None:
        """Lose the next event."""
        self.mangled = True
        self._to_lose += 1

    def release(self, seed: int) -> None:
        """Behave again; what was held arrives in an order made from `seed`."""
        held, self._held = self._held or [], None
        self._twice = False
        self._to_lose = 0
        random.Random(seed).shuffle(held)  # noqa: S311 - an order, not a secret
        for line in held:
            self._outward.put_nowait(line)

    @property
    def over(self) -> bool:
        """Whether the server has ended the connection."""
        return self._task.done()

    async def _sent(self, message: dict[str, Any]) -> None:
        await self._reading.wait()
        if message["type"] == "websocket.close":
            self._outward.put_nowait(message["code"])
            self._inward.put_nowait({"type": "websocket.disconnect", "code": message["code"]})
        elif message["type"] == "websocket.send":
            for line in message["text"].split("\n"):
                self._pass_on(line)
            self.news.set()

    def _pass_on(self, line: str) -> None:
        if self.deaf:
            self.swallowed.append(json.loads(line))
            return
        copies, kind = 1, json.loads(line)["t"]
        # What is missing of a replay would be missing for good, and no network loses a part of a connection.
        self._replaying = kind == "ready" or (self._replaying and kind != "replay_end")
        if kind == "event" and not self._replaying:
            if self._to_lose:
                self._to_lose -= 1
                self.lost += 1
                return
            copies = 2 if self._twice else 1
            if self._held is not None:
                self._held += [line] * copies
                return
        for _ in range(copies):
            self._outward.put_nowait(line)

    async def until_swallowed(self, kind: str, count: int) -> None:
        """Wait until a deaf socket has missed so many frames of a kind."""
        async with asyncio.timeout(PATIENCE):
            while sum(frame["t"] == kind for frame in self.swallowed) < count:
                self.news.clear()
                await self.news.wait()

    async def until_over(self, seconds: float) -> None:
        """Wait until the server has ended the connection."""
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(self._task), seconds)


def _scope(kind: str, path: str, headers: Mapping[str, str]) -> dict[str, Any]:
    where = urlsplit(path)
    return {
        "type": kind,
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "scheme": "ws" if kind == "websocket" else "http",
        "server": ("desk.test", 80),
        "client": ("192.0.2.7", 4711),
        "root_path": "",
        "path": where.path,
        "raw_path": where.path.encode(),
        "query_string": where.query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "subprotocols": [],
        "state": {},
        "extensions": {},
    }
