"""The long-poll door: the socket's events and typing for networks that let no socket through."""

import asyncio
from typing import Annotated

import msgspec
from litestar import Response, Router, get, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, JSONBody, Parameter
from msgspec import Meta

from deskbell.conversations import require_readable
from deskbell.kit.db import Database
from deskbell.kit.errors import NotSignedIn, Unavailable
from deskbell.kit.http import refuses
from deskbell.realtime.ephemerals import Ephemerals
from deskbell.realtime.frames import EventFrame, Kind, PresenceNow, TypingNow
from deskbell.realtime.hub import Hub
from deskbell.realtime.presence import Presence
from deskbell.realtime.subscriber import Subscriber
from deskbell.realtime.web import still_signed_in
from deskbell.team import Agent
from deskbell.team.web import provide_agent
from deskbell.visitors import Visitor
from deskbell.visitors.web import provide_visitor

Me = NamedDependency[Agent]
Guest = NamedDependency[Visitor]
Epoch = Annotated[str, Parameter(max_length=64, description="Which history the place belongs to.")]
After = Annotated[int, Parameter(ge=0, le=2**53, description="The last `pos` applied.")]
Wait = Annotated[int, Parameter(ge=0, le=25, description="Seconds to wait for something to happen.")]


# They come as the JSON that was made for the socket; two of them share a tag, which no union of structs may.
_ANY_FRAME = {
    "anyOf": [{"$ref": f"#/components/schemas/{one.__name__}"} for one in (EventFrame, TypingNow, PresenceNow)]
}


class Events(msgspec.Struct):
    """What happened after the place asked for; `recovered` false: fetch the snapshot again and go on from its place."""

    events: Annotated[list[msgspec.Raw], Meta(extra_json_schema={"items": _ANY_FRAME})]
    pos: int
    epoch: str
    recovered: bool


_EVENTS = {200: ResponseSpec(Events, generate_examples=False, description="At once, or when `wait` is over")}


class Typing(msgspec.Struct):
    """Whether one is typing just now; of an agent's note only the team hears."""

    on: bool = True
    note: bool = False


class Poller:
    """Waits for events on behalf of one request."""

    def __init__(self, db: Database, hub: Hub, presence: Presence) -> None:
        self._db = db
        self._hub = hub
        self._presence = presence
        self._waiting: set[asyncio.Event] = set()
        self._stopping = False

    def stop(self) -> None:
        """Answer everybody who waits, and nobody who asks from now on."""
        self._stopping = True
        for something in self._waiting:
            something.set()

    async def events(self, who: Agent | Visitor, *, epoch: str, after: int, wait: int) -> Response[bytes]:
        """Everything after a place, or what comes within `wait` seconds."""
        if self._stopping:
            raise Unavailable
        self._presence.require_room(who.id)
        something = asyncio.Event()
        kind: Kind = "agent" if isinstance(who, Agent) else "visitor"
        session_id = who.session_id if isinstance(who, Agent) else None
        stream = Subscriber(
            who.project_id, kind, who.id,
            session_id=session_id, on_frames=something.set, on_close=lambda _code: something.set(),
            drains=False,
        )  # fmt: skip
        self._presence.came(who.project_id, kind, who.id)
        self._waiting.add(something)
        try:
            place, recovered = await self._hub.subscribe(stream, epoch=epoch, pos=after)
            if not await still_signed_in(self._db, who):
                raise NotSignedIn("session_ended")
            if not recovered:
                return _answer("", place.pos, place.epoch, recovered=False)
            await self._hub.replay(stream)
            if not stream.queue:
                try:
                    async with asyncio.timeout(wait):
                        await something.wait()
                except TimeoutError:
                    pass
            frames = ",".join(stream.queue)
            return _answer(frames, stream.last, place.epoch, recovered=True)
        finally:
            self._waiting.discard(something)
            self._hub.unsubscribe(stream)
            self._presence.went(who.id)


def _answer(frames: str, pos: int, epoch: str, *, recovered: bool) -> Response[bytes]:
    """The answer put together from frames that are JSON already."""
    rest = msgspec.json.encode({"pos": pos, "epoch": epoch, "recovered": recovered}).decode()
    return Response(f'{{"events":[{frames}],{rest[1:]}'.encode(), media_type="application/json")


@get(
    "/events",
    responses=_EVENTS | refuses(429),
    operation_id="agent_events",
    summary="What happened since a place in the log (long-poll)",
)
async def agent_events(
    agent: Me, poller: NamedDependency[Poller], epoch: Epoch, after: After, wait: Wait = 25
) -> Response[bytes]:
    return await poller.events(agent, epoch=epoch, after=after, wait=wait)


@post(
    "/conversations/{conversation_id:str}/typing",
    status_code=204,
    operation_id="agent_types",
    summary="Typing, or no longer",
)
async def agent_types(
    agent: Me,
    db: NamedDependency[Database],
    ephemerals: NamedDependency[Ephemerals],
    conversation_id: FromPath[str],
    data: JSONBody[Typing],
) -> None:
    visitor_id = await db.read(require_readable, agent, conversation_id=conversation_id)
    ephemerals.typing(agent.author, agent.project_id, visitor_id, conversation_id, on=data.on, note=data.note)


@get(
    "/events",
    responses=_EVENTS | refuses(429),
    operation_id="visitor_events",
    summary="What happened since a place in the log (long-poll)",
)
async def visitor_events(
    visitor: Guest, poller: NamedDependency[Poller], epoch: Epoch, after: After, wait: Wait = 25
) -> Response[bytes]:
    return await poller.events(visitor, epoch=epoch, after=after, wait=wait)


@post(
    "/conversations/{conversation_id:str}/typing",
    status_code=204,
    operation_id="visitor_types",
    summary="Typing, or no longer",
)
async def visitor_types(
    visitor: Guest,
    db: NamedDependency[Database],
    ephemerals: NamedDependency[Ephemerals],
    conversation_id: FromPath[str],
    data: JSONBody[Typing],
) -> None:
    await db.read(require_readable, visitor, conversation_id=conversation_id)
    ephemerals.typing(visitor.author, visitor.project_id, visitor.id, conversation_id, on=data.on)


_fresh = CacheControlHeader(no_store=True)

handlers = [
    Router(
        "/api/v1/workspace/{project_id:str}",
        route_handlers=[agent_events, agent_types],
        dependencies={"agent": Provide(provide_agent)},
        cache_control=_fresh,
        tags=["Workspace: conversations"],
    ),
    Router(
        "/api/v1/visitor",
        route_handlers=[visitor_events, visitor_types],
        dependencies={"visitor": Provide(provide_visitor)},
        cache_control=_fresh,
        tags=["Widget"],
    ),
]
