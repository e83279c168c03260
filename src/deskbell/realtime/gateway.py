"""The socket's door at `/ws`: a plain ASGI callable, because a framework's socket class costs more than the message.

Each connection reads frames in order and answers into its own bounded queue; nobody waits for somebody else's socket.
"""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import structlog

from deskbell.kit.catalogue import chosen_language
from deskbell.kit.clock import MINUTE, Clock
from deskbell.kit.db import Database
from deskbell.kit.errors import Refusal
from deskbell.kit.limits import RateLimit
from deskbell.realtime.ephemerals import Ephemerals
from deskbell.realtime.frames import (
    HEARTBEAT_S,
    MAX_FRAME_BYTES,
    PROTOCOL,
    AuthFrame,
    Bye,
    Close,
    Hello,
    PingFrame,
    encoded,
)
from deskbell.realtime.hub import Hub
from deskbell.realtime.presence import Presence
from deskbell.realtime.session import BadFrame, Session, read_frames
from deskbell.settings import Settings

log = structlog.get_logger()

Scope: TypeAlias = dict[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[dict[str, Any]]]
Send: TypeAlias = Callable[[dict[str, Any]], Awaitable[None]]

_SIGN_IN_WITHIN_S = 10
# Of one person, besides messages: far more than any client of ours says, too few to keep a node busy.
_FRAMES_A_MINUTE = 3_000
_HEARTBEAT_LOST_S = HEARTBEAT_S * 2.5
_FAREWELL_S = 5
_MAX_CONNECTIONS = 18_000
_FINAL = frozenset({Close.UNAUTHENTICATED, Close.REVOKED, Close.REPLACED, Close.BAD_FRAME})


class Gateway:
    """All sockets of this node."""

    def __init__(  # noqa: PLR0913 - the parts of a node, each by name
        self, db: Database, hub: Hub, presence: Presence, ephemerals: Ephemerals, *,
        clock: Clock, node: str, settings: Settings, send_limit: RateLimit,
    ) -> None:  # fmt: skip
        self.db = db
        self.hub = hub
        self.presence = presence
        self.ephemerals = ephemerals
        self.clock = clock
        self.node = node
        self.settings = settings
        self.send_limit = send_limit
        self.frame_limit = RateLimit(clock, count=_FRAMES_A_MINUTE, per_ms=MINUTE)
        self.sign_in_within_s: float = _SIGN_IN_WITHIN_S
        self._open: set[Connection] = set()
        self._devices: dict[tuple[str, str], Connection] = {}
        self._stopping = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection, from handshake to end."""
        await receive()
        if scope["path"] != "/ws" or self._stopping or len(self._open) >= _MAX_CONNECTIONS:
            await send({"type": "websocket.close", "code": Close.RESTART})
            return
        await send({"type": "websocket.accept"})
        connection = Connection(self, scope, receive, send)
        self._open.add(connection)
        try:
            await connection.run()
        except asyncio.CancelledError:
            if not connection.cut_off:
                raise
        finally:
            self._open.discard(connection)
            if connection.device is not None and self._devices.get(connection.device) is connection:
                del self._devices[connection.device]

    def take_over(self, connection: "Connection", device: tuple[str, str]) -> None:
        """One connection for each person's device: an older one, half-open perhaps, gives way."""
        older = self._devices.get(device)
        self._devices[device] = connection
        connection.device = device
        if older is not None:
            older.end(Close.REPLACED)

    async def beat(self) -> None:
        """Ping whoever was quiet for a heartbeat and end those that have not answered; called every few seconds."""
        now = time.monotonic()
        for connection in list(self._open):
            quiet = now - connection.heard_at
            if quiet > _HEARTBEAT_LOST_S:
                connection.end(Close.HEARTBEAT_LOST)
            elif quiet > HEARTBEAT_S:
                connection.say(encoded(PingFrame()))

    async def stop(self) -> None:
        """Tell every client to come back, each at another moment, and wait until they are told."""
        self._stopping = True
        for connection in list(self._open):
            connection.end(Close.RESTART)
        if self._open:
            await asyncio.wait([connection.ended for connection in self._open], timeout=5)


class Connection:
    """One socket."""

    __slots__ = (
        "_closing",
        "_flushing",
        "_gateway",
        "_language",
        "_reading",
        "_receive",
        "_scope",
        "_send",
        "_session",
        "_waiting",
        "cut_off",
        "device",
        "ended",
        "heard_at",
    )

    def __init__(self, gateway: Gateway, scope: Scope, receive: Receive, send: Send) -> None:
        self._gateway = gateway
        self._scope = scope
        self._receive = receive
        self._send = send
        self._session: Session | None = None
        self._language = chosen_language(self._headers().get("accept-language"))
        # Frames said before there is a session, and the code of a close that is due.
        self._waiting: list[str] = []
        self._closing: int | None = None
        self._flushing: asyncio.Task[None] | None = None
        self._reading: asyncio.Task[None] | None = None
        self.cut_off = False
        # Whose device it is, once somebody has signed in.
        self.device: tuple[str, str] | None = None
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.heard_at = time.monotonic()

    async def run(self) -> None:
        gateway = self._gateway
        self._reading = asyncio.current_task()
        self.say(encoded(Hello(PROTOCOL, gateway.clock(), HEARTBEAT_S, MAX_FRAME_BYTES, gateway.node)))
        try:
            frames = await self._first_frames()
            if frames is not None:
                await self._serve(frames)
        except BadFrame as bad:
            self.say(bad.nack)
            self.end(bad.code)
        except Exception:
            log.exception("a connection failed")
            self.end(Close.RESTART)
        finally:
            if self._session is not None:
                self._session.leave()
            if not self.ended.done():
                self.ended.set_result(None)
            farewell = self._flushing
            if farewell is not None:
                await asyncio.wait([farewell], timeout=_FAREWELL_S)
                farewell.cancel()

    def say(self, frame: str) -> None:
        """Queue a frame."""
        if self._session is not None:
            self._session.stream.push(frame)
        else:
            self._waiting.append(frame)
            self.flush_soon()

    def end(self, code: int) -> None:
        """Close after what is queued; the client is told when to come back."""
        if self._closing is None:
            # Clients come back spread over some seconds, not all at once.
            again = None if code in _FINAL else secrets.randbelow(4_800) + 200
            self._waiting.append(encoded(Bye(code, again, again is not None)))
            self._closing = code
            self.flush_soon()
            # Whoever does not even read the farewell is cut off.
            asyncio.get_running_loop().call_later(_FAREWELL_S, self._cut_off)

    def _cut_off(self) -> None:
        if self._reading is not None and not self.ended.done():
            self.cut_off = True
            self._reading.cancel()

    def flush_soon(self) -> None:
        """Send what is queued when the loop comes round: everything until then goes in one message."""
        if self._flushing is None:
            self._flushing = asyncio.get_running_loop().create_task(self._flush())

    async def _flush(self) -> None:
        try:
            while text := self._take():
                await self._send({"type": "websocket.send", "text": text})
            if self._closing is not None:
                await self._send({"type": "websocket.close", "code": self._closing})
        except Exception as error:  # noqa: BLE001 - the peer is gone; the reading side notices too
            log.debug("sending failed", error=repr(error))
        finally:
            self._flushing = None

    def _take(self) -> str:
        queued = self._session.stream.take_all() if self._session is not None else ""
        if self._waiting:
            queued = "\n".join([*filter(None, [queued]), *self._waiting])
            self._waiting.clear()
        return queued

    async def _first_frames(self) -> list[Any] | None:
        """The first message, of which the first frame said who it is; None when the client has gone or kept silent."""
        try:
            async with asyncio.timeout(self._gateway.sign_in_within_s):
                return await self._sign_in()
        except TimeoutError:
            self.end(Close.UNAUTHENTICATED)
            return None

    async def _sign_in(self) -> list[Any] | None:
        frames = await self._next()
        if frames is None:
            return None
        if not frames or not isinstance(frames[0], AuthFrame):
            raise BadFrame(Close.BAD_FRAME, self._language)
        auth = frames[0]
        self._language = chosen_language(auth.language)
        try:
            self._session = await Session.open(self, self._gateway, self._headers(), auth)
        except Refusal as refusal:
            # A database that is away is no reason to sign in again.
            code = Close.RESTART if refusal.retryable else Close.UNAUTHENTICATED
            if refusal.code in {"project_closed", "visitor_blocked"}:
                # They are still who they are, and may come back when they are let in again.
                code = Close.REVOKED
            raise BadFrame(code, self._language, refusal) from refusal
        if auth.device_id:
            self._gateway.take_over(self, (self._session.stream.id, auth.device_id))
        return frames

    async def _serve(self, first: list[Any]) -> None:
        """Replay what was missed, which may take as long as the client takes to read it, then do what is asked."""
        if self._session is None:
            return
        await self._session.start(first[0].resume)
        frames: list[Any] | None = first[1:]
        while frames is not None and self._closing is None:
            for frame in frames:
                await self._session.take(frame)
            frames = await self._next()

    async def _next(self) -> list[Any] | None:
        """The frames of the next message; None when the client has gone."""
        message = await self._receive()
        if message["type"] != "websocket.receive":
            return None
        self.heard_at = time.monotonic()
        return read_frames(message.get("text"), self._language)

    def _headers(self) -> dict[str, str]:
        return {name.decode("latin-1"): value.decode("latin-1") for name, value in self._scope["headers"]}
