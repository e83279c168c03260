"""Serving: migrates, listens, says where, and stops so that every client knows to come back."""

import gc
import socket

import click
import structlog
import uvicorn
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from deskbell.app import Server, create_app
from deskbell.kit.catalogue import DEFAULT_LANGUAGE, sentence
from deskbell.kit.db import settings_that_lose
from deskbell.kit.logs import set_up_logs
from deskbell.kit.passwords import work_with
from deskbell.migrations import migrate
from deskbell.projects import newest_site_key
from deskbell.realtime.frames import MAX_FRAME_BYTES
from deskbell.settings import Settings

log = structlog.get_logger()

_LET_GO_S = 5


def run(settings: Settings) -> None:
    """Serve until told to stop."""
    set_up_logs(level=settings.log_level, as_json=settings.log_json)
    work_with(memory_mib=settings.password_memory)
    migrate(settings.database)
    for name in settings_that_lose(settings.database):
        log.warning("the database may lose what it confirmed: this setting of PostgreSQL is off", setting=name)
    _Serving(create_app(settings)).run()


class _SocketProtocol(WebSocketsSansIOProtocol):
    """uvicorn's, except that a peer which never reads again is let go: closing alone waits for what is unsent."""

    async def run_asgi(self) -> None:
        await super().run_asgi()
        self.loop.call_later(_LET_GO_S, self.transport.abort)


class _Serving(uvicorn.Server):
    """uvicorn, with our greeting and our farewell."""

    def __init__(self, server: Server) -> None:
        self._server = server
        settings = server.settings
        super().__init__(
            uvicorn.Config(
                server,  # pyright: ignore[reportArgumentType] - ASGI's own loose types
                host=settings.host,
                port=settings.port,
                loop="uvloop",
                http="httptools",
                ws=_SocketProtocol,
                ws_max_size=MAX_FRAME_BYTES,
                ws_per_message_deflate=False,
                # Our own heartbeat tells a lost client; a second one would only cost.
                ws_ping_interval=None,
                lifespan="on",
                log_config=None,
                access_log=False,
                server_header=False,
                forwarded_allow_ips=settings.trusted_proxies,
                timeout_graceful_shutdown=10,
                limit_concurrency=None,
                backlog=2048,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        _collect_rarely()
        if self.started:
            address = self._server.settings.address
            site_key = await self._server.db.read(newest_site_key)
            preview = f"{address}/preview/{site_key}" if site_key else sentence("preview_later", DEFAULT_LANGUAGE)
            click.echo(
                f"Deskbell\n  Console    {address}/console/\n  Workspace  {address}/workspace/\n  Preview    {preview}"
            )

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._server.say_goodbye()
        await super().shutdown(sockets)


def _collect_rarely() -> None:
    """What is here now stays: leave it out of every later search for garbage, and search less often.

    Nearly everything goes by reference counts; the searches took an eighth of a message's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()
