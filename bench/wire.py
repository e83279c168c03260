"""A WebSocket client that costs next to nothing, so that the load is never the bottleneck.

It keeps to RFC 6455, with one liberty that the text allows: it masks with zeros, which leaves the text as it is.
"""

import asyncio
from collections.abc import Callable
from typing import cast

_KEY = "ZGVza2JlbGwtYmVuY2gtMQ=="
_TEXT = 0x81
_CLOSE = 0x88
_SMALL, _LONG, _HUGE = 125, 126, 127

PING = b'{"t":"ping"}'
PONG = b'{"t":"pong"}'


class Wire(asyncio.Protocol):
    """One socket. `heard` is called with each text message, `lost` with the reason once it is over."""

    def __init__(self, heard: Callable[[bytes], None], request: bytes) -> None:
        self.heard = heard
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.closed = ""
        self._request = request
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the socket."""
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Take apart what came."""
        data = self._rest + data
        if not self.opened.done():
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self._rest = head
                return
            assert head.startswith(b"HTTP/1.1 101"), head.decode()
            self.opened.set_result(None)
        self._rest = self._read(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Remember why."""
        self.closed = self.closed or repr(exc)

    def send(self, message: bytes) -> None:
        """Send a text message."""
        self._transport.write(framed(message))

    def send_all(self, messages: list[bytes]) -> None:
        """Send each as a text message of its own, all in one write."""
        self._transport.write(b"".join(map(framed, messages)))

    def end(self) -> None:
        """Leave without a word."""
        self._transport.abort()

    def _read(self, data: bytes) -> bytes:
        """Hand on every whole message; the rest waits for more."""
        start, end = 0, len(data)
        while end - start >= 2:  # noqa: PLR2004 - the shortest head of a frame
            size, body = data[start + 1], start + 2
            if size == _LONG:
                body += 2
                size = int.from_bytes(data[start + 2 : body])
            elif size == _HUGE:
                body += 8
                size = int.from_bytes(data[start + 2 : body])
            if body + size > end:
                break
            payload = data[body : body + size]
            if data[start] == _CLOSE:
                self.closed = f"closed with {int.from_bytes(payload[:2])}"
            elif payload == PING:
                self.send(PONG)
            else:
                assert data[start] == _TEXT, f"an unexpected frame, {data[start]:#x}"
                self.heard(payload)
            start = body + size
        return data[start:]


def framed(message: bytes) -> bytes:
    """A text message as a client sends it."""
    size = len(message)
    if size <= _SMALL:
        return b"\x81%c\0\0\0\0%b" % (0x80 | size, message)
    if size < 1 << 16:
        return b"\x81\xfe%b\0\0\0\0%b" % (size.to_bytes(2), message)
    return b"\x81\xff%b\0\0\0\0%b" % (size.to_bytes(8), message)


async def connected(port: int, heard: Callable[[bytes], None], *, cookie: str = "", path: str = "/ws") -> Wire:
    """An open socket to the loopback."""
    request = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {_KEY}\r\nSec-WebSocket-Version: 13\r\n"
    )
    request += f"Cookie: {cookie}\r\n\r\n" if cookie else "\r\n"
    loop = asyncio.get_running_loop()
    _, wire = await loop.create_connection(lambda: Wire(heard, request.encode()), "127.0.0.1", port)
    await wire.opened
    return wire
