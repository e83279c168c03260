"""Conversations under load: visitors who write in a window of unanswered messages, agents who read everything."""

import asyncio
import time
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from bench.people import Person, Project, agents_line, meet, open_projects, visitors_line
from bench.wire import Wire
from tests.serving import Server

_ACK = b'{"t":"ack"'
_POSTED = b'"type":"message_posted"'
_WORDS = "Hello, my parcel has not come yet. Could you please see where it is? Thank you"


class _Message(msgspec.Struct):
    client_id: str | None = None


class _Data(msgspec.Struct):
    message: _Message = msgspec.field(default_factory=_Message)


class _Frame(msgspec.Struct):
    t: str
    client_id: str | None = None
    prev: int = 0
    pos: int = 0
    conv: str | None = None
    seq: int | None = None
    type: str = ""
    data: _Data = msgspec.field(default_factory=_Data)


class Heard(NamedTuple):
    """One message from the server, and when it came."""

    at: float
    payload: bytes


_read_frame = msgspec.json.Decoder(_Frame).decode


class Talker:
    """A visitor, who writes the next messages when the server has acknowledged as many."""

    def __init__(self, number: int, wire: Wire, *, together: bool) -> None:
        self.heard: list[Heard] = []
        self.sent = 0
        self.acked = 0
        self._number = number
        self._wire = wire
        self._together = together
        self._writing = False
        self._conversation = b"null"
        wire.heard = self._hear

    async def begin(self) -> None:
        """Write the first message and learn the conversation's id."""
        self._write(1)
        async with asyncio.timeout(60):
            while not self.acked:  # noqa: ASYNC110 - an event for this would be set at every acknowledgement
                await asyncio.sleep(0.01)
        ack = next(frame for _, frame in _frames(self.heard) if frame.t == "ack")
        self._conversation = f'"{ack.conv}"'.encode()

    def start(self, window: int) -> None:
        """Keep `window` messages unanswered until `stop`."""
        self._writing = True
        self._write(window)

    def stop(self) -> None:
        """Write no more; what was sent is still to be answered."""
        self._writing = False

    def client_id(self, number: int) -> str:
        """The client id of the message with this number."""
        return f"v{self._number:05}-{number:08}"

    def write_one(self) -> str:
        """Write one message now; its client id."""
        self._write(1)
        return self.client_id(self.sent - 1)

    def acknowledged(self) -> Iterator[tuple[str, float]]:
        """The client ids that the server said were durable, and when it said so."""
        return ((frame.client_id, at) for at, frame in _frames(self.heard) if frame.t == "ack" and frame.client_id)

    def _write(self, count: int) -> None:
        frames = [
            b'{"t":"send","client_id":"%b","conv":%b,"text":"%b"}'
            % (self.client_id(number).encode(), self._conversation, f"{_WORDS} ({number})".encode())
            for number in range(self.sent, self.sent + count)
        ]
        self.sent += count
        if self._together:
            self._wire.send(b"\n".join(frames))
        else:
            self._wire.send_all(frames)

    def _hear(self, payload: bytes) -> None:
        self.heard.append(Heard(time.perf_counter(), payload))
        acks = payload.count(_ACK)
        if acks:
            self.acked += acks
            if self._writing:
                self._write(acks)


class Reader:
    """An agent, whose socket hears every event of the project."""

    def __init__(self, wire: Wire) -> None:
        self.heard: list[Heard] = []
        self.posted = 0
        wire.heard = self._hear

    def received(self) -> Iterator[tuple[str, float]]:
        """The client ids of the messages that came, and when they came."""
        for at, frame in _frames(self.heard):
            client_id = frame.data.message.client_id
            if frame.type == "message_posted" and client_id is not None:
                yield client_id, at

    def _hear(self, payload: bytes) -> None:
        self.heard.append(Heard(time.perf_counter(), payload))
        self.posted += payload.count(_POSTED)


class Floor:
    """Agents and visitors of some projects, all connected, each visitor in a conversation."""

    def __init__(self, readers: list[Reader], talkers: list[Talker], wires: list[Wire]) -> None:
        self.readers = readers
        self.talkers = talkers
        self._wires = wires

    @classmethod
    async def opened(cls, server: Server, *, projects: int, visitors: int, together: bool) -> "Floor":
        """Everybody signs in and every visitor writes a first message."""
        shops: list[Project] = await asyncio.to_thread(open_projects, server, projects)
        people: list[Person] = await asyncio.to_thread(meet, server, shops, visitors)
        desks = [await agents_line(server, shop) for shop in shops]
        lines = [await visitors_line(server, person) for person in people]
        readers = [Reader(wire) for wire in desks]
        talkers = [Talker(number, wire, together=together) for number, wire in enumerate(lines)]
        floor = cls(readers, talkers, [*desks, *lines])
        await asyncio.gather(*(talker.begin() for talker in talkers))
        await floor.quiet()
        return floor

    @property
    def done(self) -> int:
        """How many messages both sides have: the visitor the acknowledgement, the agent the message."""
        return min(sum(one.acked for one in self.talkers), sum(one.posted for one in self.readers))

    async def quiet(self) -> None:
        """Wait until everything sent has arrived."""
        sent = sum(one.sent for one in self.talkers)
        async with asyncio.timeout(60):
            while self.done < sent:
                await asyncio.sleep(0.001)
                lost = [wire.closed for wire in self._wires if wire.closed]
                assert not lost, f"a socket was lost: {lost}"

    def check(self) -> None:
        """Every message exactly once at the agent's, in the order written; no hole in any seq or pos."""
        seqs: dict[str, int] = {}
        arrived: dict[str, list[str]] = {}
        for reader in self.readers:
            pos = 0
            for _, frame in _frames(reader.heard):
                if frame.t != "event":
                    continue
                assert not pos or frame.prev == pos, f"a hole in the log: {frame} after {pos}"
                pos = frame.pos
                if frame.conv is not None and frame.seq is not None:
                    assert frame.seq == seqs.get(frame.conv, 0) + 1, f"a hole in a conversation: {frame}"
                    seqs[frame.conv] = frame.seq
            for client_id, _ in reader.received():
                arrived.setdefault(_author(client_id), []).append(client_id)
        for talker in self.talkers:
            wanted = [talker.client_id(number) for number in range(talker.sent)]
            acked = [client_id for client_id, _ in talker.acknowledged()]
            assert acked == wanted, "acknowledgements are missing, doubled or out of order"
            assert arrived[_author(wanted[0])] == wanted, "messages are missing, doubled or out of order"

    def leave(self) -> None:
        """Everybody goes."""
        for wire in self._wires:
            wire.end()


def _author(client_id: str) -> str:
    return client_id.partition("-")[0]


def _frames(heard: list[Heard]) -> Iterator[tuple[float, _Frame]]:
    return ((at, _read_frame(line)) for at, payload in heard for line in payload.split(b"\n"))
