"""Whoever does not read costs a bounded amount of memory, is let go, and misses nothing when they come back (I19)."""

import asyncio
import json
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from deskbell.realtime.frames import Close
from deskbell.realtime.subscriber import MAX_QUEUED_BYTES, MAX_QUEUED_FRAMES, Subscriber
from tests.delivery.client import Client
from tests.delivery.crash import SETTINGS
from tests.delivery.in_process import WildSocket
from tests.delivery.over_network import Network
from tests.delivery.people import Tenant
from tests.delivery.talkers import Talkers
from tests.delivery.world import World
from tests.services import wait_until
from tests.serving import Server

_LONG = "x" * 16_000
# The queue's and the kernel's, of which Linux may give a socket some megabytes.
_MORE_THAN_ANY_BUFFER = 24_000_000


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    world = World(database_url)
    yield world
    world.end()


def test_an_ephemeral_that_does_not_fit_is_dropped_and_an_event_ends_the_connection() -> None:
    ended: list[int] = []
    one = Subscriber("p", "agent", "a", session_id=None, on_frames=lambda: None, on_close=ended.append)
    while one.queued_bytes <= MAX_QUEUED_BYTES:
        one.push(_LONG)
    held = len(one.queue)
    one.push("typing", ephemeral=True)
    assert (len(one.queue), ended) == (held, [])
    for _ in range(3):
        one.push("event")
    assert (len(one.queue), ended) == (held, [Close.SLOW])


def test_many_small_frames_are_bounded_too() -> None:
    ended: list[int] = []
    one = Subscriber("p", "agent", "a", session_id=None, on_frames=lambda: None, on_close=ended.append)
    for _ in range(MAX_QUEUED_FRAMES * 2):
        one.push("x")
    assert len(one.queue) == MAX_QUEUED_FRAMES + 1
    assert ended == [Close.SLOW]


def test_who_stops_reading_is_let_go_and_resumes_without_a_hole(world: World) -> None:
    house = world.new_tenant(agents=1, visitors=1)
    world.run(_stop_reading(world, house))


async def _stop_reading(world: World, house: Tenant) -> None:
    node = world.nodes[0]
    agent, visitor = Client(house.agents[0], node), Client(house.visitors[0], node)
    await agent.connect()
    await visitor.connect()
    assert isinstance(agent.socket, WildSocket)
    agent.socket.stop_reading()
    for number in range(3 * MAX_QUEUED_BYTES // len(_LONG)):
        said = visitor.say(f"{number} {_LONG}")
        await visitor.until(lambda said=said: said in visitor.out.acks, "an answer, although somebody does not read")
    agent.socket.read_again()
    await agent.until(lambda: agent.closed is not None, "the end")
    assert agent.closed == Close.SLOW
    assert agent.heard["bye"][-1]["resumable"]
    received = sum(len(item["text"]) for thread in agent.view.threads.values() for item in thread.values())
    # What the queue holds, and the one message that was on its way into the network.
    assert received < 2 * MAX_QUEUED_BYTES + 2 * len(_LONG)

    await agent.leave()
    await agent.connect()
    assert agent.recovered
    await agent.until(lambda: agent.place.pos >= visitor.place.pos, "the rest")
    (thread,) = agent.view.threads.values()
    assert len([item for item in thread.values() if item["kind"] == "text"]) == len(visitor.out.acks)
    for client in (agent, visitor):
        await client.leave()


def test_a_replay_larger_than_the_queue_is_sent_at_the_reader_s_pace(world: World) -> None:
    house = world.new_tenant(agents=1, visitors=1)
    world.run(_come_back_to_much(world, house))


async def _come_back_to_much(world: World, house: Tenant) -> None:
    node = world.nodes[0]
    agent, visitor = Client(house.agents[0], node), Client(house.visitors[0], node)
    await agent.refetch()
    await visitor.connect()
    for number in range(3 * MAX_QUEUED_BYTES // len(_LONG)):
        visitor.say(f"{number} {_LONG}")
    await visitor.until(lambda: not visitor.out.waiting, "all answers")
    by_socket, by_poll = agent, Client(house.agents[0], node)
    by_poll.inflow.restart(agent.place)
    await by_socket.connect()
    assert (by_socket.recovered, by_socket.closed) == (True, None)
    while by_poll.place.pos < by_socket.place.pos:
        before = by_poll.place.pos
        await by_poll.poll()
        assert by_poll.place.pos > before
    positions = [pos for replay in by_poll.replays for pos in replay.positions]
    assert len(by_poll.replays) > 2
    by_then = [pos for pos in positions if pos <= by_socket.replays[-1].until]
    assert by_then == by_socket.replays[-1].positions
    for client in (by_socket, visitor):
        await client.leave()


@pytest.mark.slow
def test_a_socket_that_never_reads_again_is_taken_from_the_process(
    new_server: Callable[..., Server], migrated_sqlite: Path, tmp_path: Path
) -> None:
    # About sockets, so one kind of database will do.
    url = f"sqlite:///{shutil.copyfile(migrated_sqlite, tmp_path / 'deskbell.sqlite3')}"
    asyncio.run(_never_read_again(new_server(url, **SETTINGS), url))


async def _never_read_again(server: Server, url: str) -> None:
    door = Network(server.url)
    talkers = Talkers(url, door, seed=1)
    await talkers.settle_in()
    await asyncio.to_thread(server.start)
    visitor, agent = talkers.clients[0], talkers.clients[-1]
    await visitor.connect()
    await agent.refetch()
    deaf = await asyncio.to_thread(_open_socket_that_never_reads, server, agent)
    try:
        await asyncio.to_thread(_until_online, server, agent)
        visitor.out.window = 32
        for number in range(_MORE_THAN_ANY_BUFFER // len(_LONG)):
            visitor.say(f"{number} {_LONG}")
        await visitor.until(lambda: not visitor.out.waiting, "all answers")
        # Sooner than a lost heartbeat would end it.
        await asyncio.to_thread(wait_until, lambda: not _serves(server, deaf), "the deaf socket to be let go", 50)
        assert psutil.Process(server.pid).memory_info().rss < 250_000_000
    finally:
        deaf.close()
        await visitor.leave()
        await door.close()


def _open_socket_that_never_reads(server: Server, agent: Client) -> socket.socket:
    """An agent's connection, signed in and resumed where its view stands; from the handshake on nothing is read."""
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    deaf.connect(("127.0.0.1", server.port))
    request = (
        "GET /ws HTTP/1.1", f"Host: 127.0.0.1:{server.port}", "Upgrade: websocket", "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
        f"Cookie: {agent.person.headers['cookie']}", "", "",
    )  # fmt: skip
    deaf.sendall("\r\n".join(request).encode())
    assert b"101" in deaf.recv(100)
    auth = json.dumps({"t": "auth", **agent.person.credentials, "resume": agent.place._asdict()}).encode()
    # A client's frame is masked; this mask changes nothing.
    deaf.sendall(bytes([0x81, 0x80 | 126, *len(auth).to_bytes(2), 0, 0, 0, 0]) + auth)
    return deaf


def _until_online(server: Server, agent: Client) -> None:
    def online() -> bool:
        desk = httpx.get(f"{server.url}{agent.person.base}/me", headers=agent.person.headers).json()
        return any(one["online"] for one in desk["agents"] if one["id"] == agent.person.id)

    wait_until(online, "the deaf socket to be signed in")


def _serves(server: Server, deaf: socket.socket) -> bool:
    port = deaf.getsockname()[1]
    connections = psutil.Process(server.pid).net_connections("tcp")
    return any(one.raddr and one.raddr.port == port for one in connections)
