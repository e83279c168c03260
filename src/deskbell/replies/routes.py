"""Saved replies, under `/api/v1/workspace/{project_id}/replies`."""

from typing import Annotated

import msgspec
from litestar import Router, delete, get, post, put
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Meta

from deskbell.kit.db import Database
from deskbell.kit.http import PageAfter, PageSize, refuses
from deskbell.kit.texts import MAX_MESSAGE_BYTES, readable_words
from deskbell.replies.keeping import ReplyWanted, change_reply, delete_reply, save_reply, use_reply
from deskbell.replies.queries import Reply, replies_after, reply_now
from deskbell.team import Agent
from deskbell.team.web import provide_agent

Db = NamedDependency[Database]
Me = NamedDependency[Agent]
Line = Annotated[str, Meta(max_length=2_000)]
Words = Annotated[str, Meta(max_length=MAX_MESSAGE_BYTES)]
Version = Annotated[int, Meta(ge=1, le=2**31 - 1)]
Moment = Annotated[int, Meta(ge=0, le=2**53)]


class NewReply(msgspec.Struct):
    """A reply to keep: for oneself, or `shared` with the team by whoever may. The client id names the attempt."""

    client_id: Annotated[str, Meta(max_length=64)]
    shortcut: Line
    text: Words
    title: Line = ""
    shared: bool = False


class ReplyForm(msgspec.Struct):
    """All of a reply. `version`: what the form began from, to be told when there is a newer one."""

    shortcut: Line
    text: Words
    title: Line = ""
    version: Version | None = None


class ReplyUse(msgspec.Struct):
    """When it was inserted, in milliseconds since 1970; the same time again counts once."""

    at: Moment


class ReplyPage(msgspec.Struct):
    """A page of replies, and where the next one begins."""

    items: list[Reply]
    next: str | None


@get("/", operation_id="list_replies", summary="The replies of the team and one's own")
async def list_replies(
    agent: Me, db: Db, after: PageAfter = None, limit: PageSize = 50, search: FromQuery[str] = ""
) -> ReplyPage:
    found = await db.read(replies_after, agent, search=readable_words(search), after=after, limit=limit)
    return ReplyPage(*found)


@get("/{reply_id:str}", operation_id="read_reply", summary="One reply")
async def read(agent: Me, db: Db, reply_id: FromPath[str]) -> Reply:
    return await db.read(reply_now, agent, reply_id)


@post("/", responses=refuses(403, 409), operation_id="save_reply", summary="Keep a reply")
async def save(agent: Me, db: Db, data: JSONBody[NewReply]) -> Reply:
    wanted = ReplyWanted(data.shortcut, data.title, data.text)
    return await db.write(save_reply, agent, client_id=data.client_id, shared=data.shared, wanted=wanted)


@put("/{reply_id:str}", responses=refuses(403, 409), operation_id="change_reply", summary="Change a reply")
async def change(agent: Me, db: Db, reply_id: FromPath[str], data: JSONBody[ReplyForm]) -> Reply:
    wanted = ReplyWanted(data.shortcut, data.title, data.text)
    return await db.write(change_reply, agent, reply_id=reply_id, wanted=wanted, version=data.version)


@delete("/{reply_id:str}", responses=refuses(403), operation_id="delete_reply", summary="Delete a reply")
async def remove(agent: Me, db: Db, reply_id: FromPath[str]) -> None:
    await db.write(delete_reply, agent, reply_id=reply_id)


@post("/{reply_id:str}/use", status_code=204, operation_id="use_reply", summary="It was inserted into a message")
async def use(agent: Me, db: Db, reply_id: FromPath[str], data: JSONBody[ReplyUse]) -> None:
    await db.write(use_reply, agent, reply_id=reply_id, at=data.at)


handlers = [
    Router(
        "/api/v1/workspace/{project_id:str}/replies",
        route_handlers=[list_replies, read, save, change, remove, use],
        dependencies={"agent": Provide(provide_agent)},
        cache_control=CacheControlHeader(no_store=True),
        tags=["Workspace: saved replies"],
    )
]
