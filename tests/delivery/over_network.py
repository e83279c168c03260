"""A server in another process, reached as browsers reach it: HTTP and WebSocket over TCP."""

from collections.abc import Mapping
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from tests.delivery.doors import Answer, Away, Closed, read_json
from tests.services import PATIENCE


class Network:
    """The way to one address, whoever listens there just now."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._http = httpx.AsyncClient(base_url=url, timeout=PATIENCE)

    async def open_socket(self, headers: Mapping[str, str]) -> "NetSocket":
        """Connect to `/ws`."""
        try:
            return NetSocket(
                await connect(
                    f"{self._url.replace('http', 'ws', 1)}/ws",
                    additional_headers=headers,
                    max_size=None,
                    compression=None,
                    ping_interval=None,
                    open_timeout=PATIENCE,
                    close_timeout=1,
                    proxy=None,
                )
            )
        except (OSError, TimeoutError, EOFError, InvalidHandshake, InvalidMessage) as error:
            raise Away from error

    async def ask(self, method: str, path: str, headers: Mapping[str, str], body: Any = None) -> Answer:
        """Ask over HTTP."""
        try:
            answer = await self._http.request(method, path, headers=headers, json=body)
        except httpx.TransportError as error:
            raise Away from error
        return Answer(answer.status_code, read_json(answer.content))

    async def close(self) -> None:
        """Let go of every connection."""
        await self._http.aclose()


class NetSocket:
    """A WebSocket over TCP."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    async def send(self, text: str) -> None:
        """Send one message."""
        try:
            await self._connection.send(text)
        except ConnectionClosed as closed:
            raise Closed(_code(closed)) from closed

    async def receive(self) -> str:
        """The next message."""
        try:
            return str(await self._connection.recv())
        except ConnectionClosed as closed:
            raise Closed(_code(closed)) from closed

    async def close(self) -> None:
        """Leave politely."""
        await self._connection.close()


def _code(closed: ConnectionClosed) -> int:
    return 1006 if closed.rcvd is None else closed.rcvd.code
