"""The front door: puts the rooms together into one server. The only file that knows every room."""

import asyncio
import secrets
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, TypeAlias

import structlog
from litestar import Litestar, get
from litestar.di import NamedDependency, Provide
from litestar.exceptions import HTTPException

from deskbell.accounts import routes as accounts
from deskbell.audit import FORGET_EVERY_S, forget_old
from deskbell.billing import routes as billing
from deskbell.conversations import WAKE_EVERY_S, Waker
from deskbell.conversations import routes as conversations
from deskbell.eventlog import Fact
from deskbell.files import SWEEP_EVERY_S, FileRoom
from deskbell.files import routes as files
from deskbell.help import routes as help_
from deskbell.installation import routes as installation
from deskbell.kit.clock import MINUTE, Clock, system_clock
from deskbell.kit.db import Database, Tx, come_from
from deskbell.kit.errors import Refusal, Unavailable
from deskbell.kit.http import (
    MAX_BODY_BYTES,
    JsonRequest,
    answer_our_mistake,
    edge_state,
    origin_of,
    readable_path,
)
from deskbell.kit.limits import RateLimit
from deskbell.mail import TIDY_EVERY_S, MailRoom
from deskbell.management import Eraser
from deskbell.management import routes as management
from deskbell.management.deleting_accounts import delete_due
from deskbell.management.subscription import SeatKeeper
from deskbell.notifications import Pushes
from deskbell.notifications import routes as notifications
from deskbell.pages import Shelf
from deskbell.pages import routes as pages
from deskbell.pages.web import answer_reader, answer_unreadable
from deskbell.projects import routes as projects
from deskbell.realtime import Ephemerals, Gateway, Hub, Kind, LocalWaker, NatsWaker, Presence
from deskbell.realtime import routes as realtime
from deskbell.reference import Interface
from deskbell.reference import routes as reference
from deskbell.replies import routes as replies
from deskbell.reports import LOOK_EVERY_S, Reporter
from deskbell.reports import routes as reports
from deskbell.routing import LOOK_AGAIN_S, Router
from deskbell.settings import Settings
from deskbell.subscriptions import read_plans, use_plans
from deskbell.team import routes as team
from deskbell.visitors import WRITE_EVERY_S, Sightings
from deskbell.visitors import routes as visitors
from deskbell.webhooks import TIDY_EVERY_S as TIDY_WEBHOOKS_EVERY_S
from deskbell.webhooks import WebhookRoom
from deskbell.webhooks import routes as webhooks

log = structlog.get_logger()

Scope: TypeAlias = dict[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[dict[str, Any]]]
Send: TypeAlias = Callable[[dict[str, Any]], Awaitable[None]]

_ROOMS = (
    accounts, projects, management, billing, installation, team, visitors, files, conversations, replies, realtime,
    notifications, webhooks, reports, help_, pages, reference,
)  # fmt: skip
# What the routes are handed by name.
_GIVEN = (
    "db",
    "settings",
    "shelf",
    "poller",
    "ephemerals",
    "send_limit",
    "arrival_limit",
    "sightings",
    "interface",
    "files",
)
_POLL_ALONE_S = 2.0
# Hints may stay away for long: what ends a session on one node must end it on the others within two seconds.
_POLL_WITH_HINTS_S = 1.0
_POLL_WITHOUT_HINTS_S = 0.25
_BEAT_S = 5.0
_ERASE_EVERY_S = 60.0
_LOOK_FOR_LEAVERS_S = 3600.0
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)


class Server:
    """One node: the ASGI application, and the followers that run beside it."""

    def __init__(self, settings: Settings, *, clock: Clock = system_clock) -> None:
        self.settings = settings
        use_plans(read_plans(settings.plans))
        self.node = secrets.token_hex(6)
        self.db = Database(settings.database, clock=clock)
        self.hub = Hub(self.db)
        self.waker = NatsWaker(settings.nats_url, self.node) if settings.nats_url else LocalWaker()
        self.ephemerals = Ephemerals(self.hub, self.waker)
        self.presence = Presence(self.db, clock, self.node)
        self.router = Router(self.db)
        self.snoozed = Waker(self.db)
        self.reporter = Reporter(self.db)
        self.mail = MailRoom(self.db, settings, clock=clock, node=self.node)
        self.webhooks = WebhookRoom(self.db, settings, clock=clock, node=self.node)
        self.pushes = Pushes(self.db, settings, clock=clock)
        self.sightings = Sightings(self.db, clock)
        self.seat_keeper = SeatKeeper(self.db)
        self.eraser = Eraser(self.db)
        self.files = FileRoom(self.db, settings, clock=clock)
        self.send_limit = RateLimit(clock, count=settings.messages_per_minute, per_ms=MINUTE)
        self.gateway = Gateway(
            self.db, self.hub, self.presence, self.ephemerals,
            clock=clock, node=self.node, settings=settings, send_limit=self.send_limit,
        )  # fmt: skip
        self.poller = realtime.Poller(self.db, self.hub, self.presence)
        self.http = self._build_http(clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            come_from(origin_of(scope))
        if scope["type"] == "websocket":
            await self.gateway(scope, receive, send)
        else:
            if scope.get("method") == "HEAD":
                # Whatever can be got can be asked about; the HTTP server leaves the body out.
                scope = {**scope, "method": "GET"}
            await self.http(scope, receive, _guarded(send))  # pyright: ignore[reportArgumentType] - ASGI's own loose types

    async def say_goodbye(self) -> None:
        """Have everybody who waits for events come back later; the server is about to stop."""
        self.poller.stop()
        await self.gateway.stop()

    def _build_http(self, clock: Clock) -> Litestar:
        shared: dict[str, object] = {
            "db": self.db,
            "settings": self.settings,
            "shelf": Shelf(),
            "poller": self.poller,
            "ephemerals": self.ephemerals,
            "send_limit": self.send_limit,
            "arrival_limit": RateLimit(clock, count=self.settings.arrivals_per_minute, per_ms=MINUTE),
            "sightings": self.sightings,
            "interface": Interface(http_interface),
            "files": self.files,
        }
        return Litestar(
            route_handlers=_ROUTES,
            dependencies={name: _provide(shared[name]) for name in _GIVEN},
            request_class=JsonRequest,
            state=edge_state(clock, self.settings.public_url, self.settings.writes_per_minute),
            before_request=readable_path,
            exception_handlers={
                Refusal: answer_reader,  # pyright: ignore[reportArgumentType] - a handler for our own exceptions
                HTTPException: answer_unreadable,
                Exception: answer_our_mistake,
            },
            request_max_body_size=MAX_BODY_BYTES,
            lifespan=[self._running],
            openapi_config=None,
            logging_config=None,  # kit.logs sets up all of it
        )

    @asynccontextmanager
    async def _running(self, _app: Litestar) -> AsyncGenerator[None, None]:
        """Everything that runs as long as the server does."""
        loop = asyncio.get_running_loop()

        def tell(news: Sequence[object]) -> None:
            loop.call_soon_threadsafe(self._committed, news)

        self.db.listen(tell)
        self.presence.listen(self._presence_changed)
        if isinstance(self.waker, NatsWaker):
            self.waker.join(hinted=self._hinted, arrived=self.ephemerals.arrived)
        tasks = [
            asyncio.create_task(self.router.run()),
            asyncio.create_task(_forever(self.router.look_again, LOOK_AGAIN_S)),
            asyncio.create_task(_forever(self.snoozed.look, WAKE_EVERY_S)),
            asyncio.create_task(_forever(self.reporter.look, LOOK_EVERY_S)),
            asyncio.create_task(_forever(self.presence.tick, 0)),
            asyncio.create_task(_forever(self.pushes.look, 0)),
            asyncio.create_task(self.mail.run()),
            asyncio.create_task(_forever(self.mail.tidy, TIDY_EVERY_S)),
            asyncio.create_task(self.webhooks.run()),
            asyncio.create_task(_forever(self.webhooks.tidy, TIDY_WEBHOOKS_EVERY_S)),
            asyncio.create_task(_forever(self.seat_keeper.look, 0)),
            asyncio.create_task(_forever(self.sightings.write_down, WRITE_EVERY_S)),
            asyncio.create_task(_forever(self._forget, FORGET_EVERY_S)),
            asyncio.create_task(_forever(self.hub.poll, self._poll_every_s())),
            asyncio.create_task(_forever(self.gateway.beat, _BEAT_S)),
            asyncio.create_task(_forever(self.eraser.look, _ERASE_EVERY_S)),
            asyncio.create_task(_forever(self.files.sweep, SWEEP_EVERY_S)),
            asyncio.create_task(_forever(partial(delete_due, self.db), _LOOK_FOR_LEAVERS_S)),
        ]
        try:
            yield
        finally:
            await asyncio.gather(self.mail.stop(), self.webhooks.stop())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.presence.end()
            if isinstance(self.waker, NatsWaker):
                await self.waker.close()
            await asyncio.to_thread(self.db.close)

    async def _forget(self) -> None:
        await forget_old(self.db, days=self.settings.audit_days)

    def _committed(self, news: Sequence[object]) -> None:
        facts = [one for one in news if isinstance(one, Fact)]
        self.hub.committed(facts)
        self.router.committed(facts)
        self.reporter.committed(facts)
        self.seat_keeper.committed(facts)
        self.waker.grown(facts)
        self.mail.committed(news)
        self.webhooks.committed(news)

    def _hinted(self, project_id: str, pos: int) -> None:
        self.hub.hinted(project_id, pos)

    def _presence_changed(self, project_id: str, kind: Kind, holder_id: str, *, online: bool) -> None:
        self.ephemerals.presence(project_id, kind, holder_id, online=online)
        if kind == "agent" and online:
            self.router.wake(project_id)
        elif kind == "agent":
            self.router.left(project_id, holder_id)

    def _poll_every_s(self) -> float:
        if self.settings.nats_url:
            return _POLL_WITH_HINTS_S
        return _POLL_WITHOUT_HINTS_S if self.settings.database.startswith("postgresql") else _POLL_ALONE_S


def create_app(settings: Settings, *, clock: Clock = system_clock) -> Server:
    """The server for these settings; its database must have been migrated."""
    return Server(settings, clock=clock)


@get("/health/live", tags=["Health"], operation_id="live", summary="The process answers", sync_to_thread=False)
def live() -> dict[str, str]:
    return {"status": "live"}


@get("/health/ready", tags=["Health"], operation_id="ready", summary="The database answers too")
async def ready(db: NamedDependency[Database]) -> dict[str, str]:
    await db.read(_answers)
    return {"status": "ready"}


def _guarded(send: Send) -> Send:
    """Every answer with the headers that keep browsers careful, whoever of us made it; a route may say its own."""

    async def send_on(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            said = {name for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(one for one in _HEADERS if one[0] not in said)]
        await send(message)

    return send_on


def _answers(tx: Tx) -> None:
    tx.connection.exec_driver_sql("SELECT 1")


def _provide(value: object) -> Provide:
    return Provide(lambda: value, sync_to_thread=False, use_cache=True)


async def _forever(step: Callable[[], Awaitable[None]], pause_s: float) -> None:
    """Do a step again and again until cancelled; one that fails is logged and tried at its next turn."""
    while True:
        try:
            await step()
        except Unavailable as unavailable:
            log.warning("the database is away", error=repr(unavailable))
            await asyncio.sleep(1)
        except Exception:
            log.exception("a step failed", step=getattr(step, "__qualname__", ""))
            await asyncio.sleep(1)
        await asyncio.sleep(pause_s)


def http_interface() -> dict[str, Any]:
    """The OpenAPI document of all routes, without a database or a running server."""
    return reference.document_of(_ROUTES, _GIVEN)


_ROUTES = [live, ready, *(handler for room in _ROOMS for handler in room.handlers)]
