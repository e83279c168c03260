"""The model client: what the live client of the front-end does, in the small. It checks what it is told as it goes."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from tests.delivery.doors import Away, Closed, Door, Frame, Person, Refused, Socket, ask
from tests.delivery.inflow import Inflow
from tests.delivery.outbox import Outbox, Unsent
from tests.delivery.views import Place, TeamView, VisitorView, view_of
from tests.services import PATIENCE


@dataclass
class Replay:
    """What came between `ready` and `replay_end`: exactly the log between two places, is the promise (I7)."""

    epoch: str
    after: int
    positions: list[int]
    exact: bool = True
    until: int = -1


class Client:
    """One device of one person: an outbox, a cursor, a view."""

    def __init__(self, person: Person, door: Door, *, patience: float = 0.02, name: str = "") -> None:
        self.person = person
        self.door = door
        self.name = name or f"{person.kind} {person.id}"
        self.view = view_of(person)
        self.shadows: list[VisitorView | TeamView] = []
        self.socket: Socket | None = None
        self.out = Outbox(person.id, self._send)
        self.heard: dict[str, list[Frame]] = {"eph": [], "page": [], "pong": [], "reset": [], "bye": []}
        self.replays: list[Replay] = []
        self.ready: Frame | None = None
        # Whether the server could replay from where this connection began.
        self.recovered: bool | None = None
        self.closed: int | None = None
        self.failure: BaseException | None = None
        self.inflow = Inflow(self._apply, self._resume_soon, patience)
        self._asked = self.place
        self._replay: Replay | None = None
        self._news = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._refetching = False
        # Events that come while a further snapshot is on its way.
        self._meanwhile: list[Frame] = []

    @property
    def place(self) -> Place:
        return self.inflow.place

    @property
    def live(self) -> bool:
        """Connected, and nothing of the past is missing."""
        return self.ready is not None and self.closed is None and not self._refetching and self._replay is None

    def ask(self, method: str, path: str, body: Any = None) -> Coroutine[Any, Any, Any]:
        return ask(self.door, self.person, method, path, body)

    async def refetch(self) -> None:
        """Begin again from a fresh snapshot."""
        self.shadows.clear()
        await self.view.load(self.ask)
        self.inflow.restart(self.view.place)

    async def take_snapshot(self) -> None:
        """Begin one more view, from now on; it must come to show what the first one shows (I14)."""
        shadow = view_of(self.person)
        self._meanwhile = []
        await shadow.load(self.ask)
        for fact in self._meanwhile:
            shadow.apply(fact)
        self.shadows.append(shadow)

    async def connect(self, resume: Place | None = None) -> None:
        """Connect and sign in; returns when live, or when the server has closed. Raises `Away`."""
        if not self.place.epoch:
            await self.refetch()
        self.ready, self.closed, self._replay, self.recovered = None, None, None, None
        self.inflow.pause()
        # From an older place than our own everything comes again, and must not be shown twice.
        self._asked = resume or self.place
        self.socket = await self.door.open_socket(self.person.headers)
        self._start(self._read(self.socket))
        with suppress(Closed):
            await self.tell({"t": "auth", **self.person.credentials, "resume": self._asked._asdict()})
        await self.until(lambda: self.live or self.closed is not None, "to be live")

    async def leave(self) -> None:
        """Close the connection."""
        if self.socket is not None:
            socket, self.socket = self.socket, None
            await socket.close()
            await self.until(lambda: self.closed is not None, "the connection to end")
        while self._tasks:
            await asyncio.wait(self._tasks)
        if self.failure is not None:
            raise self.failure

    async def poll(self) -> None:
        """The same over HTTP: events after the cursor, without waiting."""
        if not self.place.epoch:
            await self.refetch()
        answer = await self.ask("GET", f"/events?epoch={self.place.epoch}&after={self.place.pos}&wait=0")
        if not answer["recovered"]:
            await self.refetch()
            return
        assert answer["epoch"] == self.place.epoch, "recovered, but in another history"
        events = [frame for frame in answer["events"] if frame["t"] == "event"]
        self.replays.append(Replay(*self.place, [frame["pos"] for frame in events], until=answer["pos"]))
        self.inflow.take(events)
        assert not self.inflow.holds, "an answer of the long-poll has a hole"
        self.inflow.reach(answer["pos"])

    def say(
        self, text: str, conv: str | None = None, client_id: str | None = None, besides: Frame | None = None
    ) -> str:
        """Put a message in the outbox."""
        return self.out.say(text, conv, client_id, besides)

    async def tell(self, frame: Frame) -> None:
        """Send any frame."""
        assert self.socket is not None
        await self.socket.send(json.dumps(frame))

    async def resume(self) -> None:
        """Ask again for everything after the cursor, on the connection that is there, if there is one."""
        if self.socket is None:
            return
        self._asked, self.ready = self.place, None
        with suppress(Closed):
            await self.tell({"t": "resume", **self._asked._asdict()})

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until something holds that frames can bring about."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not condition():
                    if self.failure is not None:
                        raise self.failure
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"{self.name} waited in vain for {what}") from None

    async def until_closed(self) -> None:
        """Wait as long as the connection lasts."""
        while self.closed is None:
            self._news.clear()
            await self._news.wait()

    async def _read(self, socket: Socket) -> None:
        try:
            while True:
                for line in (await socket.receive()).split("\n"):
                    self._hear(json.loads(line))
                    self._news.set()
        except Closed as closed:
            self.closed = closed.code
            self.inflow.pause()
            self.out.down()
            self._replay = None
            self._news.set()

    def _hear(self, frame: Frame) -> None:
        kind = frame["t"]
        if kind in self.heard:
            self.heard[kind].append(frame)
        match kind:
            case "event":
                self._hear_event(frame)
            case "ready":
                self._hear_ready(frame)
            case "replay_end":
                self._hear_replay_end(frame)
            case "ack":
                self.out.acked(frame)
            case "nack":
                self.out.nacked(frame)
            case "reset":
                self._start_over()
            case "ping":
                self._start(self.tell({"t": "pong"}))
            case _:
                pass

    def _hear_event(self, event: Frame) -> None:
        assert self.person.kind == "agent" or "team" not in event, f"a visitor was told what is for the team: {event}"
        if self._replay is not None:
            self._replay.positions.append(event["pos"])
        if not self._refetching:
            self.inflow.take([event])

    def _hear_ready(self, frame: Frame) -> None:
        self.ready = frame
        if self.recovered is None:
            self.recovered = frame["recovered"]
        if frame["recovered"]:
            assert frame["epoch"] == self._asked.epoch, "recovered, but in another history"
            assert self._asked.pos <= frame["head_pos"], "recovered from a place that is not yet"
            self._replay = Replay(*self._asked, [], exact=not getattr(self.socket, "mangled", False))
        else:
            self._start_over()

    def _hear_replay_end(self, frame: Frame) -> None:
        assert self._replay is not None, "a replay ended that never began"
        replay, self._replay = self._replay, None
        replay.until = frame["pos"]
        self.replays.append(replay)
        self.inflow.reach(frame["pos"])
        self.out.pump()

    def _check_mine(self, event: Frame) -> None:
        """Nobody hears what is not theirs (I9)."""
        if self.person.kind == "visitor" and event["conv"] not in self.view.conversations:
            assert event["type"] == "conversation_started", f"whose is this: {event}"
            assert event["actor"]["id"] == self.person.id, f"whose is this: {event}"

    def _apply(self, fact: Frame) -> None:
        self._check_mine(fact)
        self._meanwhile.append(fact)
        for view in (self.view, *self.shadows):
            view.apply(fact)
        message = fact["data"].get("message")
        if message and message["author"]["id"] == self.person.id and message.get("client_id") in self.out.waiting:
            # The event may come before the ack, or instead of it: the message is there.
            self.out.settled(message["client_id"])
        if isinstance(self.view, TeamView) and self.view.unknown:
            self._start(self._fetch_unknown(self.view))

    def _send(self, messages: list[Unsent]) -> bool:
        if not self.live or self.socket is None:
            return False
        self._start(self._send_now(self.socket, "\n".join(json.dumps(one.frame) for one in messages)))
        return True

    async def _send_now(self, socket: Socket, text: str) -> None:
        with suppress(Closed):
            await socket.send(text)

    def _resume_soon(self) -> None:
        if self.live:
            self._start(self.resume())

    def _start_over(self) -> None:
        if not self._refetching:
            self._refetching = True
            self._start(self._begin_again())

    async def _fetch_unknown(self, view: TeamView) -> None:
        # What cannot be fetched now is asked for again with the next event.
        with suppress(Away, Refused):
            await view.fetch_unknown(self.ask)

    async def _begin_again(self) -> None:
        try:
            await self.refetch()
            self._refetching = False
            await self.resume()
        except (Away, Refused):
            self._refetching = False
            if self.socket is not None:
                await self.socket.close()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self.failure = self.failure or error
            self._news.set()
