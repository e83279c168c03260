"""Conversations for visitors, under `/api/v1/visitor`, and what their widget shows first."""

from typing import Annotated

from litestar import Router, get, post
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody, Parameter

from deskbell.conversations.bodies import NewVisitorMessage, Seen
from deskbell.conversations.closing import close_conversation
from deskbell.conversations.posting import Ack, queue_message
from deskbell.conversations.queueing import QueuePlace, place_in_queue
from deskbell.conversations.reading import mark_seen
from deskbell.conversations.starting import SendLimits, VisitorStart, Widget, visitor_start, widget_start
from deskbell.conversations.thread import MessagePage, VisitorConversation, messages_page, visitors_conversation
from deskbell.files import FileRoom
from deskbell.kit.db import Database
from deskbell.kit.http import PageSize, refuses
from deskbell.kit.limits import RateLimit
from deskbell.visitors import Visitor
from deskbell.visitors.web import provide_visitor

Db = NamedDependency[Database]
Guest = NamedDependency[Visitor]
Files = NamedDependency[FileRoom]
SendLimit = NamedDependency[RateLimit]
Seq = Annotated[int | None, Parameter(ge=0, le=2**53)]
_fresh = CacheControlHeader(no_store=True)


@get("/api/v1/widget/{site_key:str}", operation_id="widget", summary="What the widget shows first")
async def widget(site_key: FromPath[str], db: Db, files: Files) -> Widget:
    return await db.read(widget_start, site_key, SendLimits(max_file_bytes=files.max_bytes))


# Two rooms answer on this path; the framework joins single handlers there, but not two routers.
@get(
    "/api/v1/visitor/me",
    dependencies={"visitor": Provide(provide_visitor)},
    cache_control=_fresh,
    tags=["Widget"],
    operation_id="visitor_start",
    summary="What a returning visitor's widget starts from",
)
async def start(visitor: Guest, db: Db) -> VisitorStart:
    return await db.read(visitor_start, visitor)


@post("/messages", responses=refuses(404, 409, 429), operation_id="write_to_team", summary="Write to the team")
async def write_to_team(visitor: Guest, db: Db, send_limit: SendLimit, data: JSONBody[NewVisitorMessage]) -> Ack:
    send_limit.take(visitor.id)
    return await queue_message(
        db,
        visitor,
        conversation_id=data.conversation_id,
        client_id=data.client_id,
        text=data.text,
        attachments=data.attachments,
    )


@get("/conversations/{conversation_id:str}/messages", operation_id="visitor_reads", summary="A page of its messages")
async def visitor_reads(
    visitor: Guest, db: Db, conversation_id: FromPath[str], before: Seq = None, after: Seq = None, limit: PageSize = 50
) -> MessagePage:
    return await db.read(
        messages_page, visitor, conversation_id=conversation_id, before=before, after=after, limit=limit
    )


@get(
    "/conversations/{conversation_id:str}/place",
    operation_id="queue_place",
    summary="The place in the queue, and about how long it takes",
)
async def queue_place(visitor: Guest, db: Db, conversation_id: FromPath[str]) -> QueuePlace:
    return await db.read(place_in_queue, visitor, conversation_id=conversation_id)


@post(
    "/conversations/{conversation_id:str}/close",
    status_code=200,
    operation_id="visitor_closes",
    summary="End the conversation",
)
async def visitor_closes(visitor: Guest, db: Db, conversation_id: FromPath[str]) -> VisitorConversation:
    await db.write(close_conversation, visitor, conversation_id=conversation_id)
    return await db.read(visitors_conversation, visitor, conversation_id=conversation_id)


@post(
    "/conversations/{conversation_id:str}/seen",
    status_code=204,
    operation_id="visitor_saw",
    summary="Received and read so far",
)
async def visitor_saw(visitor: Guest, db: Db, conversation_id: FromPath[str], data: JSONBody[Seen]) -> None:
    await db.write(mark_seen, visitor, conversation_id=conversation_id, delivered=data.delivered, read=data.read)


handlers = [
    start,
    Router("/", route_handlers=[widget], cache_control=_fresh, tags=["Widget"]),
    Router(
        "/api/v1/visitor",
        route_handlers=[write_to_team, visitor_reads, queue_place, visitor_closes, visitor_saw],
        dependencies={"visitor": Provide(provide_visitor)},
        cache_control=_fresh,
        tags=["Widget"],
    ),
]
